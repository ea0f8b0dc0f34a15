import type { DetectionMetadata } from '../detections/detection.ts';
import { inOrder, type Literals } from './find-literals.ts';
import { DETECTION_ROW } from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { Match } from './match.ts';
import { type Composite, matchComposite } from './match-composite.ts';
import type { MatchContext, PatternRange, Stretch } from './match-context.ts';
import { NOWHERE, type PatternRunner } from './run-pattern.ts';
import { findUnless } from './unless.ts';
import type { WordStream } from './word-stream.ts';

/** Runs every detection that one of the met literals belongs to. */
export function matchDetections(
  rules: LoadedRules,
  stream: WordStream,
  literals: Literals,
  runner: PatternRunner,
): Match[] {
  const { detectionTable } = rules;
  const matches: Match[] = [];
  const context = { rules, stream, literals, runner };
  for (const index of detectionsMet(rules, literals)) {
    const row = index * DETECTION_ROW;
    const detection = rules.detections[index] as DetectionMetadata;
    const unless: PatternRange = { first: detectionTable[row + 4] as number, last: detectionTable[row + 5] as number };
    const firstPattern = detectionTable[row] as number;
    const plain = matchPlain({ first: firstPattern, last: detectionTable[row + 1] as number }, unless, context);
    const parts = { first: detectionTable[row + 2] as number, last: detectionTable[row + 3] as number };
    const composites =
      parts.first === parts.last ? [] : matchComposite(parts, unless, detectionTable[row + 6] as number, context);
    if (plain.length + composites.length === 0) continue;
    const { wordsBefore } = stream;
    for (const found of leftmostLongest<Stretch | Composite>([...plain, ...composites])) {
      matches.push({
        detection,
        first: wordsBefore[found.start] as number,
        last: wordsBefore[found.end] as number,
        captures: 'captures' in found ? found.captures : runner.captures(found.pattern, found.start, found.end),
        ...('captures' in found ? {} : { pattern: found.pattern - firstPattern }),
      });
    }
  }
  return matches.sort((a, b) => a.first - b.first || b.last - a.last);
}

/** The detections that own a pattern whose anchor was met, in the order of the rules. */
function detectionsMet(rules: LoadedRules, literals: Literals): number[] {
  const { detectionTable } = rules;
  const met = new Set<number>();
  for (const pattern of literals.windows.keys()) {
    // The last detection whose first pattern is not behind this one.
    let low = 0;
    let high = detectionTable.length / DETECTION_ROW - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((detectionTable[middle * DETECTION_ROW] as number) <= pattern) low = middle;
      else high = middle - 1;
    }
    met.add(low);
  }
  return [...met].sort((a, b) => a - b);
}

/** Any of the patterns, the longest from each start that no `unless` overlaps. */
function matchPlain(patterns: PatternRange, unless: PatternRange, context: MatchContext): Stretch[] {
  const { runner, literals } = context;
  const found: Stretch[] = [];
  for (let pattern = patterns.first; pattern < patterns.last; pattern += 1) {
    const windows = literals.windows.get(pattern);
    if (windows === undefined) continue;
    runner.ask(pattern);
    runner.eachStart(inOrder(windows), (start, end) => found.push({ start, end, pattern }));
  }
  if (found.length === 0 || unless.first === unless.last) return found;
  return besideUnless(found, findUnless(unless, found, context), runner);
}

/**
 * What is left of each stretch beside the cancelling ones: nothing where one covers its start, else the longest that ends before
 * the next one begins.
 */
function besideUnless(
  found: readonly Stretch[],
  unless: readonly { readonly start: number; readonly end: number }[],
  runner: PatternRunner,
): Stretch[] {
  if (unless.length === 0) return [...found];
  const kept: Stretch[] = [];
  const sorted = [...found].sort((a, b) => a.pattern - b.pattern || a.start - b.start);
  let pattern = -1;
  let next = 0;
  let coveredTo = 0;
  let asked = NOWHERE;
  for (const stretch of sorted) {
    if (stretch.pattern !== pattern) {
      pattern = stretch.pattern;
      next = 0;
      coveredTo = 0;
      asked = NOWHERE;
    }
    for (; next < unless.length && (unless[next]?.start as number) <= stretch.start; next += 1) {
      coveredTo = Math.max(coveredTo, unless[next]?.end as number);
    }
    if (coveredTo > stretch.start) continue;
    const limit = unless[next]?.start ?? Number.POSITIVE_INFINITY;
    if (stretch.end <= limit) {
      kept.push(stretch);
      continue;
    }
    if (asked !== limit) runner.ask(pattern, 'longest', limit);
    asked = limit;
    const end = runner.endFrom(stretch.start);
    if (end !== NOWHERE) kept.push({ ...stretch, end });
  }
  return kept;
}

/** Of stretches that overlap, the one that begins first, and of those the longest. */
function leftmostLongest<T extends Stretch>(stretches: readonly T[]): T[] {
  const sorted = [...stretches].sort((a, b) => a.start - b.start || b.end - a.end || a.pattern - b.pattern);
  const kept: T[] = [];
  let end = 0;
  for (const stretch of sorted) {
    if (stretch.start < end) continue;
    kept.push(stretch);
    end = stretch.end;
  }
  return kept;
}
