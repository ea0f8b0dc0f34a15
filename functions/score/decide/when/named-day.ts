import { calendarDateAt, dayOf, someDayOf, yearOf } from './calendar-date.ts';
import type { Mention } from './mention.ts';
import { DAY_MS, type Moment } from './moment.ts';
import { Phrases, setOf, type Words } from './words.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SHORT_WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ sun: 0, mon: 1, tue: 2, tues: 2, wed: 3, weds: 3, thu: 4, thur: 4, thurs: 4, fri: 5, sat: 6 },
};
/** "Sat" is a verb and "sun" a star, unless one of these stands before it, or a part of the day behind. */
const LEADS = setOf('on by before until till this next coming');
const PARTS = setOf('morning afternoon evening night noon midnight');
/** How far back a word of the past may stand from its day: "since early on Tuesday". */
const FARTHEST_BACK = 3;
const OF_THE_PAST = setOf('last past previous since every each dated');
const BETWEEN = setOf('on in the this early late of from a next');

type Span = readonly [from: (moment: Moment) => number, to: (moment: Moment) => number];

const today: Span = [({ today }) => today, ({ today }) => today + DAY_MS];
const inDays = (days: number): Span => [
  ({ today }) => today + days * DAY_MS,
  ({ today }) => today + (days + 1) * DAY_MS,
];
const untilMonday = ({ today, weekday }: Moment) => today + (((8 - weekday) % 7 || 7) as number) * DAY_MS;
const thisWeek: Span = [({ today }) => today, untilMonday];
const nextWeek: Span = [untilMonday, (moment) => untilMonday(moment) + 7 * DAY_MS];
const lastOfMonth: Span = [
  ({ year, month }) => Date.UTC(year, month + 1, 0),
  ({ year, month }) => Date.UTC(year, month + 1, 1),
];
const lastOfYear: Span = [({ year }) => Date.UTC(year, 11, 31), ({ year }) => Date.UTC(year + 1, 0, 1)];

const DAYS = new Phrases<Span>([
  ...['today', 'tonight', 'this morning', 'this afternoon', 'this evening', 'this very day', 'this very night'].map(
    (phrase) => [phrase, today] as const,
  ),
  ...['within the day', 'day is over', 'day is out', 'day is done', 'day is through'].map(
    (phrase) => [phrase, today] as const,
  ),
  ['tomorrow', inDays(1)],
  ['day after tomorrow', inDays(2)],
  ...['this week', 'within the week', 'end of the week', 'week is out', 'week is over', 'week ends'].map(
    (phrase) => [phrase, thisWeek] as const,
  ),
  ['next week', nextWeek],
  ...['end of the month', 'end of this month', 'month end', 'month is out', 'month is over'].map(
    (phrase) => [phrase, lastOfMonth] as const,
  ),
  ...['end of the year', 'end of this year', 'year end', 'year is out', 'year is over'].map(
    (phrase) => [phrase, lastOfYear] as const,
  ),
]);

/** Stretches in which no day is named. */
const SOME_DAY = new Phrases<Span>([
  ['this month', [({ year, month }) => Date.UTC(year, month, 1), ({ year, month }) => Date.UTC(year, month + 1, 1)]],
  [
    'next month',
    [({ year, month }) => Date.UTC(year, month + 1, 1), ({ year, month }) => Date.UTC(year, month + 2, 1)],
  ],
  ['this year', [({ year }) => Date.UTC(year, 0, 1), ({ year }) => Date.UTC(year + 1, 0, 1)]],
  ['next year', [({ year }) => Date.UTC(year + 1, 0, 1), ({ year }) => Date.UTC(year + 2, 0, 1)]],
]);

const FUTURE = setOf('tomorrow next');

/** A day, a date or a stretch of days that is named, and not over; nothing where the words say that it is past. */
export function namedDayAt(words: Words, at: number, moment: Moment): Mention | null {
  const { text } = words;
  if (isOfThePast(text, at)) return null;
  const day = DAYS.at(text, at);
  if (day !== null) {
    const [from, to] = day.value;
    const future = FUTURE.has(text[at] ?? '') || text[day.next - 1] === 'tomorrow' || text[at] === 'tonight';
    return { first: at, last: day.next, when: { kind: 'days', from: from(moment), to: to(moment) }, future };
  }
  const stretch = SOME_DAY.at(text, at);
  if (stretch !== null) {
    const mention = someDayOf(at, stretch.next, stretch.value[0](moment), stretch.value[1](moment), moment);
    return mention && { ...mention, future: text[at] === 'next' };
  }
  const year = text[at - 1] === 'in' ? yearOf(text[at]) : null;
  if (year !== null) return someDayOf(at, at + 1, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), moment);
  return calendarDateAt(words, at, moment) ?? weekdayAt(words, at, moment) ?? weekendAt(text, at, moment);
}

/** The coming one, which is today where it is that day; with "next" the one of the next week, from Monday on; "Friday week" is a week later. */
function weekdayAt({ text }: Words, at: number, moment: Moment): Mention | null {
  const word = text[at] ?? '';
  const whole = WEEKDAYS.indexOf(word);
  const isShort = whole < 0 && Object.hasOwn(SHORT_WEEKDAYS, word);
  if (isShort && !LEADS.has(text[at - 1] ?? '') && !PARTS.has(text[at + 1] ?? '')) return null;
  const weekday = isShort ? SHORT_WEEKDAYS[word] : whole;
  if (weekday === undefined || weekday < 0) return null;
  const isNext = text[at - 1] === 'next';
  const isWeekLater = text[at + 1] === 'week';
  const coming = moment.today + ((weekday - moment.weekday + 7) % 7) * DAY_MS;
  const from = isNext ? untilMonday(moment) + ((weekday + 6) % 7) * DAY_MS : coming + (isWeekLater ? 7 * DAY_MS : 0);
  const day = dayOf(at, isWeekLater ? at + 2 : at + 1, from);
  return day && { ...day, future: isNext };
}

function weekendAt(words: readonly string[], at: number, moment: Moment): Mention | null {
  if (words[at] !== 'weekend') return null;
  const isNext = words[at - 1] === 'next';
  const monday = untilMonday(moment) + (isNext ? 7 * DAY_MS : 0);
  return { first: at, last: at + 1, when: { kind: 'days', from: monday - 2 * DAY_MS, to: monday }, future: isNext };
}

/** "Last Friday", "since the 24th", "every Tuesday", "your letter of the 24th". */
function isOfThePast(words: readonly string[], at: number): boolean {
  for (let place = at - 1; place >= Math.max(0, at - FARTHEST_BACK); place--) {
    const word = words[place] ?? '';
    if (OF_THE_PAST.has(word)) return true;
    if ((word === 'of' || word === 'from') && PAPERS.has(words[place - 1] ?? '')) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}

/** The date of a paper is none of what is to come. */
const PAPERS = setOf(
  'letter email mail message bill charge fee invoice statement payment order call visit conversation purchase',
);
