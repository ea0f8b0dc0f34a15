import type { When } from './mention.ts';
import { Phrases } from './words.ts';

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
  ...['on my way', 'already here', 'i am outside', 'i am here', 'any minute', 'any second', 'any moment'],
  ...['in no time', 'within the hour', 'before the hour is out', 'before the hour is up', 'in the hour'],
];

/** What is some time of a day: of the one that stands beside it, else of this one or the coming morning. */
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
  ...[
    'on your way home',
    'when you get off',
    'when you get home',
    'when you leave',
    'when you close',
    'when your shift',
  ],
  ...['when you finish', 'when you clock out', 'when you lock up', 'when you come out', 'when you walk out'],
  ...['after your shift', 'end of your shift', 'after work', 'at closing', 'closing time', 'lunch', 'lunchtime'],
  ...['at lunch', 'on your lunch', 'your lunch break', 'before you get home', 'before you go home', 'before bedtime'],
];

/** Dates that are stated, and that only the two of them know; some day, and near enough that somebody may be waiting for it. */
const UNKNOWN_DAYS: readonly string[] = [
  ...[
    'birthday',
    'b day',
    'bday',
    'your wedding',
    'wedding day',
    'your anniversary',
    'funeral',
    'payday',
    'court date',
  ],
];
const UNKNOWN_DAY_HOURS = 7 * 24;

/** In the dark, or out of the sun, on no day: only with one of these before it. */
const NEEDS_LEAD: Readonly<Record<string, readonly string[]>> = {
  dark: ['before', 'after', 'by', 'until'],
  lunch: ['at', 'by', 'before', 'after', 'your'],
};

const TIMES = new Phrases<When>([
  ...NOW.map((phrase) => [phrase, { kind: 'hours', hours: 0 }] as const),
  ...PARTS.map((phrase) => [phrase, { kind: 'part' }] as const),
  ...UNKNOWN_DAYS.map((phrase) => [phrase, { kind: 'hours', hours: UNKNOWN_DAY_HOURS }] as const),
  ['any day now', { kind: 'hours', hours: 24 }],
]);

/** A phrase that says when by itself, and the word behind it. */
export function partOfDayAt(words: readonly string[], at: number): { value: When; next: number } | null {
  const leads = NEEDS_LEAD[words[at] ?? ''];
  if (leads !== undefined && !leads.includes(words[at - 1] ?? '')) return null;
  return TIMES.at(words, at);
}
