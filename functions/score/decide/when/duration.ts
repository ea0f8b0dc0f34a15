import { amountAt } from './amount.ts';
import type { Mention } from './mention.ts';
import { setOf, type Words } from './words.ts';

const DAY = 24;
const HOURS: Readonly<Record<string, number>> = {
  ...{ second: 0, sec: 0, moment: 0, minute: 1 / 60, min: 1 / 60, hour: 1, hr: 1, h: 1, day: DAY, d: DAY, night: DAY },
  ...{ week: 7 * DAY, wk: 7 * DAY, fortnight: 14 * DAY, month: 30 * DAY, year: 365 * DAY, yr: 365 * DAY },
};
const FUSED = /^(\d{1,4})(h|hrs?|hours?|mins?|minutes?|secs?|d|days?|wks?|weeks?)$/;
const BEFORE_THE_UNIT = setOf('more whole full short business working little long solid');

/** So much time, and the word behind it. */
export interface Duration {
  readonly hours: number;
  readonly next: number;
}

/** "two weeks", "24hrs", "an hour and a half", "a day or two", whatever stands around it. */
export function durationAt(words: readonly string[], at: number): Duration | null {
  const fused = FUSED.exec(words[at] ?? '');
  if (fused !== null) return { hours: Number(fused[1]) * (unitOf(fused[2]) ?? 0), next: at + 1 };
  const amount = amountAt(words, at);
  if (amount === null) return null;
  const place = BEFORE_THE_UNIT.has(words[amount.next] ?? '') ? amount.next + 1 : amount.next;
  const unit = unitOf(words[place]);
  if (unit === null) return null;
  const [and, a, half] = [words[place + 1], words[place + 2], words[place + 3]];
  if (and === 'and' && a === 'a' && half === 'half') return { hours: (amount.count + 0.5) * unit, next: place + 4 };
  const isOrTwo = and === 'or' && (a === 'two' || a === 'so');
  return { hours: amount.count * unit, next: isOrTwo ? place + 3 : place + 1 };
}

function unitOf(word: string | undefined): number | null {
  const unit = (word ?? '').length > 2 ? (word as string).replace(/s$/, '') : (word ?? '');
  return Object.hasOwn(HOURS, unit) ? (HOURS[unit] as number) : null;
}

const LEADS = setOf('in within inside have has got give gives giving gave next another');
const GRANTS = setOf('give gives giving gave allow grant leave leaves');
/** Between the lead and the amount: "in less than about 3 days". */
const AROUND = setOf(
  'under about only exactly just less than the around roughly approximately at most maybe like precisely up to no further',
);
const FARTHEST_LEAD = 5;
const BEHIND = setOf('left max maximum tops');
const IN_REACH = setOf('am are only just about like');
const GO_ON = setOf('and or then until till before to');
/** "Two weeks and nothing happened" is a complaint, "two days and you are dead" is not. */
const NOTHING_YET = setOf('nothing no still not nobody counting');
/** A span that opens a sentence and is longer than this is a history with the company, not a deadline. */
const LONGEST_BARE_HOURS = 31 * DAY;

/** A duration that says when something will be: not how long it took, lasts or is past. */
export function deadlineAt(words: Words, at: number): Mention | null {
  const duration = durationAt(words.text, at) ?? bareMinutesAt(words, at);
  if (duration === null) return null;
  const { hours, next } = duration;
  const [behind = '', after = ''] = words.text.slice(next, next + 2);
  if (behind === 'ago' || behind === 'of' || behind === 'old' || behind === 'experience') return null;
  // "Has a second exit".
  if (words.text[next - 1] === 'second' && words.text[at - 1] !== 'in') return null;
  const mention: Mention = { first: at, last: next, when: { kind: 'hours', hours } };
  if (behind === 'from' && after === 'now') return { ...mention, last: next + 2, future: true };
  if (behind === 'away' || behind === 'out') return isInReach(words.text, at) ? { ...mention, last: next + 1 } : null;
  if (BEHIND.has(behind)) return { ...mention, last: next + 1 };
  if (hasLead(words.text, at)) return mention;
  return opensWith(words, at, next, hours >= DAY) && hours <= LONGEST_BARE_HOURS ? mention : null;
}

/** "I will be there in 5": minutes, as people say it; "cut in 2" is none. */
function bareMinutesAt({ text, clauses }: Words, at: number): Duration | null {
  const minutes = /^(5|10|15|20|30|45)$/.exec(text[at] ?? '');
  const ends = at + 1 >= text.length || clauses.has(at + 1) || text[at + 1] === 'and';
  return minutes !== null && ends && text[at - 1] === 'in' ? { hours: Number(minutes[1]) / 60, next: at + 1 } : null;
}

/** "I am 5 minutes away", and not a sister who lives five hours away. */
const isInReach = (words: readonly string[], at: number): boolean => IN_REACH.has(words[at - 1] ?? '');

function hasLead(words: readonly string[], at: number): boolean {
  for (let place = at - 1; place >= Math.max(0, at - FARTHEST_LEAD); place--) {
    const word = words[place] ?? '';
    // "I will kill you one day" gives nobody a day.
    if (word === 'you') return GRANTS.has(words[place - 1] ?? '');
    if (LEADS.has(word)) return true;
    if (!AROUND.has(word)) return false;
  }
  return false;
}

/** "24 hours, then you die": the clause begins with it, and goes on to what follows, or ends where it is a day or more. */
function opensWith({ text, clauses }: Words, at: number, next: number, mayStandAlone: boolean): boolean {
  const before = text[at - 1] ?? '';
  if (text[at] === 'one' && next === at + 2) return false;
  if (at > 0 && !clauses.has(at) && !['or', 'then', 'but'].includes(before)) return false;
  if (mayStandAlone && (next >= text.length || clauses.has(next))) return true;
  return GO_ON.has(text[next] ?? '') && !NOTHING_YET.has(text[next + 1] ?? '');
}
