import { FEASTS } from './feasts.ts';
import type { Mention } from './mention.ts';
import { DAY_MS, type Moment } from './moment.ts';
import { setOf, type Words } from './words.ts';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const SHORT_MONTHS = [...MONTHS.map((month) => month.slice(0, 3)), 'sept'];
/** A date without a year that was so many days ago is the one of next year; a nearer one is past. */
const LONG_PAST_DAYS = 180;
const LEADS = setOf('on by before until till of from is this at for');
const DAY_LEADS = setOf('on by before until till');
const BEHIND_A_DAY = setOf('and or then i you we he she they it when if because so but at this next is');
/** "Around the clock", "half", a mark out of ten, and an attack: written like a day and a month, and none. */
const NO_DATES = setOf('24/7 1/2 10/10 5/5 9/11');
const MEASURED = setOf('hour hours of stars percent');

/** A date: "11/28/2026", "2026-11-28", "28 Nov", "November 28th", "on the 28th", "Christmas Eve". */
export function calendarDateAt(words: Words, at: number, moment: Moment): Mention | null {
  const { text } = words;
  const feast = FEASTS.at(text, at);
  if (feast !== null) return dayOf(at, feast.next, inNearestYear(feast.value, moment));
  return numericDateAt(text, at, moment) ?? monthDateAt(words, at, moment) ?? ordinalAt(words, at, moment);
}

/** The one day that begins at a local midnight. */
export const dayOf = (first: number, last: number, from: number | null): Mention | null =>
  from === null ? null : { first, last, when: { kind: 'days', from, to: from + DAY_MS } };

/** This year's, or next year's where this year's is long past; null where it is past only lately. */
function inNearestYear(inYear: (year: number) => number, { year, today }: Moment): number | null {
  const days = (inYear(year) - today) / DAY_MS;
  if (days >= 0) return inYear(year);
  return days < -LONG_PAST_DAYS ? inYear(year + 1) : null;
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const WITH_YEAR = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;
const WITHOUT_YEAR = /^(\d{1,2})([/.])(\d{1,2})$/;

/** "6/7" is read both ways round, American and British, and the nearer day that is not past counts. */
function numericDateAt(words: readonly string[], at: number, moment: Moment): Mention | null {
  const word = words[at] ?? '';
  const iso = ISO.exec(word);
  if (iso !== null) return dayOf(at, at + 1, notPast(dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3])), moment));
  const full = WITH_YEAR.exec(word);
  if (full !== null) {
    const [a, b, written] = [Number(full[1]), Number(full[2]), Number(full[3])];
    const year = written < 100 ? 2000 + written : written;
    return nearest(at, [notPast(dateOf(year, a, b), moment), notPast(dateOf(year, b, a), moment)]);
  }
  const short = WITHOUT_YEAR.exec(word);
  if (short === null) return null;
  const isLed = LEADS.has(words[at - 1] ?? '');
  const onADay = DAY_LEADS.has(words[at - 1] ?? '');
  if ((NO_DATES.has(word) && !isLed) || (short[2] === '.' && !onADay) || MEASURED.has(words[at + 1] ?? '')) return null;
  const [a, b] = [Number(short[1]), Number(short[3])];
  return nearest(
    at,
    [
      [a, b],
      [b, a],
    ].map(([month = 0, day = 0]) =>
      dateOf(2024, month, day) === null ? null : inNearestYear((year) => Date.UTC(year, month - 1, day), moment),
    ),
  );
}

function nearest(at: number, days: readonly (number | null)[]): Mention | null {
  const real = days.filter((day) => day !== null);
  return real.length === 0 ? null : dayOf(at, at + 1, Math.min(...real));
}

const notPast = (day: number | null, { today }: Moment): number | null => (day !== null && day >= today ? day : null);

/** The local midnight of a date, or null where there is no such date. */
function dateOf(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && month <= 12 && date.getUTCDate() === day ? date.getTime() : null;
}

/** "November 28", "Nov 28th, 2026", "28 November", "the 28th of November"; "in December" is some day of it. */
function monthDateAt({ text }: Words, at: number, moment: Moment): Mention | null {
  const month = monthOf(text[at]);
  if (month !== null) {
    const day = dayOfMonth(text[at + 1]);
    if (day !== null) return withYear(text, at, at + 2, month, day, moment);
    return text[at - 1] === 'in' && text[at] === MONTHS[month] ? wholeMonth(text, at, month, moment) : null;
  }
  const day = dayOfMonth(text[at]);
  if (day === null) return null;
  const place = text[at + 1] === 'of' ? at + 2 : at + 1;
  const behind = monthOf(text[place]);
  return behind === null ? null : withYear(text, at, place + 1, behind, day, moment);
}

function withYear(words: readonly string[], first: number, next: number, month: number, day: number, moment: Moment) {
  const year = yearOf(words[next]);
  if (year !== null) return dayOf(first, next + 1, notPast(dateOf(year, month + 1, day), moment));
  return dayOf(
    first,
    next,
    inNearestYear((one) => Date.UTC(one, month, day), moment),
  );
}

function wholeMonth(words: readonly string[], at: number, month: number, moment: Moment): Mention | null {
  const written = yearOf(words[at + 1]);
  const year = written ?? (month < moment.month ? moment.year + 1 : moment.year);
  const from = Date.UTC(year, month, 1);
  return someDayOf(at, written === null ? at + 1 : at + 2, from, Date.UTC(year, month + 1, 1), moment);
}

/** A month or a year names no day: a threat for it is not one for the next 72 hours, unless nothing more is left of it. */
export const SOME_DAY_HOURS = 73;

/** Some day of a long stretch that has not ended. */
export function someDayOf(first: number, last: number, from: number, to: number, moment: Moment): Mention | null {
  if (to <= moment.local) return null;
  const isEnding = to - moment.local < SOME_DAY_HOURS * 3_600_000;
  return { first, last, when: { kind: 'days', from, to, atLeastHours: isEnding ? 1 : SOME_DAY_HOURS } };
}

/** "On the 28th", "Friday the 27th", of this month or the next one; "the 5th floor" and "for the 5th time" are none. */
function ordinalAt({ text, clauses }: Words, at: number, { today, year, month }: Moment): Mention | null {
  const day = /^\d{1,2}(st|nd|rd|th)$/.test(text[at] ?? '') ? dayOfMonth(text[at]) : null;
  if (day === null || text[at - 1] !== 'the') return null;
  const isLed = at === 1 || clauses.has(at - 1) || DAY_LEADS.has(text[at - 2] ?? '') || /day$/.test(text[at - 2] ?? '');
  const behind = text[at + 1];
  const isOfMonth = behind === 'of' && text[at + 3] === 'month';
  const goesOn = behind === undefined || clauses.has(at + 1) || BEHIND_A_DAY.has(behind) || isOfMonth;
  if (!isLed || !goesOn) return null;
  for (let ahead = 0; ahead <= 2; ahead++) {
    const date: Date = new Date(Date.UTC(year, month + ahead, day));
    if (date.getUTCDate() === day && date.getTime() >= today)
      return dayOf(at, isOfMonth ? at + 4 : at + 1, date.getTime());
  }
  return null;
}

function monthOf(word: string | undefined): number | null {
  const whole = MONTHS.indexOf(word ?? '');
  if (whole >= 0) return whole;
  const short = SHORT_MONTHS.indexOf(word ?? '');
  return short < 0 ? null : short === 12 ? 8 : short;
}

function dayOfMonth(word: string | undefined): number | null {
  const digits = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word ?? '')?.[1];
  const day = digits === undefined ? Number.NaN : Number(digits);
  return day >= 1 && day <= 31 ? day : null;
}

export function yearOf(word: string | undefined): number | null {
  return /^20\d\d$/.test(word ?? '') ? Number(word) : null;
}
