import { isKnownWord } from './known-words.ts';

/** More ways than these are not tried: "aaabbbcccddd…" must cost no more than a word. */
const MAXIMUM_RUNS = 4;
/** A longer word is not squeezed to a known one letter run by letter run; it is cut to single letters. */
const MAXIMUM_LENGTH = 64;

/**
 * "killlll" -> "kill", "sooooo" -> "so", "pleeease" -> "please": runs of three or more of one letter become two or one, whichever
 * gives a word; where none does, one. A word of one letter only ("xxx", "aaa", "www") is a mark and not a stretch, and stays.
 */
export function squeeze(word: string): string {
  const runs: { letter: string; length: number }[] = [];
  for (const letter of word) {
    const last = runs[runs.length - 1];
    if (last?.letter === letter) last.length += 1;
    else runs.push({ letter, length: 1 });
  }
  if (runs.length < 2) return word;
  const long = runs.filter((run) => run.length >= 3);
  if (long.length === 0) return word;
  const spell = (double: (index: number) => boolean): string => {
    let index = 0;
    let spelled = '';
    for (const run of runs) {
      if (run.length < 3) spelled += run.letter.repeat(run.length);
      else spelled += double(index++) ? run.letter + run.letter : run.letter;
    }
    return spelled;
  };
  if (long.length <= MAXIMUM_RUNS && runs.length <= MAXIMUM_LENGTH) {
    for (let ways = (1 << long.length) - 1; ways >= 0; ways--) {
      const spelled = spell((index) => (ways & (1 << index)) !== 0);
      if (isKnownWord(spelled)) return spelled;
    }
  }
  return spell(() => false);
}

/** Whether three of one letter follow each other. */
export function isStretched(word: string): boolean {
  for (let at = 2; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code === word.charCodeAt(at - 1) && code === word.charCodeAt(at - 2)) return true;
  }
  return false;
}
