import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../contracts/conduct.ts';
import { joined, momentsOf } from './conduct/around.ts';
import { recall } from './conduct/recall.ts';
import { traceOf } from './conduct/week.ts';
import { readAround, readWeeks, type StoredWeek } from './history/read-sightings.ts';
import { additionToWeek, sightingItem, WEEK_PREFIX } from './history/stored-sighting.ts';

/** Dropped together, so that a flood pays for it once in so many sightings. */
const SURPLUS_DROPPED = 16;

/**
 * Writes the sighting first and reads the history after it, consistently: of two contacts scored at once, at least one sees both.
 * Writing the same sighting again changes nothing, and no order of writing does. Gives those around its time, this one among them, in
 * the order they were heard: all of them, or where there are more than a reading takes in, the nearest and what stands for the others
 * (`conduct/recall.ts`).
 *
 * The key is on the time that no sender chooses, so that a forward with a forged Date lies beside the mail that it passes on. Cost, with
 * items of about 1 KB: two write units and, of what a subject of few contacts ever had, a read unit for every four; never more than some
 * forty read units, however many there are.
 */
export async function recordSighting(
  client: DynamoDBDocumentClient,
  table: string,
  sighting: Sighting,
): Promise<Sighting[]> {
  const { subjectId } = sighting;
  await write(client, table, sighting);
  const moments = momentsOf(sighting);
  const read = await Promise.all(moments.map((moment) => readAround(client, table, subjectId, moment)));
  const recent = joined(sighting, read);
  if (read.every(({ isWhole }) => isWhole)) return recent;
  const weeks = await readWeeks(client, table, subjectId, moments);
  const { week } = traceOf(sighting);
  await drop(
    client,
    table,
    subjectId,
    weeks.find((one) => one.week === week),
  );
  return recall(recent, weeks, moments.map(Date.parse));
}

async function write(client: DynamoDBDocumentClient, table: string, sighting: Sighting): Promise<void> {
  await Promise.all([
    client.send(new PutCommand({ TableName: table, Item: sightingItem(sighting) })),
    client.send(new UpdateCommand(additionToWeek(table, sighting))),
  ]);
}

/** Keeps the item of a week small. What is dropped stays what it is for whoever drops it or adds it again at the same time. */
async function drop(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  week: StoredWeek | undefined,
): Promise<void> {
  if (week === undefined || week.surplus.length < SURPLUS_DROPPED) return;
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: { pk: `SUBJECT#${subjectId}`, sk: `${WEEK_PREFIX}${week.week}` },
      UpdateExpression: 'DELETE seen :surplus',
      ExpressionAttributeValues: { ':surplus': new Set(week.surplus) },
    }),
  );
}
