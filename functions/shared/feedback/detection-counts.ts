import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Assessment } from '../../contracts/assessment.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { sha256Hex } from '../hash.ts';
import { monthsOf } from './months.ts';

/** Each takes a thousand writes a second (DynamoDB developer guide, "Best practices for partition keys"): enough for any flood. */
const SHARDS = 8;
/** As long as the history of subjects. */
const KEEP_SECONDS = 400 * 86_400;

/** How often a detection fired on a day: in how many contacts, how many of these were flagged, and in how many context lowered it to nothing. */
export interface DayCount {
  readonly id: string;
  readonly day: string;
  readonly fired: number;
  readonly flagged: number;
  readonly lowered: number;
}

const Stored = z.object({ sk: z.string(), fired: z.number(), flagged: z.number(), lowered: z.number() });

const keyOf = (month: string, shard: number): string => `DETECTIONS#${month}#${shard}`;
const shardOf = (id: string): number => Number.parseInt(sha256Hex(id).slice(0, 2), 16) % SHARDS;

/**
 * Counts what fired in a contact, patterns of conduct among it: `DETECTIONS#{month}#{shard}` / `{day}#{id}` of the history table. One write
 * unit for each detection that fired, which in an ordinary mail is none. Called when an assessment is written for the first time; a crash
 * before it leaves one contact uncounted, and nothing is counted twice.
 */
export async function countFirings(
  client: DynamoDBDocumentClient,
  table: string,
  { signals, conduct, flagged, scoredAt }: Pick<Assessment, 'signals' | 'conduct' | 'flagged' | 'scoredAt'>,
): Promise<void> {
  const ids = new Set([...signals, ...conduct].map(({ id }) => id));
  const day = scoredAt.slice(0, 10);
  const expiresAt = Math.floor(Date.parse(scoredAt) / 1000) + KEEP_SECONDS;
  await Promise.all(
    [...ids].map((id) => {
      const own = signals.filter((signal) => signal.id === id);
      const isLowered =
        own.length > 0 && own.every(({ severity, severityBefore }) => severity === 0 && severityBefore > 0);
      return client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: keyOf(scoredAt.slice(0, 7), shardOf(id)), sk: `${day}#${id}` },
          UpdateExpression: 'SET expiresAt = :until ADD fired :one, flagged :flagged, lowered :lowered',
          ExpressionAttributeValues: {
            ':until': expiresAt,
            ':one': 1,
            ':flagged': flagged ? 1 : 0,
            ':lowered': isLowered ? 1 : 0,
          },
        }),
      );
    }),
  );
}

/** What fired on the days of a time. Eight queries a month: a month of 400 detections is some 300 read units at the most. */
export async function readCounts(
  client: DynamoDBDocumentClient,
  table: string,
  from: Instant,
  to: Instant,
): Promise<DayCount[]> {
  const keys = monthsOf(from, to).flatMap((month) => Array.from({ length: SHARDS }, (_, shard) => keyOf(month, shard)));
  const pages = await Promise.all(keys.map((pk) => readShard(client, table, pk, from.slice(0, 10), to.slice(0, 10))));
  return pages.flat();
}

async function readShard(
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
  firstDay: string,
  lastDay: string,
): Promise<DayCount[]> {
  const counts: DayCount[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': pk, ':first': `${firstDay}#`, ':last': `${lastDay}#~` },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? []) {
      const { sk, fired, flagged, lowered } = Stored.parse(item);
      counts.push({ day: sk.slice(0, 10), id: sk.slice(11), fired, flagged, lowered });
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return counts;
}
