import type { When } from './mention.ts';
import { Phrases, setOf } from './words.ts';

/** Moments that are upon the reader: the value is hours from the message. */
const NOW: readonly string[] = [
  ...[
    'right now',
    'right this minute',
    'this very minute',
    'this minute',
    'this second',
    'this instant',
    'as we speak',
  ],
  ...['on my way', 'already here', 'i am outside', 'i am here', 'any minute now', 'any second now', 'any moment now'],
  ...['any minute', 'any second', 'any moment', 'within the hour', 'before the hour is out', 'before the hour is up'],
];

/** What is some time of a day: of the one that stands beside it, else of this one. */
const PARTS: readonly string[] = [
  ...[
    'end of the day',
    'end of day',
    'eod',
    'cob',
    'close of play',
    'end of business',
    'close of business',
    'end of work',
  ],
  ...[
    'on your way home',
    'when you get off',
    'when you get home',
    'when you leave',
    'when you close',
    'when your shift',
  ],
  ...['when you finish', 'when you clock out', 'when you lock up', 'when you come out', 'when you walk out'],
  ...['after your shift', 'end of your shift', 'after work', 'at closing', 'before you get home', 'before you go home'],
];

/** The same, of this day or the coming one, and told of any day just as well. */
const PARTS_OF_ANY_DAY: readonly string[] = [
  ...[
    'sunset',
    'sundown',
    'dusk',
    'nightfall',
    'dark',
    'the sun goes down',
    'the sun sets',
    'sunrise',
    'sunup',
    'dawn',
  ],
  ...['daybreak', 'first light', 'first thing', 'in the morning', 'by morning', 'before morning', 'the sun comes up'],
  ...['closing time', 'lunch', 'lunchtime', 'before bedtime'],
];

/** Dates that only the two of them know, behind a word that makes a date of them; some day, and near enough that somebody may wait for it. */
const UNKNOWN_DAYS: readonly string[] = [
  'birthday',
  'b day',
  'bday',
  'wedding',
  'wedding day',
  'anniversary',
  'payday',
];
const DATING = setOf('on at by before until till see');
const FARTHEST_DATING = 3;
const UNKNOWN_DAY: When = { kind: 'hours', hours: 7 * 24 };

/** In the dark, or out of the sun, on no day: only with one of these before it. */
const NEEDS_LEAD: Readonly<Record<string, readonly string[]>> = {
  dark: ['before', 'after', 'by', 'until'],
  lunch: ['at', 'by', 'before', 'after', 'your'],
};

const TIMES = new Phrases<When>([
  ...NOW.map((phrase) => [phrase, { kind: 'hours', hours: 0 }] as const),
  ...PARTS.map((phrase) => [phrase, { kind: 'part' }] as const),
  ...PARTS_OF_ANY_DAY.map((phrase) => [phrase, { kind: 'part', ofAnyDay: true }] as const),
  ...UNKNOWN_DAYS.map((phrase) => [phrase, UNKNOWN_DAY] as const),
  ['any day now', { kind: 'hours', hours: 24 }],
]);

/** A phrase that says when by itself, and the word behind it. */
export function partOfDayAt(words: readonly string[], at: number): { value: When; next: number } | null {
  const leads = NEEDS_LEAD[words[at] ?? ''];
  if (leads !== undefined && !leads.includes(words[at - 1] ?? '')) return null;
  const time = TIMES.at(words, at);
  if (time === null || time.value !== UNKNOWN_DAY) return time;
  return words.slice(Math.max(0, at - FARTHEST_DATING), at).some((word) => DATING.has(word)) ? time : null;
}
