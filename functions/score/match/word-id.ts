import { hashWord } from './hash-word.ts';
import { isNumber } from './is-number.ts';
import { LETTERS_TO_LOOK_UP, type LoadedRules } from './loaded-rules.ts';

/** The id of a word of the rules, else of the longest prefix it begins with, else of numbers, else 0. Keeps nothing of the word. */
export function wordId(word: string, rules: LoadedRules): number {
  const { wordSlots, prefixLetters } = rules;
  const hash = hashWord(word);
  const mask = (wordSlots.length >> 1) - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = wordSlots[2 * slot + 1] as number;
    if (id === 0) break;
    if (wordSlots[2 * slot] === hash && isWord(id, word, rules)) return id;
  }
  const first = word.charCodeAt(0);
  if (prefixLetters[first & 127] !== 0 && word.length >= LETTERS_TO_LOOK_UP) {
    for (const { prefix, id } of rules.prefixIds.get(word.slice(0, LETTERS_TO_LOOK_UP)) ?? []) {
      if (word.startsWith(prefix)) return id;
    }
  }
  return isNumber(word) ? rules.number : 0;
}

function isWord(id: number, word: string, { wordStarts, wordUnits }: LoadedRules): boolean {
  const start = wordStarts[id - 1] as number;
  const { length } = word;
  if ((wordStarts[id] as number) - start !== length) return false;
  for (let unit = 0; unit < length; unit += 1) if (wordUnits[start + unit] !== word.charCodeAt(unit)) return false;
  return true;
}
