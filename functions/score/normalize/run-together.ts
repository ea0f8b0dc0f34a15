import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { segment } from './segment.ts';

const SHORTEST = 9;
const LONGEST = 60;
const PEOPLE = new Set('i you u ur your yourself me my him her them us it'.split(' '));

/** "iwillkillyou" -> its words, where one of them is a key word and another a person; null for compounds ("slaughterhouse") and names. */
export function readRunTogether(written: string): string[] | null {
  if (written.length < SHORTEST || written.length > LONGEST || isKnownWord(written) || !/^[a-z]+$/.test(written))
    return null;
  const words = segment(written);
  if (words === null || words.length < 2) return null;
  // A letter alone inside is chance: "damnation" is not "damn at i on".
  if (words.some((word, at) => word.length === 1 && at > 0)) return null;
  return words.some(isKeyWord) && words.some((word) => PEOPLE.has(word)) ? words : null;
}
