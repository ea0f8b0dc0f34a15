import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Sighting } from '../../contracts/conduct.ts';
import { historyKey, SIGHTING_PREFIX, sightingIn } from './subject-items.ts';

const Key = z.object({ sk: z.string() });

export interface SightingsPage {
  /** Newest first, by when they were heard. */
  readonly sightings: readonly Sighting[];
  /** For what came before, or null at the end. */
  readonly cursor: string | null;
}

/**
 * What a subject's history holds of their contacts, a page at a time, read consistently. One read unit for every four.
 * @param limit of a page, at most a few hundred: a page of DynamoDB ends at a megabyte.
 * @param cursor of an earlier page; any text is one, and only says where to go on.
 */
export async function readSightingsPage(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  limit: number,
  cursor?: string,
): Promise<SightingsPage> {
  const pk = historyKey(subjectId);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': SIGHTING_PREFIX },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: limit,
      ...(cursor !== undefined && { ExclusiveStartKey: { pk, sk: `${SIGHTING_PREFIX}${cursor}` } }),
    }),
  );
  const last = LastEvaluatedKey === undefined ? undefined : Items.at(-1);
  return {
    sightings: Items.map(sightingIn),
    cursor: last === undefined ? null : Key.parse(last).sk.slice(SIGHTING_PREFIX.length),
  };
}
