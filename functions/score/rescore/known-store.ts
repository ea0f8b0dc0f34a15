import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Sighting } from '../../contracts/conduct.ts';
import type { RescoreRun } from '../../contracts/rescore.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { expiryOf } from '../../shared/rescore/store.ts';
import type { Known } from './as-it-was.ts';

const Kept = z.object({ sighting: Sighting, scoredAt: Instant });

const pkOf = ({ rescoreId }: RescoreRun, subjectId: string): string => `RESCORE#${rescoreId}#SUBJECT#${subjectId}`;
const skOf = ({ heardAt, contactId }: Pick<Sighting, 'heardAt' | 'contactId'>): string =>
  `KNOWN#${heardAt}#${contactId}`;

/**
 * Sightings by the rules of one re-scoring, apart from the subjects' histories, which a dry run leaves as they are: so each contact is read
 * once, and not once for every later contact of its subject.
 */
export class KnownStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  async keep(run: RescoreRun, { sighting, scoredAt }: Known): Promise<void> {
    const Item = {
      pk: pkOf(run, sighting.subjectId),
      sk: skOf(sighting),
      sighting,
      scoredAt,
      expiresAt: expiryOf(run),
    };
    await this.client.send(new PutCommand({ TableName: this.table, Item }));
  }

  /** What is kept already of these sightings' contacts, by the contacts' ids. */
  async find(run: RescoreRun, sightings: readonly Sighting[]): Promise<Map<string, Known>> {
    const found = new Map<string, Known>();
    for (const subjectId of new Set(sightings.map((sighting) => sighting.subjectId))) {
      const places = sightings
        .filter((sighting) => sighting.subjectId === subjectId)
        .map(skOf)
        .sort();
      for await (const known of this.between(pkOf(run, subjectId), places[0] ?? '', places.at(-1) ?? '')) {
        found.set(known.sighting.contactId, known);
      }
    }
    return found;
  }

  private async *between(pk: string, first: string, last: string): AsyncIterable<Known> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':pk': pk, ':first': first, ':last': last },
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      for (const item of page.Items ?? []) yield Kept.parse(item);
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }
}
