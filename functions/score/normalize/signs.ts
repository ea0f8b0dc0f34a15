import { CLOSING_QUOTE, CLOSING_SINGLE_QUOTE, OPENING_QUOTE, OPENING_SINGLE_QUOTE } from './punctuation.ts';

/** What a sign of folded text is to the scanner. */
export const OTHER = 0;
export const SPACE = 1;
export const LINE = 2;
export const LETTER = 3;
export const DIGIT = 4;
export const APOSTROPHE = 5;
export const POINT = 6;
/** "!" and "?". */
export const MARK = 7;
export const QUOTATION = 8;
/** Signs that can hide a letter: a word may begin with one. */
export const SIGN = 9;

const KIND = new Uint8Array(128);
const classify = (signs: string, kind: number): void => {
  for (const sign of signs) KIND[sign.charCodeAt(0)] = kind;
};
classify(' \t\r', SPACE);
classify('\n', LINE);
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', LETTER);
classify('0123456789', DIGIT);
classify("'`", APOSTROPHE);
classify('.', POINT);
classify('!?', MARK);
classify(`"${OPENING_QUOTE}${CLOSING_QUOTE}${OPENING_SINGLE_QUOTE}${CLOSING_SINGLE_QUOTE}`, QUOTATION);
classify('@$|+*#%', SIGN);

/** Room behind the end, so that a look ahead sees a space there. */
const AHEAD = 4;

/** The kind of each sign; beyond the end, `SPACE`. What is not ASCII after folding is a letter. */
export function kindsOf(text: string): Uint8Array {
  const kinds = new Uint8Array(text.length + AHEAD);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    kinds[at] = code < 128 ? (KIND[code] as number) : LETTER;
  }
  kinds.fill(SPACE, text.length);
  return kinds;
}
