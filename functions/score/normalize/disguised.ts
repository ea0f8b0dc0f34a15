import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import { readLeetspeak } from './leetspeak.ts';
import { readMasked } from './masked.ts';
import { spellingOf } from './spellings.ts';

/** What a run of letters, digits and signs says. */
export interface Disguised {
  /** How many signs of the run it takes. */
  readonly length: number;
  readonly text: string;
  readonly how: string | null;
  /** What it would say if its neighbours were disguised too; then `text` is as written. */
  readonly weak: string | null;
}

/** After one of these, letters and digits are a reference and not a word. */
const REFERENCE = new Set(
  'order number no nr ref reference sku model flight gate room unit part serial case ticket invoice account code id version v postcode zip suite apt seat row track item'.split(
    ' ',
  ),
);

/** No word that is worth hiding is longer. */
const LONGEST = 40;
/** At the end of a run these are more often punctuation than letters. */
const NEVER_LAST = "!+*#|%'`$@";

/** Reads a disguised word at the beginning of `run`, or null where it says only what it says. `previous` is the word before it. */
export function readDisguised(run: string, previous: string): Disguised | null {
  if (run.length > LONGEST || REFERENCE.has(previous)) return null;
  const trimmed = trimRun(run);
  if (/^[a-z]*$/i.test(trimmed) && (run === trimmed || /^[a-z]{2,}!+$/i.test(run))) {
    // "hell!" is shouted, not disguised.
    if (run === trimmed || isKnownWord(trimmed.toLowerCase())) return null;
  }
  if (run !== trimmed) {
    const reading = readWhole(run.toLowerCase());
    // With its last signs, only a word worth hiding: "ki!!", "a$$", "f***".
    if (reading !== null && isKeyWord(reading.text)) return reading;
  }
  return trimmed === '' ? null : readWhole(trimmed.toLowerCase());
}

/** A run without the signs behind it. */
export function trimRun(run: string): string {
  let end = run.length;
  while (end > 0 && NEVER_LAST.includes(run.charAt(end - 1))) end -= 1;
  return run.slice(0, end);
}

function readWhole(lower: string): Disguised | null {
  if (/^[a-z]*$/.test(lower)) return null;
  const { length } = lower;
  if (spellingOf(lower) !== undefined) return { length, text: lower, how: null, weak: null };
  const [head = ''] = /^[a-z]*/.exec(lower) ?? [];
  // "fees*", "word#1": a word and a note sign.
  if (/[*#%]/.test(lower) && !(isKnownWord(head) && /^[*#%]+$/.test(lower.slice(head.length)))) {
    const hidden = readMasked(lower);
    if (hidden !== null) return { length, text: hidden, how: 'letters left out', weak: null };
  }
  if (lower.startsWith('@') && isKnownWord(lower.slice(1))) return null;
  const reading = readLeetspeak(lower);
  if (reading === null) return null;
  return reading.sure
    ? { length, text: reading.word, how: 'digits or signs in place of letters', weak: null }
    : { length, text: lower, how: null, weak: reading.word };
}

/** "f_ck", "f-ck", as long as both sides are not words of their own. Null where nothing is hidden. */
export function readLined(written: string): Disguised | null {
  if (written.length < 4 || written.length > 16) return null;
  const lower = written.toLowerCase();
  const [before = '', after = ''] = lower.split(/[_-]/);
  if (before === 'e' || (isKnownWord(before) && isKnownWord(after))) return null;
  const hidden = readMasked(lower);
  return hidden === null ? null : { length: written.length, text: hidden, how: 'letters left out', weak: null };
}
