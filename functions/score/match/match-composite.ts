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

/** What a composite is made of: its parts, the one that is looked up, what cancels it, and what all must be within. */
export interface CompositeRule {
  readonly parts: PatternRange;
  readonly rarest: number;
  readonly unless: PatternRange;
  readonly within: number;
}

type Hit = Stretch & { readonly sentence: number; readonly lastSentence: number };

/**
 * All of the patterns within a sentence, a turn or a number of words: the tightest such stretch of each sentence or of the
 * turn; every tightest stretch of at most so many words. A part does not count in a sentence that an `unless` pattern touches. The rarest
 * part is looked for first, and the others only near it.
 */
export function matchComposite(rule: CompositeRule, context: MatchContext): Composite[] {
  const { parts, rarest, unless, within } = rule;
  const { literals, stream } = context;
  if (!literals.isMet(rarest)) return [];
  const sentences = context.sentences();
  const all = hitsOf(rarest, literals.startsOf(rarest), within, sentences, context);
  const near = startsNear(all, within, sentences, stream);
  for (let part = parts.first; part < parts.last; part += 1) {
    if (all.length === 0) return [];
    if (part === rarest) continue;
    const hits = hitsOf(part, near, within, sentences, context);
    if (hits.length === 0) return [];
    all.push(...hits);
  }
  // Only now is it worth looking for what could cancel it.
  const silenced = silencedSentences(unless, all, sentences, context);
  const hits = all.filter(({ sentence, lastSentence }) => !touches(silenced, sentence, lastSentence));
  hits.sort((a, b) => a.end - b.end);
  return tightest(hits, parts, within, stream).map((hull) => complete(hull, parts, within, sentences, context));
}

/** Where the pattern stands, the shortest from each start, so that parts are as near to each other as they can be read. */
function hitsOf(
  pattern: number,
  starts: readonly number[],
  within: number,
  sentences: readonly number[],
  { runner }: MatchContext,
): Hit[] {
  const hits: Hit[] = [];
  runner.ask(pattern, 'shortest');
  runner.eachStart(starts, (start, end) => {
    const sentence = lastAtOrBefore(sentences, start);
    const lastSentence = lastAtOrBefore(sentences, end - 1);
    if (within !== WITHIN_SENTENCE || sentence === lastSentence) {
      hits.push({ start, end, pattern, sentence, lastSentence });
    }
  });
  return hits;
}

/** Where parts may start that are within one composite with one of the hits: flat pairs, first and last, inclusive, in order. */
function startsNear(
  hits: readonly Hit[],
  within: number,
  sentences: readonly number[],
  { length }: WordStream,
): readonly number[] {
  if (within === WITHIN_TURN) return [1, length - 1];
  const near: number[] = [];
  for (const { start, sentence } of hits) {
    // Between two words there is at most one sentence break.
    const first = within === WITHIN_SENTENCE ? (sentences[sentence] as number) : Math.max(1, start - 2 * within);
    const last = within === WITHIN_SENTENCE ? (sentences[sentence + 1] ?? length) - 1 : start + 2 * within;
    const end = near.at(-1);
    if (end === undefined || first > end) near.push(first, last);
    else near[near.length - 1] = Math.max(end, last);
  }
  return near;
}

/** For each end of a part, the stretch back to the nearest of every other part. */
function tightest(hits: readonly Hit[], parts: PatternRange, within: number, { wordsBefore }: WordStream): Hull[] {
  const nearest = new Map<number, number>();
  const hulls: Hull[] = [];
  let best: Hull | null = null;
  let sentence = -1;
  const size = (hull: Hull): number => (wordsBefore[hull.end] as number) - (wordsBefore[hull.start] as number);
  const count = parts.last - parts.first;
  for (let index = 0; index < hits.length; index += 1) {
    const hit = hits[index] as Hit;
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

/** Those of the hits' sentences in which something stands that cancels. */
function silencedSentences(
  unless: PatternRange,
  hits: readonly { readonly sentence: number; readonly lastSentence: number }[],
  sentences: readonly number[],
  context: MatchContext,
): number[] {
  if (unless.first === unless.last) return [];
  const looked = new Set(hits.flatMap(({ sentence, lastSentence }) => inclusive(sentence, lastSentence)));
  const around = [...looked].map((sentence) => ({
    start: sentences[sentence] as number,
    end: sentences[sentence + 1] ?? context.stream.length,
  }));
  const silenced = new Set<number>();
  for (const { start, end } of findUnless(unless, around, context)) {
    const first = lastAtOrBefore(sentences, start);
    for (const sentence of inclusive(first, lastAtOrBefore(sentences, end - 1))) silenced.add(sentence);
  }
  return [...silenced].sort((a, b) => a - b);
}

const inclusive = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

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
