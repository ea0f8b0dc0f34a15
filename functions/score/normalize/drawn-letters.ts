import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { spellingOf } from './spellings.ts';

/** Letters drawn with several signs; longer ones first. */
const DRAWN: readonly (readonly [string, string])[] = [
  ['|-|', 'h'],
  ['|_|', 'u'],
  ['|<', 'k'],
  ['|{', 'k'],
  ['|)', 'd'],
  ['|3', 'b'],
  ['|=', 'f'],
  ['()', 'o'],
  ['/\\', 'a'],
  ['\\/', 'v'],
];
const LONGEST = 32;
const HAS_DRAWN = /\|-\||\|_\||\|[<{)3=]|\(\)|\/\\|\\\//;

/** Whether a text has any letter that is drawn: most have none, and cost one look. */
export function hasDrawnLetters(text: string): boolean {
  return HAS_DRAWN.test(text);
}

/** The key word at the beginning of a run of signs without a space some of whose letters are drawn ("|<ill", "sh()()t"), and how long it is written. */
export function readDrawn(run: string): { readonly word: string; readonly length: number } | null {
  if (run.length > LONGEST || !HAS_DRAWN.test(run)) return null;
  let word = '';
  let length = 0;
  for (let at = 0; at < run.length; ) {
    const drawn = DRAWN.find(([signs]) => run.startsWith(signs, at));
    const sign = run.charAt(at).toLowerCase();
    if (drawn !== undefined) word += drawn[1];
    else if (sign >= 'a' && sign <= 'z') word += sign;
    else if (sign === '1' || sign === '!' || sign === '|') word += 'i';
    else break;
    at += drawn?.[0].length ?? 1;
    length = at;
  }
  const meant = isKeyWord(word) ? word : spellingOf(word)?.length === 1 ? (spellingOf(word)?.[0] ?? '') : '';
  return word.length >= 3 && isKnownWord(meant) && isKeyWord(meant) ? { word: meant, length } : null;
}
