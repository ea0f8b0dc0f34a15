import type { Mention } from './mention.ts';
import { setOf, type Words } from './words.ts';

const HABIT = setOf(
  'every each always usually often mornings evenings nights weekdays weekends daily nightly whenever',
);
/** What says that something is to come of it: without any of these a time of day may be a custom of theirs ("you leave at five"). */
const PURPOSE = setOf('will shall going coming be die dies dead kill expect ready tell pay');
const FARTHEST = 12;
/** Half an hour to five is "now" only where something is to come at five. */
const CUSTOM_HOURS = 1;

/**
 * A time of day, or a part of any day, as what it is good for: nothing where it is a habit ("every night at ten"), or in words ("stays till six") with no word of
 * what is to come; not now where it stands in figures so. All other times as they are.
 */
export function timeOnPurpose({ text, clauses }: Words, mention: Mention): Mention | null {
  const { first, last, when } = mention;
  if (when.kind !== 'clock' && (when.kind !== 'part' || when.ofAnyDay !== true)) return mention;
  let start = first;
  while (start > Math.max(0, first - FARTHEST) && !clauses.has(start)) start--;
  let end = last;
  while (end < Math.min(text.length, last + FARTHEST) && !clauses.has(end)) end++;
  const clause = text.slice(start, end);
  if (clause.some((word) => HABIT.has(word))) return null;
  if (clause.some((word) => PURPOSE.has(word))) return mention;
  if (when.kind === 'part') return null;
  return text.slice(first, last).some((word) => /^\d/.test(word) || word === 'noon' || word === 'midnight')
    ? { ...mention, when: { ...when, atLeastHours: CUSTOM_HOURS } }
    : null;
}
