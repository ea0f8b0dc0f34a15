import { usesPerMillion } from './common-words.ts';

/** A set of words is known, as far as it is, by the marks that they have: one of 64. */
export const MARKS = 64;
/** The commonest words, about half of any text, have each a mark of their own; the others share what is left. */
const OWN_MARKS = 32;
/** The sentence break, and a word that the rules do not know: none. */
export const NO_MARK = MARKS;

/** The marks of words by their ids, for the words of a vocabulary, in order, and `others` ids behind them that stand for kinds of words. */
export function marksOf(words: readonly string[], others: number): Uint8Array {
  const marks = new Uint8Array(1 + words.length + others + 1).fill(NO_MARK);
  for (let id = 1; id <= words.length + others; id += 1) {
    marks[id] = OWN_MARKS + ((Math.imul(id, 0x9e3779b1) >>> 16) % (MARKS - OWN_MARKS));
  }
  words
    .map((word, index) => ({ id: index + 1, uses: usesPerMillion(word) }))
    .sort((a, b) => b.uses - a.uses)
    .slice(0, OWN_MARKS)
    .forEach(({ id }, mark) => {
      marks[id] = mark;
    });
  return marks;
}

/** How much of ordinary text has each mark, by the ids of a vocabulary's words. */
export function shareOfMarks(words: readonly string[], marks: Uint8Array): Float64Array {
  const shares = new Float64Array(MARKS + 1);
  words.forEach((word, index) => {
    const mark = marks[index + 1] as number;
    shares[mark] = (shares[mark] as number) + usesPerMillion(word) / 1_000_000;
  });
  return shares;
}

/** Marks as the two halves of 64 bits, low first. */
export function markBits(marks: Iterable<number>): [number, number] {
  let low = 0;
  let high = 0;
  for (const mark of marks) {
    low |= lowBit(mark);
    high |= highBit(mark);
  }
  return [low, high];
}

export const lowBit = (mark: number): number => (mark < 32 ? 1 << mark : 0);
export const highBit = (mark: number): number => (mark >= 32 && mark < MARKS ? 1 << (mark - 32) : 0);
