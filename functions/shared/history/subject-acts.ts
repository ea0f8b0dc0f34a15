import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Sighting } from '../../contracts/conduct.ts';

const PREFIX = 'SIGHTING#';
/** Written as JSON in one attribute; by older versions as a map. */
const Stored = z.object({
  sk: z.string(),
  sighting: z.union([z.string().transform((text) => JSON.parse(text)), z.unknown()]),
});

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
  const pk = `SUBJECT#${subjectId}`;
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': PREFIX },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: limit,
      ...(cursor !== undefined && { ExclusiveStartKey: { pk, sk: `${PREFIX}${cursor}` } }),
    }),
  );
  const stored = Items.map((item) => Stored.parse(item));
  return {
    sightings: stored.map(({ sighting }) => Sighting.parse(sighting)),
    cursor: LastEvaluatedKey === undefined ? null : (stored.at(-1)?.sk.slice(PREFIX.length) ?? null),
  };
}
