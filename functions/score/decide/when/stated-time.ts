import type { Instant } from '../../../contracts/vocabulary.ts';
import type { NormalizedText, Sentence, TokenRange } from '../../text.ts';
import { isBesideTheThreat } from './belongs.ts';
import { isConditional } from './conditional-words.ts';
import { findMentions } from './find-mentions.ts';
import { timeOnPurpose } from './habits.ts';
import type { Mention } from './mention.ts';
import { DAY_MS, type Moment, momentOf } from './moment.ts';
import { isPhraseAt, setOf, type Words } from './words.ts';

/** What a threat says of when. `hours` is null where it names no time. */
export interface StatedTime {
  readonly hours: number | null;
  /** It hangs on something: a deadline, "if you don't", "unless". */
  readonly conditional: boolean;
}

const MINUTE_MS = 60_000;
/** What is for a day, or for some part of it, is not yet now: nearer than an hour is only what says so. */
const LEAST_HOURS_OF_A_DAY = 1;
const PART_OF_DAY_HOURS = 12;
/** Words from a time to the time of day that belongs to it: "tomorrow, when you get off at 5". */
const FARTHEST_OF_ONE_TIME = 4;
/** So many words on either side of a threat are read: one that is pasted without end costs no more than one. */
const FARTHEST = 60;
/** A match of several parts may reach over all of a text. */
const MOST_READ = 400;

/**
 * When a threat is for: by its own sentence and, where that begins with "then" or names no time, by a sentence before it that sets one
 * ("You have 48 hours. Then I will …") or one behind it that is nothing else ("… Tomorrow."). Of several times the nearest counts; one that is
 * past, negated, or when something else was does not. Weekdays, dates and times of day are those of a place, by its wall clock. Any text is
 * taken, and no more than some hundred words of it are read.
 * @param at when it was written. @param timeZone IANA. @throws CalendarError where there is no such zone.
 */
export function timeOfThreat(text: NormalizedText, match: TokenRange, at: Instant, timeZone: string): StatedTime {
  const moment = momentOf(at, timeZone);
  const first = text.tokens[match.first]?.sentence ?? 0;
  const last = text.tokens[Math.max(match.first, match.last - 1)]?.sentence ?? first;
  const from = Math.max(text.sentences[first]?.first ?? match.first, match.first - FARTHEST);
  const to = Math.min(text.sentences[last]?.last ?? match.last, match.last + FARTHEST, from + MOST_READ);
  const own = wordsOf(text, from, to);
  const ofOwn = nearest(
    nearThreat(own, timesOf(own, moment), match.first - from, Math.min(match.last, to) - from),
    moment,
  );
  const conditional = isConditional(own.text);
  const follows = FOLLOWS.some((opening) => opening.every((word, offset) => own.text[offset] === word));
  if (ofOwn !== null && !follows) return { hours: ofOwn, conditional };
  const before = setBySentence(text, text.sentences[first - 1], moment, follows);
  const behind =
    ofOwn === null && before === null ? setBySentence(text, text.sentences[last + 1], moment, false) : null;
  const hours = [ofOwn, before, behind].filter((one) => one !== null);
  return { hours: hours.length === 0 ? null : Math.min(...hours), conditional };
}

const FOLLOWS: readonly (readonly string[])[] = [
  ['then'],
  ['and', 'then'],
  ['or', 'then'],
  ['after', 'that'],
  ['and', 'after', 'that'],
  ['otherwise'],
  ['or', 'else'],
  ['or', 'i'],
  ['when', 'it', 'is', 'up'],
  ['when', 'time', 'is', 'up'],
];
/** What a sentence that sets a time has before it: a deadline, or what the reader is given. */
const LEADS = setOf('until till by before within have has got give giving');
const FARTHEST_LEAD = 3;
const RUNS_OUT = setOf('clock tick ticking deadline chance');
const MEETING: readonly (readonly string[])[] = [
  ['see', 'you'],
  ['meet', 'you'],
  ['am', 'coming'],
  ['wait', 'for', 'you'],
  ['waiting', 'for', 'you'],
];
/** A shorter span that stands alone is how long something took: "Ten minutes." */
const LEAST_ALONE_HOURS = 24;
/** No more than so many words beside the time: "Tomorrow night, then", "On Sat". */
const MOST_OF_A_FRAGMENT = 2;

/** The time that a neighbouring sentence sets for the threat; any that it names where the threat follows from it. */
function setBySentence(
  text: NormalizedText,
  sentence: Sentence | undefined,
  moment: Moment,
  follows: boolean,
): number | null {
  if (sentence === undefined || sentence.last - sentence.first > FARTHEST) return null;
  const words = wordsOf(text, sentence.first, sentence.last);
  const times = timesOf(words, moment);
  const inTimes = times.reduce((sum, { first, last }) => sum + last - first, 0);
  const isFragment = words.text.length - inTimes <= MOST_OF_A_FRAGMENT;
  const ofTheWriter = words.text.some((word) => word === 'i' || word === 'my');
  const counting = times.filter(
    (time) => follows || sets(words, time) || (isFragment && (isNow(time) ? ofTheWriter : !isShortSpan(time))),
  );
  return nearest(counting, moment);
}

const isNow = ({ when }: Mention): boolean => when.kind === 'hours' && when.hours === 0;
const isShortSpan = ({ when }: Mention): boolean => when.kind === 'hours' && when.hours < LEAST_ALONE_HOURS;

function sets({ text }: Words, time: Mention): boolean {
  const { first, last } = time;
  if (text.some((word) => RUNS_OUT.has(word)) || text[last - 1] === 'left') return true;
  if (MEETING.some((phrase) => text.some((_, at) => isPhraseAt(text, at, phrase)))) return true;
  if (isNow(time)) return false;
  const isToTheReader = text.some((word) => word === 'you' || word === 'your');
  return isToTheReader && text.slice(Math.max(0, first - FARTHEST_LEAD), first).some((word) => LEADS.has(word));
}

const ON_PURPOSE = setOf('until till by before will going coming have got get now within');

/** The times in the threat's own clause where it has any, with those of other clauses that set a deadline or say what the writer will do. */
function nearThreat(words: Words, times: readonly Mention[], first: number, last: number): readonly Mention[] {
  const [start, end] = clauseAround(words, first, last);
  const isWithin = (time: Mention) => time.first >= start && time.last <= end;
  if (!times.some(isWithin)) return times;
  return times.filter((time) => {
    if (isWithin(time) || time.when.kind !== 'days') return true;
    const [from, to] = clauseAround(words, time.first, time.last);
    return words.text.slice(from, to).some((word) => ON_PURPOSE.has(word));
  });
}

const JOINS = setOf('and but so because or then');

function clauseAround({ text, clauses }: Words, first: number, last: number): [number, number] {
  let start = first;
  while (start > 0 && !clauses.has(start) && !JOINS.has(text[start - 1] ?? '')) start--;
  let end = last;
  while (end < text.length && !clauses.has(end) && !JOINS.has(text[end] ?? '')) end++;
  return [start, end];
}

/** A stretch of a text; a sentence that begins in it begins a clause. */
function wordsOf({ tokens, clauses }: NormalizedText, from: number, to: number): Words {
  const starts = new Set<number>();
  for (let at = firstAtOrAfter(clauses, from); at < clauses.length && (clauses[at] as number) < to; at++)
    starts.add((clauses[at] as number) - from);
  for (let at = from + 1; at < to; at++) if (tokens[at]?.sentence !== tokens[at - 1]?.sentence) starts.add(at - from);
  return { text: tokens.slice(from, to).map((token) => token.text), clauses: starts };
}

function firstAtOrAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The times in these words that may be a threat's. */
const timesOf = (words: Words, moment: Moment): Mention[] =>
  findMentions(words, moment).flatMap((mention) =>
    isBesideTheThreat(words, mention) ? [] : (timeOnPurpose(words, mention) ?? []),
  );

/** Hours until the nearest of these times; a day and a time of day that stand together are one time. Null where all are past. */
function nearest(times: readonly Mention[], moment: Moment): number | null {
  let least: number | null = null;
  for (const group of together(times)) {
    const hours = hoursOf(group, moment);
    if (hours !== null && (least === null || hours < least)) least = hours;
  }
  return least;
}

function together(times: readonly Mention[]): Mention[][] {
  const groups: Mention[][] = [];
  for (const time of times) {
    const group = groups.at(-1);
    const isNear = group !== undefined && time.first - (group.at(-1)?.last ?? 0) <= FARTHEST_OF_ONE_TIME;
    const isOfGroup =
      isNear &&
      time.when.kind !== 'hours' &&
      group.every(({ when }) => when.kind !== 'hours' && when.kind !== time.when.kind);
    if (isOfGroup) group.push(time);
    else groups.push([time]);
  }
  return groups;
}

function hoursOf(group: readonly Mention[], moment: Moment): number | null {
  const when = <K extends Mention['when']['kind']>(kind: K) =>
    group.map((time) => time.when).find((one): one is Extract<Mention['when'], { kind: K }> => one.kind === kind);
  const hours = when('hours');
  if (hours !== undefined) return hours.hours;
  const days = when('days');
  const clock = when('clock');
  if (clock !== undefined) {
    const readings = clock.minutes.flatMap((minute) => {
      if (days !== undefined) return hoursAhead(moment, days.from + minute * MINUTE_MS) ?? [];
      const today = moment.today + minute * MINUTE_MS;
      return hoursAhead(moment, today) ?? hoursAhead(moment, today + DAY_MS) ?? [];
    });
    if (readings.length > 0) return Math.max(clock.atLeastHours ?? 0, Math.min(...readings));
  }
  if (days !== undefined) return hoursOfDays(days, moment);
  return PART_OF_DAY_HOURS;
}

function hoursAhead(moment: Moment, local: number): number | null {
  const hours = moment.hoursUntil(local);
  return hours >= 0 ? hours : null;
}

function hoursOfDays(days: Extract<Mention['when'], { kind: 'days' }>, moment: Moment): number | null {
  if (days.to <= moment.local) return null;
  return Math.max(days.atLeastHours ?? LEAST_HOURS_OF_A_DAY, moment.hoursUntil(days.from));
}
