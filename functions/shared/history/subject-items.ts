import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Sighting } from '../../contracts/conduct.ts';
import type { Instant } from '../../contracts/vocabulary.ts';

/** What people decided and were told of is kept as long as records are held at least (requirement 36). */
const KEEP_DAYS = 5 * 366;
const DAY_MILLISECONDS = 86_400_000;

export const SIGHTING_PREFIX = 'SIGHTING#';

/** The partition of the history table that holds all of one subject. */
export const historyKey = (subjectId: string): string => `SUBJECT#${subjectId}`;

/** When DynamoDB may remove a record of this time, in seconds since 1970. */
export const keptUntil = (at: Instant): number => Math.floor((Date.parse(at) + KEEP_DAYS * DAY_MILLISECONDS) / 1000);

/** Which of a subject's items, by their sort keys: all that begin so, or all between two, both included. */
export type SortKeys = { readonly prefix: string } | { readonly from: string; readonly to: string };

export interface ItemsAsked {
  /** At most so many; null for all. */
  readonly most: number | null;
  readonly newestFirst?: boolean;
  /** Their sort keys alone: what is read costs the same, and less is sent. */
  readonly keysOnly?: boolean;
}

/** A subject's items in the order of their sort keys, read consistently. A page of DynamoDB ends at a megabyte: the next one goes on. */
export async function readSubjectItems(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  keys: SortKeys,
  { most, newestFirst = false, keysOnly = false }: ItemsAsked,
): Promise<Record<string, unknown>[]> {
  const [which, values] =
    'prefix' in keys
      ? ['begins_with(sk, :prefix)', { ':prefix': keys.prefix }]
      : ['sk BETWEEN :from AND :to', { ':from': keys.from, ':to': keys.to }];
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: `pk = :pk AND ${which}`,
        ExpressionAttributeValues: { ':pk': historyKey(subjectId), ...values },
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        ...(keysOnly && { ProjectionExpression: 'sk' }),
        ...(most !== null && { Limit: most - items.length }),
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && (most === null || items.length < most));
  return items;
}

/** As JSON in one attribute; as a map in what an older version wrote. */
const SightingItem = z.object({
  sighting: z.union([z.string().transform((text): unknown => JSON.parse(text)), z.unknown()]),
});

/** The sighting that an item holds. @throws ZodError or SyntaxError where it holds none. */
export const sightingIn = (item: unknown): Sighting => Sighting.parse(SightingItem.parse(item).sighting);
