import type { RawWord } from './raw-word.ts';

/** Sounds of hesitation, as transcripts of calls write them. In capitals "ER" and "UM" are something else. */
const FILLER = /^(?:u+h+m?|u+m+|e+r+m+|er+|h+m+|m{2,}|a+h+)$/;
const LONGEST = 6;

/**
 * Leaves out what a speaker says while they look for a word: "gonna uh come down there and um shoot". A sentence that ends with one ends
 * with the word before it.
 */
export function leaveOutFillers(words: RawWord[]): RawWord[] {
  if (!words.some(isFiller)) return words;
  const kept: RawWord[] = [];
  for (const word of words) {
    if (!isFiller(word)) {
      kept.push(word);
      continue;
    }
    const previous = kept[kept.length - 1];
    if (word.stop === null || previous === undefined || previous.stop !== null) continue;
    previous.stop = word.stop;
    previous.stopEnd = word.stopEnd;
  }
  return kept;
}

function isFiller(word: RawWord): boolean {
  return !word.plain && !word.capitals && word.text.length <= LONGEST && FILLER.test(word.text);
}
