import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CaseState } from '../../contracts/case.ts';
import { NeedToKnow } from '../../contracts/case-access.ts';
import { DeadlineKind } from '../../contracts/case-clocks.ts';
import { WorkState } from '../../contracts/case-work.ts';
import { Instant, type Lane } from '../../contracts/vocabulary.ts';
import { UndertoneError } from '../errors.ts';
import { earliestDeadline, sortKeyOf } from './deadlines.ts';
import { heldContacts } from './held.ts';
import { caseKey, SUMMARY_KEY } from './keys.ts';
import { needToKnow } from './need-to-know.ts';

/**
 * What a queue shows of a case, and the index `by-status` holds. It is made from the events and never the other way round, and
 * says how far it got, so that anyone who reads the events sees when it is behind, or when events were cut off behind its back.
 */
export const CaseSummary = z.object({
  ...CaseState.pick({
    caseId: true,
    caseNumber: true,
    subjectId: true,
    status: true,
    priority: true,
    lane: true,
    openedAt: true,
    noticeRenewedAt: true,
    acknowledgeDueAt: true,
    acknowledgedAt: true,
    escalationStep: true,
    disposition: true,
    lastNumber: true,
    lastHash: true,
  }).shape,
  /** The earliest deadline that runs, of whatever kind, and which it is; null where none does. */
  deadline: z.object({ kind: DeadlineKind, at: Instant }).nullable(),
  /** The sort key of the index: see {@link sortKeyOf}. */
  dueAt: Instant,
  /** Since when an original of the case is neither in the vault nor known to be missing; null where none is. */
  originalAwaitedSince: Instant.nullable(),
  /** Of acts: the same message seen again is not counted. */
  contactCount: z.int().min(1),
  targetIds: z.array(z.string()),
  /** Left out by a version that knew of none. */
  purpose: CaseState.shape.purpose.default(null),
  /** The deciding row's why: written by the operator, holds nothing that anybody sent. */
  why: z.string().nullable(),
  /** Who may see that there is such a case. A summary without it is made anew from the events, and is in no list before. */
  need: NeedToKnow,
  /** Who has it, and since when; as the next two, left out by a version that knew of none. */
  holder: WorkState.shape.holder.default(null),
  /** The end of its rest. It is over when that is past, whether or not the case has been woken. */
  snoozedUntil: Instant.nullable().default(null),
  /** The case in which it goes on; a closed one without a disposition is such a one. */
  mergedInto: z.string().nullable().default(null),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export function summarize(state: CaseState): CaseSummary {
  return CaseSummary.parse({
    ...state,
    deadline: earliestDeadline(state),
    dueAt: sortKeyOf(state),
    originalAwaitedSince: state.clocks.unpreserved[0]?.since ?? null,
    contactCount: heldContacts(state).filter(({ sightingOf }) => sightingOf === undefined).length,
    targetIds: [...new Set(heldContacts(state).flatMap(({ targetIds }) => targetIds))],
    why: state.reasons[0]?.why ?? null,
    need: needToKnow(state),
    holder: state.work.holder,
    snoozedUntil: state.work.snooze?.until ?? null,
    mergedInto: state.relations.mergedInto?.caseId ?? null,
  });
}

export async function readSummary(
  client: DynamoDBDocumentClient,
  table: string,
  caseId: string,
): Promise<CaseSummary | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: { pk: caseKey(caseId), sk: SUMMARY_KEY }, ConsistentRead: true }),
  );
  return CaseSummary.safeParse(Item).data ?? null; // One of an older version is as good as none: it is written anew.
}

/** Writes the summary of a state unless a newer one is there: of two writers the one who saw more events wins, in any order. */
export async function writeSummary(client: DynamoDBDocumentClient, table: string, state: CaseState): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: caseKey(state.caseId), sk: SUMMARY_KEY, ...summarize(state) },
        ConditionExpression: 'attribute_not_exists(lastNumber) OR lastNumber <= :number',
        ExpressionAttributeValues: { ':number': state.lastNumber },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** A cursor that this list did not give out, or gave out for another list. */
export class CursorError extends UndertoneError {
  override readonly name = 'CursorError';
}

export interface CaseListing {
  readonly status: CaseState['status'];
  readonly lane?: Lane | undefined;
  /** Only cases whose deadline is at or before this. */
  readonly dueBy?: Instant | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Left out: all. What it leaves out is in no page, no count and no cursor. */
  readonly isFor?: ((summary: CaseSummary) => boolean) | undefined;
}

/** Items read at once at the least: a page of which a lane's filter leaves nothing costs as much as a full one. */
const SMALLEST_PAGE = 50;
/** Where most may be other people's cases, from the second page on. DynamoDB ends a page at a megabyte whatever is asked for. */
const LARGEST_PAGE = 500;

/** The keys of an item of the index; they are never wrong, or it would not be in there. */
const Cursor = z.object({ pk: z.string(), sk: z.literal(SUMMARY_KEY), status: z.string(), dueAt: z.string() });
type Cursor = z.infer<typeof Cursor>;

export interface CasePage {
  readonly summaries: CaseSummary[];
  /** Cases that are in the index and can be neither shown nor mended: somebody has to look at them. */
  readonly unreadable: string[];
  /** For what comes after, or null at the end. */
  readonly cursor: string | null;
}

/**
 * Summaries by status, the earliest deadline first. Eventually consistent, as an index is: read the case before acting on it.
 * @param mend gives the summary of a case whose own cannot be read, or null: one spoilt item must not hide the others.
 * @throws CursorError
 */
export async function listSummaries(
  client: DynamoDBDocumentClient,
  table: string,
  { status, lane, dueBy, limit, cursor, isFor }: CaseListing,
  mend: (caseId: string) => Promise<CaseSummary | null>,
): Promise<CasePage> {
  const summaries: CaseSummary[] = [];
  const unreadable: string[] = [];
  let last: Cursor | undefined;
  let after = cursor === undefined ? undefined : readCursor(cursor, status);
  // Who sees every case waits for no more than they asked for; who sees few of them does not go there and back for each.
  let pageSize = Math.max(limit + 1, SMALLEST_PAGE);
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'by-status',
        KeyConditionExpression: dueBy === undefined ? '#status = :status' : '#status = :status AND dueAt <= :dueBy',
        ...(lane === undefined ? {} : { FilterExpression: 'lane = :lane' }),
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': status,
          ...(lane === undefined ? {} : { ':lane': lane }),
          ...(dueBy === undefined ? {} : { ':dueBy': dueBy }),
        },
        Limit: pageSize,
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      }),
    );
    for (const item of page.Items ?? []) {
      const place = Cursor.parse(item);
      const caseId = place.pk.slice(caseKey('').length);
      const summary = CaseSummary.safeParse(item).data ?? (await mend(caseId));
      if (summary === null) unreadable.push(caseId);
      if (summary === null || isFor?.(summary) === false) continue;
      if (last !== undefined && summaries.length === limit) return { summaries, unreadable, cursor: writeCursor(last) };
      last = place;
      summaries.push(summary);
    }
    after = page.LastEvaluatedKey === undefined ? undefined : Cursor.parse(page.LastEvaluatedKey);
    if (isFor !== undefined) pageSize = Math.max(pageSize, LARGEST_PAGE);
  } while (after !== undefined);
  return { summaries, unreadable, cursor: null };
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(text: string, status: CaseState['status']): Cursor {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (cursor.status === status) return cursor;
  } catch (cause) {
    throw new CursorError('The cursor is not one that this list gave out. Start again without it.', { cause });
  }
  throw new CursorError(`The cursor belongs to another status than ${status}. Start again without it.`);
}
