import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../contracts/conduct.ts';
import { joined, momentsOf } from './conduct/around.ts';
import { recall } from './conduct/recall.ts';
import { traceOf } from './conduct/week.ts';
import { readAround, readWeeks } from './history/read-sightings.ts';
import { markInWeek, sightingItem, standInWeek, weekOfItem } from './history/stored-sighting.ts';

/**
 * Writes the sighting first and reads the history after it, consistently: of two contacts scored at once, at least one sees both.
 * Writing the same sighting again changes nothing, and no order of writing does. Gives those around its time, this one among them, in
 * the order they were heard: all of them, or where there are more than a reading takes in, the nearest and what stands for the others
 * (`conduct/recall.ts`).
 *
 * The key is on the time that no sender chooses, so that a forward with a forged Date lies beside the mail that it passes on. Cost, with
 * items of about 1 KB: a write unit for the sighting, an update or two of its week, which grows to 6 KB in a flood; a read unit for every
 * four sightings where they are few, and never more than some forty, however many there are.
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
  return recall(recent, weeks, moments.map(Date.parse));
}

async function write(client: DynamoDBDocumentClient, table: string, sighting: Sighting): Promise<void> {
  await Promise.all([
    client.send(new PutCommand({ TableName: table, Item: sightingItem(sighting) })),
    addToWeek(client, table, sighting),
  ]);
}

/**
 * Adds a sighting to its week. Each attribute only ever changes one way, so that it can be done again and in any order: the mark of its
 * day is set, and the sighting itself where none stands before it. One update in a flood, two for the first of its part of a week.
 */
export async function addToWeek(client: DynamoDBDocumentClient, table: string, sighting: Sighting): Promise<void> {
  const trace = traceOf(sighting);
  const { Attributes } = await client.send(new UpdateCommand({ ...markInWeek(table, trace), ReturnValues: 'ALL_NEW' }));
  const first = weekOfItem(Attributes ?? {}).standing.get(trace.part);
  if (first !== undefined && first.rank < trace.rank) return;
  try {
    await client.send(new UpdateCommand(standInWeek(table, trace)));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
