import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant } from '../contracts/vocabulary.ts';

/** How far a round over the intake bucket has come. */
export const IntakeProgress = z.strictObject({
  /** When the round began: what came in later is for the next one. */
  startedAt: Instant,
  /** What came in before it was looked at by an earlier round. */
  since: Instant,
  /** The last version that was looked at; null where the round is over. */
  after: z.strictObject({ key: z.string(), versionId: z.string() }).nullable(),
  /** Whether a round is under way: one that has just begun has no `after` either. */
  isRunning: z.boolean(),
  /** When the earliest came in of what this round announced again; null where there was nothing. The next round looks at it once more. */
  announcedFrom: Instant.nullable(),
});
export type IntakeProgress = z.infer<typeof IntakeProgress>;

/** How far a round over the case table has come: the key of the last item that was looked at; null at the beginning. */
export const CasesProgress = z.strictObject({
  after: z.strictObject({ pk: z.string(), sk: z.string() }).nullable(),
});
export type CasesProgress = z.infer<typeof CasesProgress>;

/** Read progress, with what it takes to write over it. */
export interface Known<T> {
  readonly progress: T | null;
  readonly revision: number;
}

/**
 * Where the rounds have come, in the case table: `SWEEP` / name of the round. Of two runs at once that went on from the same place one
 * writes, and the other has looked at the same things, which changes nothing twice.
 */
export class SweepProgress {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** One of an older version is as good as none: the round begins anew. */
  async read<T>(name: 'INTAKE' | 'CASES', schema: z.ZodType<T>): Promise<Known<T>> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { pk: 'SWEEP', sk: name }, ConsistentRead: true }),
    );
    const parsed = schema.safeParse(Item?.progress);
    return { progress: parsed.success ? parsed.data : null, revision: Number(Item?.revision ?? 0) };
  }

  async write(name: 'INTAKE' | 'CASES', progress: unknown, revision: number): Promise<void> {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { pk: 'SWEEP', sk: name, progress, revision: revision + 1 },
          ConditionExpression: 'attribute_not_exists(pk) OR revision = :revision',
          ExpressionAttributeValues: { ':revision': revision },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
