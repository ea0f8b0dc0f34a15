import { isKeyWord } from './key-words.ts';
import { isListedWord } from './known-words.ts';

const LONGEST_WORD = 14;
/** A run of letters longer than this is a key, a hash or an attack, and is not cut into words. */
export const LONGEST_RUN = 120;

/**
 * Cuts letters that were written apart or run together ("iwillkillyou") into words, fewest and longest first.
 * Null where some letters belong to no word. Words of one letter: only "i" and "a". Linear: each place looks back 14 letters.
 */
export function segment(letters: string): string[] | null {
  if (letters.length === 0 || letters.length > LONGEST_RUN) return null;
  const cost = new Array<number>(letters.length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Array<number>(letters.length + 1).fill(-1);
  cost[0] = 0;
  for (let end = 1; end <= letters.length; end++) {
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const before = cost[start] as number;
      if (before === Number.POSITIVE_INFINITY) continue;
      const word = letters.slice(start, end);
      const price = priceOf(word);
      if (price !== null && before + price < (cost[end] as number)) {
        cost[end] = before + price;
        from[end] = start;
      }
    }
  }
  if (cost[letters.length] === Number.POSITIVE_INFINITY) return null;
  const words: string[] = [];
  for (let end = letters.length; end > 0; end = from[end] as number) words.push(letters.slice(from[end], end));
  return words.reverse();
}

function priceOf(word: string): number | null {
  if (word.length === 1) return word === 'i' || word === 'a' ? 2.5 : null;
  if (word === 'ur') return 3;
  if (!isListedWord(word)) return null;
  if (isKeyWord(word)) return 1;
  return word.length === 2 ? 2.2 : word.length === 3 ? 1.8 : 1.2;
}
