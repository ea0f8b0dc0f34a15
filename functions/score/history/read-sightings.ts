import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../contracts/vocabulary.ts';
import { readSubjectItems, SIGHTING_PREFIX, sightingIn } from '../../shared/history/subject-items.ts';
import {
  type Around,
  DAYS_AFTER,
  DAYS_BEFORE,
  daysFrom,
  MOST_AFTER,
  MOST_BEFORE,
  weeksAround,
} from '../conduct/around.ts';
import type { Week } from '../conduct/week.ts';
import { WEEK_PREFIX, weekOfItem } from './stored-sighting.ts';

/** After every contact of the same instant, in the order of a sort key. */
const LAST = '#~';

/**
 * The sightings around a moment, as `conduct/around.ts` chooses them, read consistently. One query, in the usual order of things; two
 * more where more than {@link MOST_AFTER} came after a moment that lies back.
 */
export async function readAround(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  moment: Instant,
): Promise<Around> {
  const [from, to] = [
    `${SIGHTING_PREFIX}${daysFrom(moment, -DAYS_BEFORE)}`,
    `${SIGHTING_PREFIX}${daysFrom(moment, DAYS_AFTER)}${LAST}`,
  ];
  const here = `${SIGHTING_PREFIX}${moment}${LAST}`;
  const read = async (first: string, last: string, most: number, isForward = false) =>
    (
      await readSubjectItems(client, table, subjectId, { from: first, to: last }, { most, newestFirst: !isForward })
    ).map(sightingIn);
  const newest = await read(from, to, MOST_BEFORE + MOST_AFTER);
  if (newest.length < MOST_BEFORE + MOST_AFTER) return { sightings: newest.reverse(), isWhole: true };
  const after = newest.filter(({ heardAt }) => heardAt > moment).length;
  if (after <= MOST_AFTER) return { sightings: newest.slice(0, after + MOST_BEFORE).reverse(), isWhole: false };
  const [later, earlier] = await Promise.all([read(here, to, MOST_AFTER, true), read(from, here, MOST_BEFORE)]);
  return { sightings: [...earlier.reverse(), ...later], isWhole: false };
}

/** What is left of the weeks around these moments, read consistently. */
export async function readWeeks(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  moments: readonly [Instant, ...Instant[]],
): Promise<Week[]> {
  const [first, last] = weeksAround(moments).map((week) => `${WEEK_PREFIX}${week}`) as [string, string];
  const items = await readSubjectItems(client, table, subjectId, { from: first, to: last }, { most: null });
  return items.map(weekOfItem);
}
