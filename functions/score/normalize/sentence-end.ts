import { isAbbreviation } from './abbreviations.ts';
import { CLOSING_QUOTE, CLOSING_SINGLE_QUOTE } from './punctuation.ts';
import type { RawWord } from './raw-word.ts';
import { DIGIT, LETTER, LINE, SPACE } from './signs.ts';

/** The text being read and the kinds of its signs. */
export interface Signs {
  readonly text: string;
  readonly kinds: Uint8Array;
}

const CLOSERS = `"'${CLOSING_QUOTE}${CLOSING_SINGLE_QUOTE}`;
/** Over brackets and quotation marks; a wider gap ends a sentence whatever comes. */
const FARTHEST_LOOK = 8;

/**
 * Whether points from `start` to `end` end the sentence of the word before them: not those of abbreviations, initials, numbers, and not
 * three points with a small letter after them.
 */
export function pointsEndSentence(signs: Signs, start: number, end: number, previous: RawWord): boolean {
  const { text, kinds } = signs;
  const next = nextSign(signs, end);
  if (end - start >= 2) return next === '' || next === '\n' || isCapital(next);
  const kind = kinds[end];
  if (kind === LETTER || kind === DIGIT) {
    const initial = previous.text.length === 1 && previous.end === start && kinds[end + 1] !== LETTER;
    return !(initial || kind === DIGIT || previous.kind === 'number');
  }
  if (previous.end === start && belongsToWord(signs, start, next, previous)) return false;
  return !speechGoesOn(text, end);
}

/** `"I will kill you." he said`: the sentence is not over at the closing quotation mark. */
export function speechGoesOn(text: string, at: number): boolean {
  if (at >= text.length || !CLOSERS.includes(text.charAt(at))) return false;
  const next = text.charAt(at + 1) === ' ' ? text.charAt(at + 2) : '';
  return next >= 'a' && next <= 'z';
}

function belongsToWord(signs: Signs, start: number, next: string, previous: RawWord): boolean {
  const { text } = signs;
  if (isAbbreviation(previous.text, next)) return true;
  const letter = previous.text.length === 1;
  // "p.m. You": the last point of a time ends a sentence before a capital; that of other initials does not.
  const inInitials = letter && start >= 2 && text.charAt(start - 2) === '.';
  if (inInitials && next !== '' && next !== '\n' && !(previous.text === 'm' && isCapital(next))) return true;
  if (letter && previous.capitals && previous.text !== 'i' && isCapital(next)) return true;
  return previous.kind === 'number' && opensLine(signs, previous.start) && next !== '' && next !== '\n';
}

/** The next letter or digit, a line feed before one, or nothing. */
function nextSign({ text, kinds }: Signs, from: number): string {
  for (let at = from; at < text.length && at < from + FARTHEST_LOOK; at++) {
    const kind = kinds[at];
    if (kind === LINE) return '\n';
    if (kind === LETTER || kind === DIGIT) return text.charAt(at);
  }
  return '';
}

/** "1. first": the number of an item. */
function opensLine({ kinds }: Signs, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && kinds[before] === SPACE && at - before < FARTHEST_LOOK) before -= 1;
  return before < 0 || kinds[before] === LINE;
}

function isCapital(sign: string): boolean {
  return sign >= 'A' && sign <= 'Z';
}
