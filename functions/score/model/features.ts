import type { Token } from '../text.ts';

/** Words and pieces of words, hashed into 2^18 places: eight tables of int8 stay under 2 MB, and collisions cost little at that size. */
export const FEATURE_BITS = 18;
export const FEATURE_COUNT = 1 << FEATURE_BITS;

const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;
/** A longer word is an address, a hash or an attack on our time: its beginning says as much. */
const LONGEST_WORD = 24;

/** Called with a feature's place and the words `first` to `last` (half-open) that it came from. */
export type FeatureVisitor = (place: number, first: number, last: number) => void;

/** How much of `weights` each of the words `first` to `last` (half-open) carries: a feature of several words is shared out among them. */
export function sharesOfWords(
  weights: ArrayLike<number>,
  tokens: readonly Token[],
  first: number,
  last: number,
): { shares: Float64Array; count: number } {
  const shares = new Float64Array(last - first);
  let count = 0;
  visitFeatures(tokens, first, last, (place, from, to) => {
    count++;
    const share = (weights[place] as number) / (to - from);
    for (let word = from - first; word < to - first; word++) shares[word] = (shares[word] as number) + share;
  });
  return { shares, count };
}

/** FNV-1a (32 bit) of UTF-16 units, then mixed, so that the low bits depend on all of them. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

function place(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) & (FEATURE_COUNT - 1);
}

/**
 * Each word, each pair and triple of neighbouring words, each pair with one word between, and the pieces of three to five letters
 * within each word, of the words `first` to `last` (half-open). Linear in the text.
 */
export function visitFeatures(tokens: readonly Token[], first: number, last: number, visit: FeatureVisitor): void {
  let before = 0;
  let beforeThat = 0;
  for (let index = first; index < last; index++) {
    const word = tokens[index]?.text ?? '';
    const self = hash(word, 0, Math.min(word.length, LONGEST_WORD), 1);
    visit(place(self), index, index + 1);
    if (index > first) visit(place(Math.imul(before, 31) ^ self ^ 0x5bd1e995), index - 1, index + 1);
    if (index > first + 1) {
      visit(place(Math.imul(beforeThat, 131) ^ self ^ 0x1b873593), index - 2, index + 1);
      visit(place(Math.imul(Math.imul(beforeThat, 31) ^ before, 31) ^ self ^ 0x27d4eb2f), index - 2, index + 1);
    }
    const framed = `<${word.slice(0, LONGEST_WORD)}>`;
    for (let size = SHORTEST_PIECE; size <= LONGEST_PIECE; size++) {
      for (let at = 0; at + size <= framed.length; at++) visit(place(hash(framed, at, at + size, 2)), index, index + 1);
    }
    beforeThat = before;
    before = self;
  }
}
