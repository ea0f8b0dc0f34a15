import type { Integers, TableName } from './compiled-rules.ts';
import { hashWord } from './hash-word.ts';
import { WORD_ROW } from './instructions.ts';

/** The words, one after the other, and where each is by its hash: slots at most half full, so that a look-up ends after a step or two. */
export function packWords(words: readonly string[]): Pick<Record<TableName, Integers>, 'wordUnits' | 'wordSlots'> {
  const units = Uint16Array.from(words.flatMap(unitsOf));
  let size = 8;
  while (size < words.length * 2) size *= 2;
  const slots = new Int32Array(WORD_ROW * size);
  let start = 0;
  words.forEach((word, index) => {
    const hash = hashWord(word);
    let slot = hash & (size - 1);
    while (slots[WORD_ROW * slot + 1] !== 0) slot = (slot + 1) & (size - 1);
    slots.set([hash, index + 1, start, word.length], WORD_ROW * slot);
    start += word.length;
  });
  return { wordUnits: units, wordSlots: slots };
}

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
