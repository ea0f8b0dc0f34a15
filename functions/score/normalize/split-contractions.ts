import type { RawWord } from './raw-word.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Which words take which ending: "don t", "you re", "it s", and nothing that could be two words ("plan s"). */
const TAKES: Readonly<Record<string, ReadonlySet<string>>> = {
  t: set('don didn doesn isn wasn aren weren haven hasn hadn won wouldn shouldn couldn can ain mustn needn'),
  m: set('i'),
  s: set('it that he she what who where there here how let'),
  re: set('you we they'),
  ve: set('i you we they would could should might'),
  ll: set('i you he she it we they that there'),
  d: set('you he she they we'),
};

/** An apostrophe that was lost, or that a program set apart: "don t", "don \ufffd t", "you 'll", "we ' re". */
const GAP = /^[ '`]{1,3}$/;

/** Joins contractions that came apart with their apostrophe. Returns the words themselves where there are none. */
export function joinSplitContractions(words: RawWord[], text: string): RawWord[] {
  let joined: RawWord[] | null = null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as RawWord;
    const next = words[at + 1];
    if (next !== undefined && !next.plain && next.text.length <= 2 && word.stop === null && isSplit(word, next, text)) {
      joined ??= words.slice(0, at);
      joined.push({
        ...word,
        text: `${word.text}'${next.text}`,
        end: next.end,
        plain: false,
        stop: next.stop,
        stopEnd: next.stopEnd,
      });
      at += 1;
    } else joined?.push(word);
  }
  return joined ?? words;
}

function isSplit(word: RawWord, next: RawWord, text: string): boolean {
  return (
    TAKES[next.text]?.has(word.text) === true &&
    next.kind === 'word' &&
    next.start - word.end <= 3 &&
    GAP.test(text.slice(word.end, next.start))
  );
}
