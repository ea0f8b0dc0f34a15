import { hashWord } from './hash-word.ts';
import { WORD_ROW } from './instructions.ts';
import { isNumber } from './is-number.ts';
import { LETTERS_TO_LOOK_UP, type LoadedRules } from './loaded-rules.ts';

/** The id of a word of the rules, else of the longest prefix it begins with, else of numbers, else 0. Keeps nothing of the word. */
export function wordId(word: string, rules: LoadedRules): number {
  const { wordSlots, prefixLetters } = rules;
  const hash = hashWord(word);
  const mask = wordSlots.length / WORD_ROW - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const row = slot * WORD_ROW;
    const id = wordSlots[row + 1] as number;
    if (id === 0) break;
    if (wordSlots[row] === hash && isWord(row, word, rules)) return id;
  }
  const first = word.charCodeAt(0);
  if (prefixLetters[first & 127] !== 0 && word.length >= LETTERS_TO_LOOK_UP) {
    for (const { prefix, id } of rules.prefixIds.get(word.slice(0, LETTERS_TO_LOOK_UP)) ?? []) {
      if (word.startsWith(prefix)) return id;
    }
  }
  return isNumber(word) ? rules.number : 0;
}

function isWord(row: number, word: string, { wordSlots, wordUnits }: LoadedRules): boolean {
  const start = wordSlots[row + 2] as number;
  const { length } = word;
  if (wordSlots[row + 3] !== length) return false;
  for (let unit = 0; unit < length; unit += 1) if (wordUnits[start + unit] !== word.charCodeAt(unit)) return false;
  return true;
}
