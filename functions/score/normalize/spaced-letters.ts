import { isKeyWord, KEY_WORDS } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import type { RawWord } from './raw-word.ts';
import { LONGEST_RUN, segment } from './segment.ts';

const FEWEST_LETTERS = 3;
const WIDEST_GAP = 4;
const GAP = /^[\s.\-_*/,|~+]*$/;

/** Beginnings of key words that are no words: "ki" before "ll", "mur" before "der". */
const FRAGMENTS: ReadonlySet<string> = new Set(
  KEY_WORDS.filter((word) => word.length >= 4).flatMap((word) =>
    [1, 2, 3, 4, 5]
      .filter((length) => length < word.length)
      .map((length) => word.slice(0, length))
      .filter((part) => !isKnownWord(part)),
  ),
);

const DIGIT_LETTERS: readonly Readonly<Record<string, string>>[] = [
  { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't' },
];

/** Joins letters that were written apart ("k i l l", "k.i.l.l", "k-i-l-l", "k_i_l_l", "ki ll"). Lists, initials and acronyms stay. */
export function joinSpacedLetters(words: RawWord[], text: string): RawWord[] {
  const joined: RawWord[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as RawWord;
    if (word.plain && word.text.length > 1) {
      joined.push(word);
      at += 1;
      continue;
    }
    const acronym = readAcronym(word, words[at + 1], text);
    if (acronym !== null) {
      joined.push(acronym);
      at += 2;
      continue;
    }
    if (
      word.text.length === 1 &&
      word.kind !== 'opaque' &&
      !(word.kind === 'number' && readAcronym(words[at + 1], words[at + 2], text) !== null)
    ) {
      const last = endOfRun(words, at, text);
      if (last - at >= FEWEST_LETTERS) {
        joined.push(...readRun(words.slice(at, last), text));
        at = last;
        continue;
      }
    }
    const next = words[at + 1];
    if (next !== undefined && FRAGMENTS.has(word.text) && isSplit(word, next, text)) {
      joined.push({
        ...next,
        text: word.text + next.text,
        start: word.start,
        how: 'a word in two pieces',
        capitals: false,
      });
      at += 2;
      continue;
    }
    joined.push(word);
    at += 1;
  }
  return joined;
}

/** "5 p.m.", "the U.S.": two letters with a point after each; other pairs are somebody's initials. */
const ACRONYMS = new Set(['am', 'pm', 'us', 'uk', 'eu', 'un', 'id', 'tv', 'dc', 'la']);

function readAcronym(first: RawWord | undefined, second: RawWord | undefined, text: string): RawWord | null {
  if (first?.text.length !== 1 || second?.text.length !== 1 || second.start - first.end !== 1) return null;
  if (text.slice(first.end, second.start) !== '.' || text.charAt(second.end) !== '.') return null;
  if (/[a-z]/i.test(text.charAt(second.end + 1))) return null;
  const letters = first.text + second.text;
  return ACRONYMS.has(letters) ? { ...second, text: letters, start: first.start, capitals: true, plain: false } : null;
}

/** "ki ll", "mur-der"; not "k kill", "st. abs", nor pieces that are words. */
function isSplit(word: RawWord, next: RawWord, text: string): boolean {
  if (next.kind !== 'word' || next.text.length < 2 || next.start - word.end !== 1) return false;
  const between = text.charAt(word.end);
  if (word.stop !== null && between !== '.') return false;
  if (!' -_*~|.'.includes(between)) return false;
  return isKeyWord(word.text + next.text) && (!isKnownWord(next.text) || word.text.length >= 2 || next.text === 'ill');
}

function endOfRun(words: readonly RawWord[], first: number, text: string): number {
  let last = first + 1;
  while (last < words.length && last - first < LONGEST_RUN) {
    const before = words[last - 1] as RawWord;
    const word = words[last] as RawWord;
    if (word.text.length !== 1 || word.kind === 'opaque') break;
    if (word.start - before.end > WIDEST_GAP || !GAP.test(text.slice(before.end, word.start))) break;
    last += 1;
  }
  return last;
}

function readRun(run: RawWord[], text: string): RawWord[] {
  // "i+1, 1" is arithmetic.
  if (run.filter((word) => word.kind === 'number').length * 2 >= run.length) return run;
  const gaps = run.slice(1).map((word, at) => text.slice((run[at] as RawWord).end, word.start));
  const narrowest = Math.min(...gaps.map((gap) => gap.length));
  const initials = gaps.every((gap) => gap === '.') && run.every((word) => word.capitals);
  for (const table of DIGIT_LETTERS) {
    const letters = run.map((word) => table[word.text] ?? word.text);
    if (letters.some((letter) => letter >= '0' && letter <= '9')) break;
    const byGap = wordsByGap(letters, gaps, narrowest) ?? segment(letters.join(''));
    if (byGap !== null && isBelievable(byGap) && !(initials && !byGap.some(isKeyWord))) return cut(run, byGap);
  }
  if (!gaps.every((gap) => gap === '.') || run.some((word) => word.kind !== 'word')) return run;
  const last = run[run.length - 1] as RawWord;
  return [
    {
      ...last,
      text: run.map((word) => word.text).join(''),
      start: (run[0] as RawWord).start,
      capitals: false,
      plain: false,
    },
  ];
}

/** "w i l l  k i l l": a wider gap parts the words. */
function wordsByGap(letters: readonly string[], gaps: readonly string[], narrowest: number): string[] | null {
  if (!gaps.some((gap) => gap.length > narrowest)) return null;
  const words = [''];
  letters.forEach((letter, at) => {
    if (at > 0 && (gaps[at - 1] as string).length > narrowest) words.push('');
    words[words.length - 1] += letter;
  });
  return words.every((word) => word.length === 1 || isKnownWord(word)) ? words : null;
}

/** "plan a b or c", "r u a": single letters alone are no word written apart. */
function isBelievable(words: readonly string[]): boolean {
  return (
    words.some((word) => isKeyWord(word) || word.length >= 4) || (words.length === 1 && isKnownWord(words[0] as string))
  );
}

function cut(run: readonly RawWord[], words: readonly string[]): RawWord[] {
  let at = 0;
  return words.map((text) => {
    const first = run[at] as RawWord;
    at += text.length;
    const last = run[at - 1] as RawWord;
    return {
      ...last,
      // A letter on each line, with empty lines between them, is still one sentence.
      stop: at < run.length && last.stop === '' ? null : last.stop,
      text,
      start: first.start,
      kind: 'word',
      how: text.length > 1 ? 'letters written apart' : null,
      weak: null,
      plain: false,
      capitals: false,
    };
  });
}
