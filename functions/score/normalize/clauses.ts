import type { Token } from '../text.ts';
import { calledWords } from './called-words.ts';

/** Marks that part the clauses of a sentence. */
const PARTS = new Set([',', ';', ':', '(', ')', '[', ']', '~', '|']);

/** As many words are called one after the other: "you will pay, Mr Tomas Novak, trust me". */
const MOST_CALLED = 3;

/** Tokens as they were written: the text, after folding, and where each token begins and ends in it. */
export interface Written {
  readonly text: string;
  readonly place: (token: number) => number;
  readonly end: (token: number) => number;
  readonly isPicture: (token: number) => boolean;
}

/**
 * The tokens of one sentence that begin a clause inside it, in order: behind a comma, a dash, a bracket or three points, and on either side
 * of a name or a word that someone is only called by ("I will find you José", "Lady you will pay"), which nobody is sure to set a comma
 * beside.
 */
export function clauseStarts(tokens: readonly Token[], first: number, written: Written): number[] {
  const { text, place, end } = written;
  const starts: number[] = [];
  let clause = first;
  const close = (last: number, isEnd: boolean): void => {
    const behind: number[] = [];
    let to = last;
    for (let called = 0; called < MOST_CALLED; called += 1) {
      const words = calledWords(tokens, clause, to, written, 'behind');
      if (words === 0) break;
      to -= words;
      behind.unshift(to);
    }
    const opening = calledWords(tokens, clause, to, written, 'before');
    if (opening > 0) starts.push(clause + opening);
    starts.push(...behind);
    if (!isEnd) starts.push(last);
    clause = last;
  };
  for (let at = first + 1; at < tokens.length; at += 1) {
    // Words of one contraction or emoji share a place.
    if (place(at) > place(at - 1) && isParted(text, end(at - 1), place(at))) close(at, false);
  }
  close(tokens.length, true);
  return starts;
}

function isParted(text: string, from: number, to: number): boolean {
  if (to - from < 2) return to > from && PARTS.has(text.charAt(from));
  for (let at = from; at < to; at += 1) {
    const sign = text.charAt(at);
    if (PARTS.has(sign)) return true;
    if (sign === '-' && text.charAt(at - 1) !== sign && at > from && at + 1 < to) return true;
    if (sign === '.' && text.charAt(at + 1) === '.') return true;
  }
  return false;
}
