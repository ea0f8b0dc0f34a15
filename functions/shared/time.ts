import type { Instant } from '../contracts/vocabulary.ts';

/** Milliseconds added to the clock, so that tests travel in time instead of waiting. Never set on AWS. */
const offsetMilliseconds = () => Number(process.env.UNDERTONE_NOW_OFFSET_MS ?? 0);

/** The time now, UTC. Handlers read it and pass it down; nothing below a handler does. */
export function now(): Instant {
  return toInstant(new Date(Date.now() + offsetMilliseconds()));
}

/** @throws RangeError when the date is not a date. */
export function toInstant(date: Date): Instant {
  return date.toISOString();
}
