import type { Instant } from '../../contracts/vocabulary.ts';
import type { Token } from '../text.ts';

const HOUR = 1;
const DAY = 24 * HOUR;
/** Requirement 13: a threat for the next 72 hours has imminence 3. */
const SOON_HOURS = 72;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const SHORT_MONTHS = MONTHS.map((month) => month.slice(0, 3));
const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const UNIT_HOURS: Record<string, number> = {
  second: 0,
  minute: 1 / 60,
  hour: HOUR,
  day: DAY,
  night: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

/** Phrases that name a time by themselves, longest first where one begins another; the value is hours from now. */
const PHRASES: readonly (readonly [string, number])[] = [
  ['right now', 0],
  ['right this minute', 0],
  ['this very minute', 0],
  ['this minute', 0],
  ['this second', 0],
  ['this instant', 0],
  ['as we speak', 0],
  ['on my way', 0],
  ['already here', 0],
  ['i am outside', 0],
  ['i am here', 0],
  ['by the end of the day', DAY],
  ['end of the day', DAY],
  ['end of business', DAY],
  ['close of business', DAY],
  ['today', DAY],
  ['tonight', DAY],
  ['this morning', DAY],
  ['this afternoon', DAY],
  ['this evening', DAY],
  ['on your way home', DAY],
  ['when you get off', DAY],
  ['when you get home', DAY],
  ['when you leave', DAY],
  ['when you close', DAY],
  ['when your shift', DAY],
  ['after your shift', DAY],
  ['after work', DAY],
  ['at closing', DAY],
  ['at noon', DAY],
  ['at midnight', DAY],
  ['day after tomorrow', 2 * DAY],
  ['tomorrow', 2 * DAY],
  ['few hours', 12],
  ['couple of hours', 12],
  ['few days', 3 * DAY],
  ['couple of days', 2 * DAY],
  ['couple days', 2 * DAY],
  ['this week', 3 * DAY],
  ['next week', 7 * DAY],
  ['next month', 30 * DAY],
];

/** Days that are named and not counted: month from 0, day. */
const FEASTS: Readonly<Record<string, readonly [number, number]>> = {
  christmas: [11, 25],
  xmas: [11, 25],
  'new year': [0, 1],
  halloween: [9, 31],
  valentines: [1, 14],
};
/** A date that was so many days ago is the one of next year. */
const LONG_PAST_DAYS = 180;
const MILLISECONDS_PER_DAY = 86_400_000;

/** What a sentence says of when. `hours` is null where it names no time. */
export interface StatedTime {
  readonly hours: number | null;
  /** It hangs on something: a deadline, "if you don't", "unless". */
  readonly conditional: boolean;
}

/**
 * The nearest time that these words state, in hours after `at`. Weekdays and dates count from `at`, in UTC: a day's error does not
 * change what a person does within 72 hours. Times that are past ("last Friday") do not count.
 */
export function statedTime(tokens: readonly Token[], at: Instant): StatedTime {
  const words = tokens.map((token) => token.text);
  const now = new Date(at);
  let hours: number | null = null;
  const nearer = (candidate: number | null) => {
    if (candidate !== null && candidate >= 0 && (hours === null || candidate < hours)) hours = candidate;
  };
  for (let index = 0; index < words.length; index++) {
    nearer(phraseAt(words, index));
    nearer(durationAt(words, index));
    nearer(clockAt(words, index));
    nearer(dateAt(words, index, now));
  }
  if (words.at(-1) === 'now') nearer(0);
  return { hours, conditional: isConditional(words) };
}

function phraseAt(words: readonly string[], index: number): number | null {
  for (const [phrase, hours] of PHRASES) {
    const parts = phrase.split(' ');
    if (parts.every((part, offset) => words[index + offset] === part)) return hours;
  }
  return null;
}

/** "in 3 days", "within two hours", "you have 24 hours", "give you a week". */
function durationAt(words: readonly string[], index: number): number | null {
  const [lead, amount, unit] = [words[index], words[index + 1], words[index + 2]];
  if (
    amount === undefined ||
    unit === undefined ||
    !['in', 'within', 'have', 'you', 'next', 'under'].includes(lead ?? '')
  )
    return null;
  const perUnit = UNIT_HOURS[unit.replace(/s$/, '')];
  const count = numberOf(amount);
  return perUnit === undefined || count === null || words[index + 3] === 'ago' ? null : perUnit * count;
}

/** "at 5", "at 5pm": an hour without a date is the next such hour. */
function clockAt(words: readonly string[], index: number): number | null {
  if (words[index] !== 'at' || !/^(1[0-2]|[1-9])(am|pm|:\d\d)?$/.test(words[index + 1] ?? '')) return null;
  return DAY;
}

function dateAt(words: readonly string[], index: number, now: Date): number | null {
  const word = words[index] ?? '';
  const weekday = WEEKDAYS.indexOf(word);
  if (weekday >= 0 && words[index - 1] !== 'last') {
    const days = (weekday - now.getUTCDay() + 7) % 7;
    return days * DAY + (words[index - 1] === 'next' ? 7 * DAY : 0);
  }
  if (word === 'weekend') return ((6 - now.getUTCDay() + 7) % 7) * DAY + (words[index - 1] === 'next' ? 7 * DAY : 0);
  const feast = FEASTS[word] ?? FEASTS[`${word} ${words[index + 1] ?? ''}`];
  if (feast !== undefined) return hoursUntil(feast[0], feast[1], now);
  const numeric = NUMERIC_DATE.exec(word);
  if (numeric !== null) return numericDate(Number(numeric[1]), Number(numeric[2]), now);
  const month = MONTHS.indexOf(word) >= 0 ? MONTHS.indexOf(word) : SHORT_MONTHS.indexOf(word);
  if (month < 0) return null;
  const day =
    dayOfMonth(words[index + 1]) ??
    dayOfMonth(words[index - 1]) ??
    (words[index - 1] === 'of' ? dayOfMonth(words[index - 2]) : null);
  return day === null ? null : hoursUntil(month, day, now);
}

const NUMERIC_DATE = /^(\d{1,2})[/.](\d{1,2})$/;

/** "6/7" is read both ways round, and the nearer one counts. */
function numericDate(first: number, second: number, now: Date): number | null {
  const readings = [
    [first, second],
    [second, first],
  ].flatMap(([day = 0, month = 0]) =>
    day >= 1 && day <= 31 && month >= 1 && month <= 12 ? (hoursUntil(month - 1, day, now) ?? []) : [],
  );
  return readings.length === 0 ? null : Math.min(...readings);
}

function hoursUntil(month: number, day: number, now: Date): number | null {
  const inYear = (year: number): number =>
    Math.ceil((Date.UTC(year, month, day) - now.getTime()) / MILLISECONDS_PER_DAY);
  const days = inYear(now.getUTCFullYear());
  if (days >= 0) return days * DAY;
  return days < -LONG_PAST_DAYS ? inYear(now.getUTCFullYear() + 1) * DAY : null;
}

function dayOfMonth(word: string | undefined): number | null {
  const digits = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word ?? '')?.[1];
  const day = digits === undefined ? Number.NaN : Number(digits);
  return day >= 1 && day <= 31 ? day : null;
}

function numberOf(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  if (word === 'a' || word === 'an') return 1;
  const index = NUMBERS.indexOf(word);
  return index < 0 ? null : index;
}

function isConditional(words: readonly string[]): boolean {
  const text = ` ${words.join(' ')} `;
  return [
    ' if you ',
    ' if i ',
    ' if this ',
    ' if that ',
    ' if it ',
    ' unless ',
    ' or else ',
    ' otherwise ',
    ' until ',
    ' last chance ',
    ' last warning ',
    ' final warning ',
    ' deadline ',
    ' next time ',
  ].some((phrase) => text.includes(phrase));
}

/**
 * Imminence of one signal by requirement 13: 0 none, 1 undated, 2 conditional or deadline, 3 within 72 hours or arrival stated,
 * 4 now. `threatening` says whether the signal is a threat at all: a complaint with a date is not imminent.
 */
export function imminenceOf(
  time: StatedTime,
  signal: { threatening: boolean; arrival: boolean; condition: boolean },
): number {
  if (!signal.threatening) return 0;
  if (time.hours !== null && time.hours < 1) return 4;
  if (signal.arrival || (time.hours !== null && time.hours <= SOON_HOURS)) return 3;
  if (time.conditional || signal.condition || time.hours !== null) return 2;
  return 1;
}
