import type { ClockLength } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { UndertoneError } from '../errors.ts';
import { toInstant } from '../time.ts';

/** What of the roster decides when people work. */
export type Calendar = Pick<Roster, 'timeZone' | 'businessDays' | 'businessHours' | 'holidays'>;

/** The roster's calendar cannot be counted in: the deployer's file is at fault. */
export class CalendarError extends UndertoneError {
  override readonly name = 'CalendarError';
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A calendar without a working day in this many days is a mistake, and would otherwise be searched for ever. */
const LONGEST_PAUSE_DAYS = 400;

/**
 * When a clock that starts at `start` runs out (requirement 20). Minutes are minutes on the wall everywhere. Business days are
 * counted in the roster's time zone: what comes outside business hours counts from the next opening, and the deadline has the
 * same local time on the last day counted, so that a change to or from summer time does not move it.
 * @throws CalendarError when the time zone does not exist, the hours do not run forward, or no day is a business day.
 */
export function deadline(start: Instant, length: ClockLength, calendar: Calendar): Instant {
  const startMs = Date.parse(start);
  if ('minutes' in length) return toInstant(new Date(startMs + length.minutes * MINUTE_MS));

  const { opens, closes } = readHours(calendar);
  const local = localOf(startMs, calendar.timeZone);
  let day = Math.floor(local / DAY_MS) * DAY_MS;
  let timeOfDay = local - day;
  if (!isBusinessDay(day, calendar) || timeOfDay >= closes) {
    day = nextBusinessDay(day, calendar);
    timeOfDay = opens;
  } else if (timeOfDay < opens) {
    timeOfDay = opens;
  }
  for (let counted = 0; counted < length.business_days; counted++) day = nextBusinessDay(day, calendar);
  return toInstant(new Date(instantOf(day + timeOfDay, calendar.timeZone)));
}

/**
 * When people begin to work on a calendar day, such as `2026-08-01`, in the roster's time zone; whether or not they do on that day.
 * @throws CalendarError as {@link deadline}.
 */
export function openingOn(day: string, calendar: Calendar): Instant {
  return toInstant(new Date(instantOf(Date.parse(day) + readHours(calendar).opens, calendar.timeZone)));
}

function readHours({ businessHours }: Calendar): { opens: number; closes: number } {
  const [opens, closes] = [businessHours.from, businessHours.to].map((time) => {
    const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
    return (hours * 60 + minutes) * MINUTE_MS;
  }) as [number, number];
  if (!(opens < closes && closes <= DAY_MS)) {
    throw new CalendarError(
      `businessHours in the roster run from ${businessHours.from} to ${businessHours.to}. Give an opening that is before the closing, on one day.`,
    );
  }
  return { opens, closes };
}

function isBusinessDay(day: number, { businessDays, holidays }: Calendar): boolean {
  const date = new Date(day);
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  return businessDays.includes(weekday) && !holidays.includes(date.toISOString().slice(0, 10));
}

function nextBusinessDay(day: number, calendar: Calendar): number {
  for (let ahead = 1; ahead <= LONGEST_PAUSE_DAYS; ahead++) {
    const candidate = day + ahead * DAY_MS;
    if (isBusinessDay(candidate, calendar)) return candidate;
  }
  throw new CalendarError(
    `The roster has no business day in the ${LONGEST_PAUSE_DAYS} days after ${new Date(day).toISOString().slice(0, 10)}. Check businessDays and holidays.`,
  );
}

/** Making a formatter costs a hundred times what using one does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch (cause) {
      throw new CalendarError(
        `timeZone in the roster is "${timeZone}", which is no IANA time zone. Give one such as America/New_York.`,
        {
          cause,
        },
      );
    }
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The local date and time at an instant, as the milliseconds that UTC would have at that date and time. */
export function localOf(instantMs: number, timeZone: string): number {
  const field: Record<string, number> = {};
  for (const part of formatterFor(timeZone).formatToParts(instantMs)) field[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instantMs % 1000) + 1000) % 1000);
}

/**
 * The instant of a local date and time. One that a change of the clock skips is as much later as the clock was moved; of one that
 * comes twice it is the first, because a deadline must not be later than the person reads it.
 */
export function instantOf(local: number, timeZone: string): number {
  const offsetBefore = localOf(local - DAY_MS, timeZone) - (local - DAY_MS);
  const offsetAfter = localOf(local + DAY_MS, timeZone) - (local + DAY_MS);
  const earliestFirst = [Math.max(offsetBefore, offsetAfter), Math.min(offsetBefore, offsetAfter)];
  for (const offset of earliestFirst) {
    if (localOf(local - offset, timeZone) === local) return local - offset;
  }
  return local - offsetBefore;
}
