import type { Integers, TableName } from './compiled-rules.ts';
import { hashWord } from './hash-word.ts';

/** The words, one after the other, and where each is by its hash: slots at most half full, so that a look-up ends after a step or two. */
export function packWords(
  words: readonly string[],
): Pick<Record<TableName, Integers>, 'wordUnits' | 'wordStarts' | 'wordSlots'> {
  const starts = [0];
  for (const word of words) starts.push((starts.at(-1) ?? 0) + word.length);
  const units = new Uint16Array(starts.at(-1) ?? 0);
  let size = 8;
  while (size < words.length * 2) size *= 2;
  const slots = new Int32Array(2 * size);
  words.forEach((word, index) => {
    for (let unit = 0; unit < word.length; unit += 1) units[(starts[index] ?? 0) + unit] = word.charCodeAt(unit);
    const hash = hashWord(word);
    let slot = hash & (size - 1);
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & (size - 1);
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = index + 1;
  });
  return { wordUnits: units, wordStarts: Int32Array.from(starts), wordSlots: slots };
}
