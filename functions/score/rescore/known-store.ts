import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
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

  /**
   * What is kept already of sightings that lie one after another in their subject's history, which bounds what is read: only what was
   * read by the rules of now between the first and the last of them.
   */
  async find(run: RescoreRun, stretch: readonly Sighting[]): Promise<Known[]> {
    const [first, last] = [stretch[0], stretch.at(-1)];
    if (first === undefined || last === undefined) return [];
    const found: Known[] = [];
    for await (const known of this.between(pkOf(run, first.subjectId), skOf(first), skOf(last))) found.push(known);
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
