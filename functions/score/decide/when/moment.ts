import type { Instant } from '../../../contracts/vocabulary.ts';
import { instantOf, localOf } from '../../../shared/case/business-time.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** When a message was written, on the wall of the place where it is read: all `local` times are milliseconds that UTC would have there. */
export interface Moment {
  readonly local: number;
  /** Midnight of its day. */
  readonly today: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly year: number;
  readonly month: number;
  /** From the message until a local time; less than 0 where that is past. */
  hoursUntil(local: number): number;
}

/** @param timeZone the roster's, IANA. @throws CalendarError where there is no such zone. */
export function momentOf(at: Instant, timeZone: string): Moment {
  const instant = Date.parse(at);
  const local = localOf(instant, timeZone);
  const date = new Date(local);
  return {
    local,
    today: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()),
    weekday: date.getUTCDay(),
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    hoursUntil: (time) => (instantOf(time, timeZone) - instant) / HOUR_MS,
  };
}
