import { KEY_WORDS } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { spellingOf } from './spellings.ts';

/** In shorter words a slip makes another word too easily. */
const SHORTEST = 4;
/** Slips of a key word that are somebody's name. */
const NAMES = new Set(['brun', 'burnn', 'kills', 'hartt', 'bobm', 'hagne']);

/** "mruder", "kiill", "stabb": a key word with two letters changed round or one struck twice, and no word itself. */
const SLIPS: ReadonlyMap<string, string> = new Map(
  KEY_WORDS.filter((word) => word.length >= SHORTEST).flatMap((word) =>
    slipsOf(word)
      .filter((slip) => !isKnownWord(slip) && spellingOf(slip) === undefined && !NAMES.has(slip))
      .map((slip) => [slip, word] as const),
  ),
);

/** The key word that somebody who types in haste meant by this word, or undefined. */
export function slipOf(written: string): string | undefined {
  return SLIPS.get(written);
}

function slipsOf(word: string): string[] {
  const slips: string[] = [];
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    slips.push(word.slice(0, at) + letter + word.slice(at));
    if (at + 1 < word.length) slips.push(word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2));
  }
  return slips.filter((slip) => slip !== word);
}
