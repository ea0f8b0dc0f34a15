import type { Transcription } from '../contracts/contact.ts';
import { MAX_UNSURE_STRETCHES_PER_TURN, MAX_WORD_TIMES_PER_TURN } from './limits.ts';

/** One word as a transcriber wrote it down: where it stands in the text of its entry, when it was said, how sure it is. */
export interface HeardWord {
  readonly start: number;
  readonly end: number;
  readonly startMs: number | null;
  /** 0..1; null where the transcriber gives none. */
  readonly confidence: number | null;
}

/** Below it a word is as likely wrong as right, by the transcriber's own count, and is shown as doubtful. */
export const UNSURE_BELOW_CONFIDENCE = 0.5;

/** A word is looked for in the text no further on than this, so that words which are not there cost no second pass through it. */
const SEARCH_CHARACTERS = 200;

/**
 * Sums up what a transcriber says of its words: mean and least confidence, the doubtful stretches, and when each word began. Null
 * where it says nothing. Words come in the order of the text. Beyond the limits neighbouring stretches are joined and later word
 * times left out: the words themselves are all there.
 */
export function transcriptionOf(words: readonly HeardWord[], whole?: number | null): Transcription | null {
  const sure = words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  const wordTimes = words
    .flatMap(({ start, startMs }): [number, number][] => (startMs === null ? [] : [[start, Math.round(startMs)]]))
    .slice(0, MAX_WORD_TIMES_PER_TURN);
  if (sure.length === 0 && wordTimes.length === 0 && whole == null) return null;
  return {
    meanConfidence:
      sure.length === 0 ? (whole ?? null) : rounded(sure.reduce((sum, each) => sum + each, 0) / sure.length),
    minConfidence: sure.length === 0 ? (whole ?? null) : sure.reduce((least, each) => Math.min(least, each), 1),
    unsure: unsureStretches(words),
    wordTimes,
  };
}

/** Four digits: more is noise, and makes a long file of a short call. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function unsureStretches(words: readonly HeardWord[]): Transcription['unsure'] {
  const found: Transcription['unsure'] = [];
  let joins = false;
  for (const { start, end, confidence } of words) {
    const unsure = confidence !== null && confidence < UNSURE_BELOW_CONFIDENCE;
    const last = found.at(-1);
    if (unsure && last !== undefined && (joins || found.length >= MAX_UNSURE_STRETCHES_PER_TURN)) {
      last.end = end;
      last.confidence = Math.min(last.confidence, confidence);
    } else if (unsure) found.push({ start, end, confidence });
    joins = unsure;
  }
  return found;
}

/** Finds words that a system lists beside the text in that text, one after the other. One that is not there has no place and is left out. */
export function placeWords(
  text: string,
  words: readonly { readonly text: string; readonly startMs: number | null; readonly confidence: number | null }[],
): HeardWord[] {
  const lower = text.toLowerCase();
  const haystack = lower.length === text.length ? lower : text;
  const placed: HeardWord[] = [];
  let from = 0;
  for (const { text: word, startMs, confidence } of words) {
    if (word === '') continue;
    const at = haystack.slice(from, from + SEARCH_CHARACTERS + word.length).indexOf(word.toLowerCase());
    if (at < 0) continue;
    const start = from + at;
    from = start + word.length;
    placed.push({ start, end: from, startMs, confidence });
  }
  return placed;
}

/** What is left of it when the text of its turn is cut to a length. */
export function cutTranscription(found: Transcription, length: number): Transcription {
  return {
    ...found,
    unsure: found.unsure.flatMap((each) =>
      each.start >= length ? [] : [{ ...each, end: Math.min(each.end, length) }],
    ),
    wordTimes: found.wordTimes.filter(([start]) => start < length),
  };
}

/** A confidence as systems write it: 0..1, as a number or in words; null for anything else. */
export function confidenceOf(value: unknown): number | null {
  const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof found === 'number' && found >= 0 && found <= 1 ? found : null;
}
