import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Act } from '../contracts/conduct.ts';
import type { Instant } from '../contracts/vocabulary.ts';

/** Longer than the longest window of a conduct detection (90 days), so that an act that arrives late still meets those before it. */
export const HISTORY_DAYS = 120;
/** A subject with more acts than this in the window is a flood; the newest ones tell what it is. */
export const MOST_ACTS_READ = 1000;
/** DynamoDB removes an act some time after this; the vault keeps what a case stands on. */
const KEEP_DAYS = 400;

const DAY_MILLISECONDS = 86_400_000;

/**
 * Writes the act first and reads the history after it, consistently: of two contacts scored at once, at least one sees both.
 * Writing the same act again changes nothing. Gives the acts around its time, this one among them, in order of time.
 */
export async function recordAct(client: DynamoDBDocumentClient, table: string, act: Act): Promise<Act[]> {
  const pk = `SUBJECT#${act.subjectId}`;
  const expiresAt = Math.floor((Date.parse(act.at) + KEEP_DAYS * DAY_MILLISECONDS) / 1000);
  await client.send(
    new PutCommand({ TableName: table, Item: { pk, sk: sortKey(act.at, act.contactId), expiresAt, act } }),
  );
  return readActs(client, table, act.subjectId, act.at);
}

async function readActs(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  around: Instant,
): Promise<Act[]> {
  const from = new Date(Date.parse(around) - HISTORY_DAYS * DAY_MILLISECONDS).toISOString();
  const to = new Date(Date.parse(around) + HISTORY_DAYS * DAY_MILLISECONDS).toISOString();
  const acts: Act[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': `SUBJECT#${subjectId}`, ':from': `ACT#${from}`, ':to': `ACT#${to}` },
        ConsistentRead: true,
        ScanIndexForward: false,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    acts.push(...(page.Items ?? []).map((item) => Act.parse(item.act)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && acts.length < MOST_ACTS_READ);
  return acts.reverse();
}

const sortKey = (at: Instant, contactId: string) => `ACT#${at}#${contactId}`;
