import { clockAt } from './clock-time.ts';
import { deadlineAt, durationAt } from './duration.ts';
import type { Mention } from './mention.ts';
import { HOUR_MS, type Moment } from './moment.ts';
import { namedDayAt } from './named-day.ts';
import { partOfDayAt } from './parts-of-day.ts';
import { setOf, type Words } from './words.ts';

/** All times that words state, in their order; none overlaps another. What is said to be past or to recur is none. Linear in the words. */
export function findMentions(words: Words, moment: Moment): Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < words.text.length; ) {
    const ago = agoAt(words.text, at);
    const mention = ago === null ? mentionAt(words, at, moment) : null;
    if (mention !== null) found.push(mention);
    at = ago ?? mention?.last ?? at + 1;
  }
  const last = words.text.length - 1;
  const isAfterTime = found.some((mention) => mention.last > last);
  if (words.text[last] === 'now' && !isAfterTime && durationBefore(words.text, last) === null)
    found.push({ first: last, last: last + 1, when: { kind: 'hours', hours: 0 } });
  return found;
}

function mentionAt(words: Words, at: number, moment: Moment): Mention | null {
  const shifted = shiftedAt(words, at, moment);
  if (shifted !== null) return shifted;
  const part = partOfDayAt(words.text, at);
  // "I am outside" is of now whatever was said before it.
  if (part !== null) return { first: at, last: part.next, when: part.value, future: words.text[at] === 'i' };
  return deadlineAt(words, at) ?? namedDayAt(words, at, moment) ?? clockAt(words, at);
}

/** The word behind "three weeks ago". */
function agoAt(words: readonly string[], at: number): number | null {
  const duration = durationAt(words, at);
  return duration !== null && (words[duration.next] === 'ago' || words[duration.next] === 'earlier')
    ? duration.next + 1
    : null;
}

/** "I have been waiting for 3 hours now": so long, and not now. */
function durationBefore(words: readonly string[], end: number): number | null {
  for (let at = Math.max(0, end - 4); at < end; at++) if (durationAt(words, at)?.next === end) return at;
  return null;
}

const AFTER = setOf('from after');

/** "Two weeks from today", "a week on Friday", "three days before Christmas": so long after or before a day that is named. */
function shiftedAt(words: Words, at: number, moment: Moment): Mention | null {
  const { text } = words;
  const duration = durationAt(text, at);
  if (duration === null) return null;
  const { hours, next } = duration;
  const link = text[next] ?? '';
  const isWeeks = hours > 0 && hours % (7 * 24) === 0;
  const sign = AFTER.has(link) || (link === 'on' && isWeeks) ? 1 : link === 'before' ? -1 : 0;
  if (sign === 0) return null;
  const day = namedDayAt(words, ['the', 'this'].includes(text[next + 1] ?? '') ? next + 2 : next + 1, moment);
  if (day?.when.kind !== 'days') return null;
  const shift = sign * hours * HOUR_MS;
  // A time of day says nothing of the day, so that hours before midnight are hours from the day's beginning.
  const { from, to } = day.when;
  return { first: at, last: day.last, when: { kind: 'days', from: from + shift, to: to + shift }, future: sign > 0 };
}
