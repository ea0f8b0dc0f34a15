import { spelledAt } from './amount.ts';
import type { Mention, When } from './mention.ts';
import { Phrases, setOf, type Words } from './words.ts';

const NOON = 720;
const MIDNIGHT = 1440;
const LEADS = setOf('at by before until till around about after from between past');
const BEHIND = setOf(
  'sharp today tonight tomorrow on in this and or then i you we he she they it when if because so but exactly the your',
);
/** What makes a number behind "at" the number of a house or a measure. */
const STREET = setOf(
  'street st road rd avenue ave lane drive dr court ct place boulevard blvd terrace square crescent highway hwy apartment apt floor',
);
const FARTHEST_STREET = 3;
const MEASURED = setOf(
  'percent dollars euros pounds bucks miles mph kilometers kilometres people stores branches locations points years year weeks week days day hours hour months month times stars of to',
);

/**
 * A time of day: "at 5", "5 pm", "17:00", "at half past five", "noon", "midnight". The number of a house ("at 5 Elm Street") and a measure
 * ("at 5 percent") are none. One that names no half of the day is read both ways.
 */
export function clockAt(words: Words, at: number): Mention | null {
  const { text } = words;
  const word = text[at] ?? '';
  if (word === 'noon' || word === 'midday') return mention(at, at + 1, [NOON]);
  if (word === 'midnight') return mention(at, at + 1, [MIDNIGHT]);
  const written = writtenAt(text, at);
  if (written !== null)
    return written.sure || isClock(words, at, written.next) ? mention(at, written.next, written.minutes) : null;
  const spoken = spokenAt(text, at);
  return spoken !== null && (spoken.sure || isClock(words, at, spoken.next))
    ? mention(at, spoken.next, spoken.minutes)
    : null;
}

const mention = (first: number, last: number, minutes: readonly number[]): Mention => ({
  first,
  last,
  when: { kind: 'clock', minutes } satisfies When,
});

interface Reading {
  readonly minutes: readonly number[];
  readonly next: number;
  /** Nothing else is written so; otherwise the words around it have to say that it is a time. */
  readonly sure: boolean;
}

const DIGITS = /^(\d{1,2})(?:[:.h](\d\d))?(am|pm)?$/;

function writtenAt(words: readonly string[], at: number): Reading | null {
  const military = /^([01]\d|2[0-3])([0-5]\d)$/.exec(words[at] ?? '');
  if (military !== null && (words[at + 1] === 'hours' || words[at + 1] === 'hrs'))
    return { minutes: [Number(military[1]) * 60 + Number(military[2])], next: at + 2, sure: true };
  const match = DIGITS.exec(words[at] ?? '');
  if (match === null || (Number(match[1]) > 12 && match[2] === undefined)) return null;
  return readingOf(words, at + 1, Number(match[1]), Number(match[2] ?? 0), match[3]);
}

/** "five", "five thirty", "half past five", "quarter to six". */
function spokenAt(words: readonly string[], at: number): Reading | null {
  const [part, side] = [words[at], words[at + 1]];
  if ((part === 'half' || part === 'quarter') && (side === 'past' || side === 'to')) {
    const hour = hourAt(words, at + 2);
    if (hour === null) return null;
    const minutes = (part === 'half' ? 30 : 15) * (side === 'to' ? -1 : 1);
    const read = readingOf(words, hour.next, hour.count, 0, undefined);
    return (
      read && { ...read, minutes: read.minutes.map((minute) => (minute + minutes + MIDNIGHT) % MIDNIGHT), sure: true }
    );
  }
  const hour = spelledAt(words, at);
  if (hour === null || hour.count > 12) return null;
  const minutes = spelledAt(words, hour.next);
  if (minutes !== null && minutes.count >= 10 && minutes.count < 60)
    return readingOf(words, minutes.next, hour.count, minutes.count, undefined);
  return readingOf(words, hour.next, hour.count, 0, undefined);
}

function hourAt(words: readonly string[], at: number): { count: number; next: number } | null {
  const digits = /^(1[0-2]|[1-9])$/.exec(words[at] ?? '');
  return digits === null ? spelledAt(words, at) : { count: Number(digits[1]), next: at + 1 };
}

function readingOf(
  words: readonly string[],
  next: number,
  hour: number,
  minute: number,
  fused: string | undefined,
): Reading | null {
  if (hour > 24 || minute > 59) return null;
  const half = fused === undefined ? halfOfDayAt(words, next) : { half: fused, next };
  if (half !== null) {
    if (hour < 1 || hour > 12) return null;
    return { minutes: [((hour % 12) + (half.half === 'pm' ? 12 : 0)) * 60 + minute], next: half.next, sure: true };
  }
  const isOClock = words[next] === 'oclock';
  const time = hour * 60 + minute;
  const both = hour >= 1 && hour <= 12 ? [time % NOON, (time % NOON) + NOON] : [time];
  return { minutes: both, next: isOClock ? next + 1 : next, sure: isOClock };
}

const HALVES = new Phrases<string>([
  ['am', 'am'],
  ['pm', 'pm'],
  ['in the morning', 'am'],
  ['in the afternoon', 'pm'],
  ['in the evening', 'pm'],
  ['at night', 'pm'],
]);

function halfOfDayAt(words: readonly string[], at: number): { half: string; next: number } | null {
  const place = words[at] === 'oclock' ? at + 1 : at;
  const found = HALVES.at(words, place);
  return found === null ? null : { half: found.value, next: found.next };
}

function isClock({ text, clauses }: Words, at: number, next: number): boolean {
  const lead = text[at - 1] ?? '';
  if (!LEADS.has(lead)) return false;
  const behind = text[next];
  if (behind !== undefined && MEASURED.has(behind)) return false;
  for (let place = next; place < Math.min(text.length, next + FARTHEST_STREET); place++)
    if (STREET.has(text[place] ?? '')) return false;
  // "At" with a figure is a time whatever comes; "at one point" and "by 5 points" are none.
  if (lead === 'at' && /^\d/.test(text[at] ?? '')) return true;
  return behind === undefined || clauses.has(next) || BEHIND.has(behind);
}
