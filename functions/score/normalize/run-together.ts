import { isKeyWord, KEY_WORDS } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { segment } from './segment.ts';

const SHORTEST = 9;
const LONGEST = 60;
/** Most long words that are not in the list hold no key word: they cost one look. */
const HOLDS_KEY_WORD = new RegExp(KEY_WORDS.filter((word) => word.length >= 3).join('|'));
const PEOPLE = new Set('i you u ur your yourself me my him her them us it'.split(' '));

/** "iwillkillyou" -> its words, where one of them is a key word and another a person; null for compounds ("slaughterhouse") and names. */
export function readRunTogether(written: string): string[] | null {
  if (
    written.length < SHORTEST ||
    written.length > LONGEST ||
    !HOLDS_KEY_WORD.test(written) ||
    isKnownWord(written) ||
    !/^[a-z]+$/.test(written)
  )
    return null;
  const words = segment(written);
  if (words === null || words.length < 2) return null;
  // A letter alone inside is chance: "damnation" is not "damn at i on".
  if (words.some((word, at) => word.length === 1 && at > 0)) return null;
  return words.some(isKeyWord) && words.some((word) => PEOPLE.has(word)) ? words : null;
}
