import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant, RosterRole } from '../../contracts/vocabulary.ts';

/** How far a role's mail of a day is. */
export const DigestItem = z.object({
  role: RosterRole,
  /** Such as `2026-07-15`, in the roster's time zone. */
  day: z.string(),
  /** `claimed`: a run writes it. `sent`, `refused`: by SES, and the cases still have to say so. `done`: they do, or there was none. */
  state: z.enum(['claimed', 'sent', 'refused', 'done']),
  /** When the run that is at work began; after a while another may take over. */
  claimedAt: Instant,
  /** What came into a case after it is for the next day. */
  composedAt: Instant,
  deliveryId: z.string().nullable(),
  /** Why it was refused. */
  reason: z.string().nullable(),
  caseIds: z.array(z.string()),
});
export type DigestItem = z.infer<typeof DigestItem>;

const keyOfDigest = (role: string, day: string) => ({ pk: `DIGEST#${role}`, sk: `DAY#${day}` });

/** One item a role and day in the table of the cases: `DIGEST#{role}` / `DAY#{day}`. */
export class DigestStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  async read(role: RosterRole, day: string): Promise<DigestItem | null> {
    return this.readByKey(role, day);
  }

  /** By the tags of a mail. */
  async readByKey(role: string, day: string): Promise<DigestItem | null> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: keyOfDigest(role, day), ConsistentRead: true }),
    );
    return Item === undefined ? null : DigestItem.parse(Item);
  }

  /** Puts an item in place of what was read, where nobody else has meanwhile. @returns whether it did. */
  async replace(before: DigestItem | null, item: DigestItem): Promise<boolean> {
    const condition =
      before === null
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#state = :state AND claimedAt = :claimedAt',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':state': before.state, ':claimedAt': before.claimedAt },
          };
    try {
      await this.client.send(
        new PutCommand({ TableName: this.table, Item: { ...keyOfDigest(item.role, item.day), ...item }, ...condition }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
