import { lastAtOrBefore } from '../last-at-or-before.ts';
import { WITHIN_SENTENCE, WITHIN_TURN } from './instructions.ts';
import type { MatchContext, PatternRange, Stretch } from './match-context.ts';
import type { Captures } from './run-pattern.ts';
import { findUnless } from './unless.ts';
import type { WordStream } from './word-stream.ts';

/** A composite from the start of its first part to the end of its last. */
export interface Composite extends Stretch {
  readonly captures: Captures;
}

/** The parts that make one composite: for each pattern, where it starts. */
interface Hull {
  readonly start: number;
  readonly end: number;
  readonly partStarts: readonly number[];
}

/**
 * All of the patterns within a sentence, a turn or a number of words: the tightest such stretch of each sentence or of the
 * turn; every tightest stretch of at most so many words. A part does not count in a sentence that an `unless` pattern touches.
 */
export function matchComposite(
  parts: PatternRange,
  unless: PatternRange,
  within: number,
  context: MatchContext,
): Composite[] {
  const { literals, stream } = context;
  for (let part = parts.first; part < parts.last; part += 1) if (!literals.isMet(part)) return [];
  const sentences = sentenceStarts(stream, context.rules.sentenceBreak);
  const all: (Stretch & { sentence: number; lastSentence: number })[] = [];
  for (let part = parts.first; part < parts.last; part += 1) {
    const before = all.length;
    for (const hit of shortest(part, context)) {
      const sentence = lastAtOrBefore(sentences, hit.start);
      const lastSentence = lastAtOrBefore(sentences, hit.end - 1);
      if (within !== WITHIN_SENTENCE || sentence === lastSentence) all.push({ ...hit, sentence, lastSentence });
    }
    if (all.length === before) return [];
  }
  // Only now is it worth looking for what could cancel it.
  const silenced = silencedSentences(unless, sentences, context);
  const hits = all.filter(({ sentence, lastSentence }) => !touches(silenced, sentence, lastSentence));
  hits.sort((a, b) => a.end - b.end);
  return tightest(hits, parts, within, stream).map((hull) => complete(hull, parts, within, sentences, context));
}

/** Where the pattern stands, the shortest from each start, so that parts are as near to each other as they can be read. */
function shortest(pattern: number, { literals, runner }: MatchContext): Stretch[] {
  runner.ask(pattern, 'shortest');
  const found: Stretch[] = [];
  runner.eachStart(literals.startsOf(pattern), (start, end) => found.push({ start, end, pattern }));
  return found;
}

/** For each end of a part, the stretch back to the nearest of every other part. */
function tightest(
  hits: readonly (Stretch & { sentence: number })[],
  parts: PatternRange,
  within: number,
  { wordsBefore }: WordStream,
): Hull[] {
  const nearest = new Map<number, number>();
  const hulls: Hull[] = [];
  let best: Hull | null = null;
  let sentence = -1;
  const size = (hull: Hull): number => (wordsBefore[hull.end] as number) - (wordsBefore[hull.start] as number);
  const count = parts.last - parts.first;
  for (let index = 0; index < hits.length; index += 1) {
    const hit = hits[index] as Stretch & { sentence: number };
    if (within === WITHIN_SENTENCE && hit.sentence !== sentence) {
      if (best !== null) hulls.push(best);
      best = null;
      nearest.clear();
      sentence = hit.sentence;
    }
    nearest.set(hit.pattern, Math.max(nearest.get(hit.pattern) ?? 0, hit.start));
    // Parts that end at the same place are all taken in before the stretch to there is measured.
    if (hits[index + 1]?.end === hit.end || nearest.size < count) continue;
    const partStarts = Array.from({ length: count }, (_, part) => nearest.get(parts.first + part) as number);
    const hull = { start: Math.min(...partStarts), end: hit.end, partStarts };
    if (within !== WITHIN_SENTENCE && within !== WITHIN_TURN) {
      if (size(hull) <= within) hulls.push(hull);
    } else if (best === null || size(hull) < size(best)) best = hull;
  }
  if (best !== null) hulls.push(best);
  return hulls;
}

/** Each part as long as it can be without leaving what the composite is within, and all that they capture. */
function complete(
  hull: Hull,
  parts: PatternRange,
  within: number,
  sentences: readonly number[],
  { runner, stream }: MatchContext,
): Composite {
  const limit = limitOf(hull, within, sentences, stream);
  let end = hull.end;
  let captures: Captures = {};
  hull.partStarts.forEach((start, part) => {
    const pattern = parts.first + part;
    runner.ask(pattern, 'longest', limit);
    const partEnd = runner.endFrom(start);
    end = Math.max(end, partEnd);
    captures = { ...runner.captures(pattern, start, partEnd), ...captures };
  });
  return { start: hull.start, end, pattern: parts.first, captures };
}

function limitOf(hull: Hull, within: number, sentences: readonly number[], stream: WordStream): number {
  if (within === WITHIN_TURN) return stream.length - 1;
  if (within === WITHIN_SENTENCE) {
    return (sentences[lastAtOrBefore(sentences, hull.start) + 1] ?? stream.length) - 1;
  }
  const words = (stream.wordsBefore[hull.start] as number) + within;
  let limit = hull.end;
  while (limit < stream.length - 1 && (stream.wordsBefore[limit + 1] as number) <= words) limit += 1;
  return limit;
}

/** The places of the first words of the sentences. */
function sentenceStarts({ ids, length }: WordStream, sentenceBreak: number): number[] {
  const starts: number[] = [];
  for (let at = 0; at < length - 1; at += 1) if (ids[at] === sentenceBreak) starts.push(at + 1);
  return starts;
}

function silencedSentences(unless: PatternRange, sentences: readonly number[], context: MatchContext): number[] {
  if (unless.first === unless.last) return [];
  const silenced = new Set<number>();
  for (const { start, end } of findUnless(unless, [{ start: 1, end: context.stream.length }], context)) {
    const last = lastAtOrBefore(sentences, end - 1);
    for (let sentence = lastAtOrBefore(sentences, start); sentence <= last; sentence += 1) silenced.add(sentence);
  }
  return [...silenced].sort((a, b) => a - b);
}

function touches(silenced: readonly number[], first: number, last: number): boolean {
  let low = 0;
  let high = silenced.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((silenced[middle] as number) < first) low = middle + 1;
    else high = middle;
  }
  return (silenced[low] ?? Number.POSITIVE_INFINITY) <= last;
}
