import type { DetectionMetadata } from '../detections/detection.ts';
import { DETECTION_ROW, PATTERN_ROW } from './instructions.ts';
import type { LoadedRules } from './loaded-rules.ts';
import type { Match } from './match.ts';
import { type Composite, matchComposite } from './match-composite.ts';
import type { MatchContext, PatternRange, Stretch } from './match-context.ts';
import type { MetLiterals } from './met-literals.ts';
import { NOWHERE, type PatternRunner } from './run-pattern.ts';
import { findUnless } from './unless.ts';
import type { WordStream } from './word-stream.ts';

/** Runs every pattern whose literals were met. */
export function matchDetections(
  rules: LoadedRules,
  stream: WordStream,
  literals: MetLiterals,
  runner: PatternRunner,
): Match[] {
  const matches: Match[] = [];
  let sentences: readonly number[] | null = null;
  const context: MatchContext = {
    rules,
    stream,
    literals,
    runner,
    sentences: () => {
      sentences ??= sentenceStarts(stream, rules.sentenceBreak);
      return sentences;
    },
  };
  const met = literals.patterns.sort((a, b) => a - b);
  for (let next = 0; next < met.length; ) {
    const index = detectionOf(met[next] as number, rules);
    const first = next;
    while (next < met.length && detectionOf(met[next] as number, rules) === index) next += 1;
    const [firstPattern, parts, unless] = rangesOf(index, rules);
    const plain = matchPlain(met.slice(first, next), parts.first, unless, context);
    const [within, rarest] = [6, 7].map((field) => rules.detections[index * DETECTION_ROW + field] as number) as [
      number,
      number,
    ];
    const composites = parts.first === parts.last ? [] : matchComposite({ parts, rarest, unless, within }, context);
    if (plain.length + composites.length === 0) continue;
    const detection = rules.metadata.at(index) as DetectionMetadata;
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

function sentenceStarts({ ids, length }: WordStream, sentenceBreak: number): number[] {
  const starts: number[] = [];
  for (let at = 0; at < length - 1; at += 1) if (ids[at] === sentenceBreak) starts.push(at + 1);
  return starts;
}

const detectionOf = (pattern: number, { patterns }: LoadedRules): number =>
  patterns[pattern * PATTERN_ROW + 3] as number;

/** Its first pattern, those that must all be there, and those that cancel. */
function rangesOf(detection: number, { detections }: LoadedRules): [number, PatternRange, PatternRange] {
  const row = detection * DETECTION_ROW;
  return [
    detections[row] as number,
    { first: detections[row + 2] as number, last: detections[row + 3] as number },
    { first: detections[row + 4] as number, last: detections[row + 5] as number },
  ];
}

/** Any of the met patterns before `end`, the longest from each start that no `unless` overlaps. */
function matchPlain(met: readonly number[], end: number, unless: PatternRange, context: MatchContext): Stretch[] {
  const { runner, literals } = context;
  const found: Stretch[] = [];
  for (const pattern of met) {
    if (pattern >= end) break;
    runner.ask(pattern);
    runner.eachStart(literals.startsOf(pattern), (start, to) => found.push({ start, end: to, pattern }));
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
