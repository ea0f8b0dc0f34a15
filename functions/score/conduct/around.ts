import type { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { byHearing } from './recall.ts';
import { weekOf } from './week.ts';

/** Twice the longest window of a conduct detection (90 days) and a week: the window, and what a subject did before it. */
export const DAYS_BEFORE = 187;
/** What arrives late still meets what came after it, as far as the longest window reaches and a month more. */
export const DAYS_AFTER = 120;
/** No pattern asks for more than twelve acts: with copies and forwards of each, these hold it. */
export const MOST_BEFORE = 48;
/** Few contacts arrive late, and few come between. */
export const MOST_AFTER = 16;

const DAY_MILLISECONDS = 86_400_000;

/** The nearest sightings of a subject around a moment, and whether they are all within {@link DAYS_BEFORE} and {@link DAYS_AFTER}. */
export interface Around {
  readonly sightings: readonly Sighting[];
  readonly isWhole: boolean;
}

/** When a sighting was heard and when it happened: what was passed on late stands in the history of then and of now. */
export const momentsOf = ({ at, heardAt }: Sighting): [Instant, ...Instant[]] =>
  at === heardAt ? [heardAt] : [heardAt, at];

export const daysFrom = (moment: Instant, days: number): Instant =>
  new Date(Date.parse(moment) + days * DAY_MILLISECONDS).toISOString();

/**
 * What is read of a subject's sightings, given in the order they were heard, around a moment: all within the days where there are few,
 * else the nearest on either side. As `history/read-sightings.ts` reads them from a table.
 */
export function around(inOrder: readonly Sighting[], moment: Instant): Around {
  const from = firstHeard(inOrder, daysFrom(moment, -DAYS_BEFORE), false);
  const to = firstHeard(inOrder, daysFrom(moment, DAYS_AFTER), true);
  if (to - from < MOST_BEFORE + MOST_AFTER) return { sightings: inOrder.slice(from, to), isWhole: true };
  const here = firstHeard(inOrder, moment, true);
  return {
    sightings: inOrder.slice(Math.max(from, here - MOST_BEFORE), Math.min(to, here + MOST_AFTER)),
    isWhole: false,
  };
}

/** What was read around the moments of a sighting, itself among it, in the order it was heard. */
export function joined(own: Sighting, read: readonly Around[]): Sighting[] {
  const known = new Map([[own.contactId, own]]);
  for (const { sightings } of read)
    for (const sighting of sightings) if (sighting.contactId !== own.contactId) known.set(sighting.contactId, sighting);
  return [...known.values()].sort(byHearing);
}

/** The weeks that are read where not all sightings are: from the first to the last, both among them. */
export function weeksAround(moments: readonly [Instant, ...Instant[]]): [first: string, last: string] {
  const ordered = [...moments].sort();
  const [first, last] = [ordered[0] as Instant, ordered.at(-1) as Instant];
  return [weekOf(Date.parse(daysFrom(first, -DAYS_BEFORE))), weekOf(Date.parse(daysFrom(last, DAYS_AFTER)))];
}

/** What was read around the moments of another subject's sighting, in the order it was heard. */
export function distinct(read: readonly Around[]): Sighting[] {
  const known = new Map(read.flatMap(({ sightings }) => sightings).map((sighting) => [sighting.contactId, sighting]));
  return [...known.values()].sort(byHearing);
}

/** The index of the first that was heard at `moment` or later, or where `isAfter` later than that. By halving. */
function firstHeard(inOrder: readonly Sighting[], moment: Instant, isAfter: boolean): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { heardAt } = inOrder[middle] as Sighting;
    if (heardAt < moment || (isAfter && heardAt === moment)) low = middle + 1;
    else high = middle;
  }
  return low;
}
