import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from '@hono/zod-openapi';
import { ConsoleRole, Instant, Sha256 } from '../../contracts/vocabulary.ts';
import { CursorError } from '../../shared/case/summary.ts';

/**
 * That a person saw something, or changed a case: who, what, when, and why where they said it (requirement 31). `AUDIT#{day}` /
 * `{at}#{…}`, one item a view, so that everything that was seen in a time is found without a scan of the table. Beside the events of
 * the cases, which are the chained record: `event` names the one that says the same, so that this log can be checked by those.
 */
export const AccessEntry = z.strictObject({
  at: Instant,
  personId: z.string(),
  personName: z.string(),
  roles: z.array(ConsoleRole),
  what: z.string(),
  caseId: z.string().nullable(),
  contactId: z.string().nullable(),
  subjectId: z.string().nullable(),
  /** The cases of a page of a list. */
  caseIds: z.array(z.string()),
  reason: z.string().nullable(),
  event: z.strictObject({ number: z.int().positive(), hash: Sha256 }).nullable(),
});
export type AccessEntry = z.infer<typeof AccessEntry>;

/** Entries are asked for by the time they were made. */
export interface AccessAsked {
  readonly from: Instant;
  readonly to: Instant;
  readonly personId?: string | undefined;
  readonly caseId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface AccessPage {
  readonly entries: AccessEntry[];
  readonly cursor: string | null;
}

const PREFIX = 'AUDIT#';
const DAY_MS = 86_400_000;
const Cursor = z.strictObject({ pk: z.string().startsWith(PREFIX), sk: z.string() });
type Cursor = z.infer<typeof Cursor>;

const dayKey = (instant: Instant): string => `${PREFIX}${instant.slice(0, 10)}`;

export class AccessLog {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** What cannot be noted is not shown: the caller lets the error through. */
  async note(entry: AccessEntry): Promise<void> {
    const unique = entry.event === null ? randomUUID() : `${entry.caseId}#${entry.event.number}`;
    const Item = { pk: dayKey(entry.at), sk: `${entry.at}#${unique}`, ...entry };
    await this.client.send(new PutCommand({ TableName: this.table, Item }));
  }

  /** The newest first. @throws CursorError */
  async list({ from, to, personId, caseId, limit, cursor }: AccessAsked): Promise<AccessPage> {
    const entries: AccessEntry[] = [];
    let after = cursor === undefined ? undefined : readCursor(cursor, from, to);
    let last: Cursor | undefined;
    const start = after?.pk.slice(PREFIX.length) ?? to.slice(0, 10);
    for (let day = start; day >= from.slice(0, 10); day = dayBefore(day)) {
      do {
        const { Items = [], LastEvaluatedKey } = await this.client.send(
          new QueryCommand({
            TableName: this.table,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            ...filterOf(personId, caseId, { ':pk': `${PREFIX}${day}`, ':from': from, ':to': `${to}~` }),
            ScanIndexForward: false,
            ConsistentRead: true,
            ...(after === undefined ? {} : { ExclusiveStartKey: after }),
          }),
        );
        for (const { pk, sk, ...entry } of Items) {
          if (last !== undefined && entries.length === limit) return { entries, cursor: writeCursor(last) };
          entries.push(AccessEntry.parse(entry));
          last = Cursor.parse({ pk, sk });
        }
        after = LastEvaluatedKey === undefined ? undefined : Cursor.parse(LastEvaluatedKey);
      } while (after !== undefined);
    }
    return { entries, cursor: null };
  }
}

function filterOf(personId: string | undefined, caseId: string | undefined, values: Record<string, string>) {
  const filters = [
    ...(personId === undefined ? [] : ['personId = :personId']),
    ...(caseId === undefined ? [] : ['(caseId = :caseId OR contains(caseIds, :caseId))']),
  ];
  return {
    ...(filters.length === 0 ? {} : { FilterExpression: filters.join(' AND ') }),
    ExpressionAttributeValues: {
      ...values,
      ...(personId === undefined ? {} : { ':personId': personId }),
      ...(caseId === undefined ? {} : { ':caseId': caseId }),
    },
  };
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - DAY_MS).toISOString().slice(0, 10);

const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(text: string, from: Instant, to: Instant): Cursor {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (cursor.pk >= dayKey(from) && cursor.pk <= dayKey(to)) return cursor;
  } catch (cause) {
    throw new CursorError('The cursor is not one that this list gave out. Start again without it.', { cause });
  }
  throw new CursorError('The cursor belongs to another time. Start again without it.');
}
