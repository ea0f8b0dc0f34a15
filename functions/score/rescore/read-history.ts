import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../contracts/conduct.ts';
import { momentsOf } from '../conduct/around.ts';
import { readAround } from '../history/read-sightings.ts';

/**
 * The sightings of a subject around a sighting as they are kept, in order: a stretch around when it was heard, and one around when it
 * happened where that is another time. Without what stands for the rest of each week where there are more than a reading takes in, so
 * that of one who writes so much letters count where in `score` days do. Nothing is written.
 */
export function readHistory(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  sighting: Sighting,
): Promise<(readonly Sighting[])[]> {
  const moments = momentsOf(sighting);
  return Promise.all(moments.map(async (moment) => (await readAround(client, table, subjectId, moment)).sightings));
}
