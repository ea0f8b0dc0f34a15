import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
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
import { SIGHTING_PREFIX, SUBJECT_PREFIX, WEEK_PREFIX, weekOfItem } from './stored-sighting.ts';

/** After every contact of the same instant, in the order of a sort key. */
const LAST = '#~';

/** As text; as members in what an older version wrote. */
const SightingItem = z.object({
  sighting: z.union([z.string().transform((text): unknown => JSON.parse(text)), z.unknown()]),
});

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
    (await query(client, table, subjectId, [first, last], most, isForward)).map((item) =>
      Sighting.parse(SightingItem.parse(item).sighting),
    );
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
  const items = await query(client, table, subjectId, [first, last], null, true);
  return items.map(weekOfItem);
}

/** A page of DynamoDB ends at a megabyte, whatever the limit: the next one goes on. */
async function query(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  [from, to]: readonly [string, string],
  most: number | null,
  isForward: boolean,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': `${SUBJECT_PREFIX}${subjectId}`, ':from': from, ':to': to },
        ConsistentRead: true,
        ScanIndexForward: isForward,
        ...(most !== null && { Limit: most - items.length }),
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && (most === null || items.length < most));
  return items;
}
