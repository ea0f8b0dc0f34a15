import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { RescoreDifference, RescoreResult, RescoreRun } from '../../contracts/rescore.ts';

/** DynamoDB removes a re-scoring some time after this: it is working paper, and what it led to is in the assessments and cases. */
const KEEP_DAYS = 90;
const DAY_SECONDS = 86_400;

/** How far a re-scoring is: contacts by what came out, and differences that were applied. */
export type RescoreProgress = Readonly<Record<RescoreResult | 'applied', number>>;

export interface DifferencePage {
  readonly differences: RescoreDifference[];
  /** The contact after which the next page begins; null at the end. */
  readonly after: string | null;
}

type Key = { pk: string; sk: string };
const keyOf = (rescoreId: string, sk: string): Key => ({ pk: `RESCORE#${rescoreId}`, sk });
const RESULT = 'RESULT#';
const DIFFERENCE = 'DIFFERENCE#';
const APPLIED = 'APPLIED#';

/** Re-scorings in their table. Every write may be made again. */
export class RescoreStore {
  constructor(
    readonly client: DynamoDBDocumentClient,
    readonly table: string,
  ) {}

  /** Begins a re-scoring. @returns false where it was begun before; that one stands. */
  begin(run: RescoreRun): Promise<boolean> {
    return this.put(run, 'attribute_not_exists(pk)');
  }

  async read(rescoreId: string): Promise<RescoreRun | null> {
    const item = await this.item(keyOf(rescoreId, 'RUN'));
    return item === undefined ? null : RescoreRun.parse(item.run);
  }

  /** Goes from one state of a run to the next. @returns false where another writer came first: read it again. */
  change(from: RescoreRun, to: Omit<RescoreRun, 'revision'>): Promise<boolean> {
    const next = { ...to, revision: from.revision + 1 };
    return this.put(next, '#run.revision = :seen', { ':seen': from.revision });
  }

  /** Notes how a contact came out, the difference before the result, so that a result without it is never seen. */
  async keep(
    run: RescoreRun,
    contactId: string,
    result: RescoreResult,
    difference: RescoreDifference | null,
  ): Promise<void> {
    if (difference !== null) await this.write(run, `${DIFFERENCE}${contactId}`, { difference });
    await this.write(run, `${RESULT}${contactId}`, { result });
  }

  async isDone({ rescoreId }: RescoreRun, contactId: string): Promise<boolean> {
    return (await this.item(keyOf(rescoreId, `${RESULT}${contactId}`))) !== undefined;
  }

  async differenceOf({ rescoreId }: RescoreRun, contactId: string): Promise<RescoreDifference | null> {
    const item = await this.item(keyOf(rescoreId, `${DIFFERENCE}${contactId}`));
    return item === undefined ? null : RescoreDifference.parse(item.difference);
  }

  async differences(rescoreId: string, after: string | null, limit: number): Promise<DifferencePage> {
    const { Items = [], LastEvaluatedKey } = await this.query(rescoreId, DIFFERENCE, {
      Limit: limit,
      ...(after === null ? {} : { ExclusiveStartKey: keyOf(rescoreId, `${DIFFERENCE}${after}`) }),
    });
    const differences = Items.map((item) => RescoreDifference.parse(item.difference));
    return { differences, after: LastEvaluatedKey === undefined ? null : (differences.at(-1)?.contactId ?? null) };
  }

  markApplied(run: RescoreRun, contactId: string): Promise<void> {
    return this.write(run, `${APPLIED}${contactId}`, {});
  }

  /** Counts what is done. Some 100 bytes are read for each contact: a million of them take seconds, and a tenth of a cent. */
  async progress(rescoreId: string): Promise<RescoreProgress> {
    const counts = { same: 0, different: 0, unscored: 0, unreadable: 0, applied: 0 };
    for await (const item of this.all(rescoreId, RESULT)) counts[RescoreResult.parse(item.result)]++;
    for await (const _ of this.all(rescoreId, APPLIED)) counts.applied++;
    return counts;
  }

  private async *all(rescoreId: string, prefix: string): AsyncIterable<Record<string, unknown>> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.query(rescoreId, prefix, start === undefined ? {} : { ExclusiveStartKey: start });
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  private query(
    rescoreId: string,
    prefix: string,
    more: { Limit?: number; ExclusiveStartKey?: Record<string, unknown> },
  ) {
    return this.client.send(
      new QueryCommand({
        TableName: this.table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': `RESCORE#${rescoreId}`, ':prefix': prefix },
        ConsistentRead: true,
        ...more,
      }),
    );
  }

  private async item(key: Key): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: key, ConsistentRead: true }));
    return Item;
  }

  private async write(run: RescoreRun, sk: string, attributes: Record<string, unknown>): Promise<void> {
    const Item = { ...keyOf(run.rescoreId, sk), ...attributes, expiresAt: expiryOf(run) };
    await this.client.send(new PutCommand({ TableName: this.table, Item }));
  }

  private async put(run: RescoreRun, condition: string, values?: Record<string, unknown>): Promise<boolean> {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { ...keyOf(run.rescoreId, 'RUN'), run, expiresAt: expiryOf(run) },
          ConditionExpression: condition,
          ...(values === undefined
            ? {}
            : { ExpressionAttributeNames: { '#run': 'run' }, ExpressionAttributeValues: values }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

/** When DynamoDB may remove an item of a run: seconds since 1970, as its time to live asks for. */
export const expiryOf = ({ at }: Pick<RescoreRun, 'at'>): number =>
  Math.floor(Date.parse(at) / 1000) + KEEP_DAYS * DAY_SECONDS;
