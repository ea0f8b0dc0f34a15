import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ContactOutcome, DeletionRequest, EndedEvidence } from '../../contracts/retention.ts';
import type { Instant } from '../../contracts/vocabulary.ts';

const REQUESTS = 'DELETIONS';
const ENDED = 'ENDED';
const CONTACT = 'CONTACT#';
const DAY_MS = 86_400_000;
/** Written anew each day: what is older is so no more. */
const ENDED_HOLDS_DAYS = 2;
/** What a request came to is on record as long as records are held at least (requirement 36; Cal. Code Regs. title 11, 7101 asks for two years). */
const KEEP_MS = 5 * 366 * DAY_MS;

export interface OutcomePage {
  readonly outcomes: ContactOutcome[];
  /** The contact after which the next page begins; null at the end. */
  readonly after: string | null;
}

/** Requests for deletion, what became of each contact, and what legal may release; in their own table. Every write may be made again. */
export class RequestStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** @returns false where it was begun before; that one stands. */
  begin(request: DeletionRequest): Promise<boolean> {
    return this.put(request, { ConditionExpression: 'attribute_not_exists(pk)' });
  }

  async read(deletionId: string): Promise<DeletionRequest | null> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { pk: REQUESTS, sk: deletionId }, ConsistentRead: true }),
    );
    return Item === undefined ? null : DeletionRequest.parse(Item.request);
  }

  /** Goes from one state of a request to the next. @returns null where another writer came first: read it again. */
  async change(from: DeletionRequest, to: Partial<Omit<DeletionRequest, 'revision'>>): Promise<DeletionRequest | null> {
    const next = { ...from, ...to, revision: from.revision + 1 };
    const isWritten = await this.put(next, {
      ConditionExpression: '#request.revision = :seen',
      ExpressionAttributeNames: { '#request': 'request' },
      ExpressionAttributeValues: { ':seen': from.revision },
    });
    return isWritten ? next : null;
  }

  /** All that there are. They are rare: a page of DynamoDB holds two thousand. */
  async all(): Promise<DeletionRequest[]> {
    const items = await this.items(REQUESTS, '');
    return items.map(({ request }) => DeletionRequest.parse(request));
  }

  /** Puts down what became of a contact; the last word counts. */
  async note({ deletionId, askedAt }: DeletionRequest, outcome: ContactOutcome): Promise<void> {
    const key = { pk: pkOf(deletionId), sk: `${CONTACT}${outcome.contactId}` };
    await this.client.send(new PutCommand({ TableName: this.table, Item: { ...key, outcome, ...expiring(askedAt) } }));
  }

  async outcomes(deletionId: string, after: string | null, limit: number): Promise<OutcomePage> {
    const pk = pkOf(deletionId);
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': CONTACT },
        ConsistentRead: true,
        Limit: limit,
        ...(after === null ? {} : { ExclusiveStartKey: { pk, sk: `${CONTACT}${after}` } }),
      }),
    );
    const outcomes = Items.map((item) => ContactOutcome.parse(item.outcome));
    return { outcomes, after: LastEvaluatedKey === undefined ? null : (outcomes.at(-1)?.contactId ?? null) };
  }

  async noteEnded(evidence: EndedEvidence): Promise<void> {
    const key = { pk: ENDED, sk: `${evidence.caseId}#${evidence.contactId}` };
    const expiresAt = Math.floor((Date.parse(evidence.listedAt) + 2 * ENDED_HOLDS_DAYS * DAY_MS) / 1000);
    await this.client.send(new PutCommand({ TableName: this.table, Item: { ...key, evidence, expiresAt } }));
  }

  /** What the last rounds found; none that was found longer ago, for something holds it since. */
  async ended(at: Instant): Promise<EndedEvidence[]> {
    const items = await this.items(ENDED, '');
    return items
      .map(({ evidence }) => EndedEvidence.parse(evidence))
      .filter(({ listedAt }) => Date.parse(at) - Date.parse(listedAt) < ENDED_HOLDS_DAYS * DAY_MS);
  }

  private async items(pk: string, prefix: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': pk, ...(prefix === '' ? {} : { ':prefix': prefix }) },
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  private async put(request: DeletionRequest, condition: Record<string, unknown>): Promise<boolean> {
    const key = { pk: REQUESTS, sk: request.deletionId };
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { ...key, request, ...expiring(request.askedAt) },
          ...condition,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

const pkOf = (deletionId: string): string => `DELETION#${deletionId}`;

const expiring = (askedAt: Instant) => ({ expiresAt: Math.floor((Date.parse(askedAt) + KEEP_MS) / 1000) });
