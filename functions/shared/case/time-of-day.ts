import type { Instant } from '../../contracts/vocabulary.ts';
import { toInstant } from '../time.ts';
import { instantOf, localOf } from './business-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The date, such as `2026-07-15`, that it is at a moment in a time zone (IANA). @throws CalendarError */
export function localDay(at: Instant, timeZone: string): string {
  return new Date(localOf(Date.parse(at), timeZone)).toISOString().slice(0, 10);
}

/**
 * The moment of a time of day on a date. One that a change of the clock skips is as much later; of one that comes twice it is the first.
 * @throws CalendarError
 */
export function timeOnDay(day: string, time: string, timeZone: string): Instant {
  return toInstant(new Date(instantOf(Date.parse(`${day}T${time}:00.000Z`), timeZone)));
}

/** The next moment after `at` at which it is that time of day. @throws CalendarError */
export function nextTimeOfDay(at: Instant, time: string, timeZone: string): Instant {
  const today = localDay(at, timeZone);
  const then = timeOnDay(today, time, timeZone);
  if (then > at) return then;
  const tomorrow = new Date(Date.parse(`${today}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);
  return timeOnDay(tomorrow, time, timeZone);
}
