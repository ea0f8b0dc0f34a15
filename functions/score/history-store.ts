import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Sighting } from '../contracts/conduct.ts';
import type { Instant } from '../contracts/vocabulary.ts';

/** Longer than the longest window of a conduct detection (90 days), so that what arrives late still meets what was before it. */
export const HISTORY_DAYS = 120;
/** A subject with more sightings than this in the window is a flood; the newest ones tell what it is. */
export const MOST_SIGHTINGS_READ = 1000;
/** DynamoDB removes a sighting some time after this; the vault keeps what a case stands on. */
const KEEP_DAYS = 400;

const DAY_MILLISECONDS = 86_400_000;
const PREFIX = 'SIGHTING#';

/**
 * Writes the sighting first and reads the history after it, consistently: of two contacts scored at once, at least one sees both.
 * Writing the same sighting again changes nothing. Gives those around its time, this one among them, in the order they were heard.
 *
 * The key is on the time that no sender chooses, so that a forward with a forged Date lies beside the mail that it passes on. Cost, with
 * items of about 1 KB: one write unit, or two; and a read unit for every four sightings of the subject within 120 days of this one.
 */
export async function recordSighting(
  client: DynamoDBDocumentClient,
  table: string,
  sighting: Sighting,
): Promise<Sighting[]> {
  const { subjectId, contactId, at, heardAt } = sighting;
  const pk = `SUBJECT#${subjectId}`;
  const expiresAt = Math.floor((Date.parse(heardAt) + KEEP_DAYS * DAY_MILLISECONDS) / 1000);
  await client.send(
    new PutCommand({ TableName: table, Item: { pk, sk: `${PREFIX}${heardAt}#${contactId}`, expiresAt, sighting } }),
  );
  // What was passed on late stands in the history of then and of now.
  return readSightings(client, table, subjectId, at < heardAt ? [at, heardAt] : [heardAt, at]);
}

async function readSightings(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  [first, last]: readonly [Instant, Instant],
): Promise<Sighting[]> {
  const from = new Date(Date.parse(first) - HISTORY_DAYS * DAY_MILLISECONDS).toISOString();
  const to = new Date(Date.parse(last) + HISTORY_DAYS * DAY_MILLISECONDS).toISOString();
  const sightings: Sighting[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': `SUBJECT#${subjectId}`,
          ':from': `${PREFIX}${from}`,
          ':to': `${PREFIX}${to}`,
        },
        ConsistentRead: true,
        ScanIndexForward: false,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    sightings.push(...(page.Items ?? []).map((item) => Sighting.parse(item.sighting)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && sightings.length < MOST_SIGHTINGS_READ);
  return sightings.reverse();
}
