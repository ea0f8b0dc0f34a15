import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../contracts/conduct.ts';
import { momentsOf } from '../conduct/around.ts';
import { readAround } from '../history/read-sightings.ts';

/** The history of a subject around a sighting, as `score` reads it where it is not too long to be read whole; nothing is written. */
export async function readHistory(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  sighting: Sighting,
): Promise<Sighting[]> {
  const read = await Promise.all(momentsOf(sighting).map((moment) => readAround(client, table, subjectId, moment)));
  return [...new Map(read.flatMap(({ sightings }) => sightings).map((one) => [one.contactId, one])).values()];
}
