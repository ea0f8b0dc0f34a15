import type { Turn } from '../contracts/contact.ts';

/** A stretch of a recording, in milliseconds from its beginning. */
export interface RecordingSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * When a stretch of a turn's text was said, so that a person can play it: from the beginning of the word that it begins in to the
 * beginning of the next word after it, or to the end of the turn. Where words have no times, the times of the whole turn. Null
 * where the turn has none.
 * @param start and end, half-open, in UTF-16 units of the turn's text, as signals have them.
 */
export function recordingSpan(
  { startMs, endMs, transcription }: Pick<Turn, 'startMs' | 'endMs' | 'transcription'>,
  start: number,
  end: number,
): RecordingSpan | null {
  const times = transcription?.wordTimes ?? [];
  const from = times.findLast(([offset]) => offset <= start)?.[1] ?? startMs ?? times[0]?.[1] ?? null;
  if (from === null) return null;
  const to = times.find(([offset]) => offset >= end)?.[1] ?? endMs ?? times.at(-1)?.[1] ?? from;
  return { startMs: from, endMs: Math.max(from, to) };
}
