import type { Token } from '../text.ts';
import { wordsCalledBefore, wordsCalledBehind } from './called-words.ts';
import type { Written } from './written.ts';

/** Marks that part the clauses of a sentence. */
const PARTS = new Set([',', ';', ':', '(', ')', '[', ']', '~', '|']);

/** As many words are called one after the other: "you will pay, Mr Tomas Novak, trust me". */
const MOST_CALLED = 3;

const SPACE = 0x20;

/**
 * Adds to `clauses` the tokens of the last sentence that begin a clause inside it, in order: behind a comma, a dash, a bracket or three points, and
 * on either side of a name or a word that someone is only called by ("I will find you José", "Lady you will pay"), which nobody is sure to
 * set a comma beside, and of a picture.
 */
export function addClauses(clauses: number[], tokens: readonly Token[], first: number, written: Written): void {
  const { text, places, ends, offset } = written;
  let clause = first;
  for (let at = first + 1; at < tokens.length; at += 1) {
    const end = ends[at - 1 - offset] as number;
    const place = places[at - offset] as number;
    // Most words have one space between them; those of one contraction share a place.
    if (place <= end || (place - end === 1 && text.charCodeAt(end) === SPACE)) continue;
    if (!isParted(text, end, place)) continue;
    close(clauses, tokens, clause, at, written);
    clauses.push(at);
    clause = at;
  }
  close(clauses, tokens, clause, tokens.length, written);
}

function close(clauses: number[], tokens: readonly Token[], first: number, last: number, written: Written): void {
  if (last - first < 2) return;
  let to = last;
  let called = wordsCalledBehind(tokens, first, to, written);
  const behind: number[] = [];
  while (called > 0 && behind.length < MOST_CALLED) {
    to -= called;
    behind.unshift(to);
    called = wordsCalledBehind(tokens, first, to, written);
  }
  const opening = wordsCalledBefore(tokens, first, to, written);
  if (opening > 0) clauses.push(first + opening);
  if (behind.length > 0) clauses.push(...behind);
}

function isParted(text: string, from: number, to: number): boolean {
  if (to - from < 2) return PARTS.has(text.charAt(from));
  for (let at = from; at < to; at += 1) {
    const sign = text.charAt(at);
    if (PARTS.has(sign)) return true;
    if (sign === '-' && text.charAt(at - 1) !== sign && at > from && at + 1 < to) return true;
    if (sign === '.' && text.charAt(at + 1) === '.') return true;
  }
  return false;
}
