import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../contracts/vocabulary.ts';
import { caseKey, EVENT_PREFIX, SUMMARY_KEY } from '../shared/case/keys.ts';
import type { CasesProgress } from './progress.ts';

/** What a page of the case table shows of a case: a part of its events where the page ends within them. */
export interface CaseRow {
  readonly caseId: string;
  /** Of the last event on the page. */
  readonly lastNumber: number;
  /** How far the summary says that it got; null where it is not on the page, or is not there. */
  readonly summarizedTo: number | null;
  readonly originalAwaitedSince: Instant | null;
}

const Item = z.object({
  pk: z.string(),
  sk: z.string(),
  number: z.number().default(0),
  lastNumber: z.number().optional().catch(undefined),
  originalAwaitedSince: z.string().nullish().catch(null),
});

/** A page of the case table, of 1 MB at the most, in the order of the table's own. */
export async function readCaseRows(
  client: DynamoDBDocumentClient,
  table: string,
  after: CasesProgress['after'],
  pageSize?: number,
): Promise<{ rows: CaseRow[]; next: CasesProgress['after'] }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new ScanCommand({
      TableName: table,
      ProjectionExpression: 'pk, sk, #number, lastNumber, originalAwaitedSince',
      ExpressionAttributeNames: { '#number': 'number' },
      ...(pageSize === undefined ? {} : { Limit: pageSize }),
      ...(after === null ? {} : { ExclusiveStartKey: after }),
    }),
  );
  const rows = new Map<string, CaseRow>();
  for (const item of Items.map((one) => Item.parse(one))) {
    if (!item.pk.startsWith(caseKey(''))) continue;
    const caseId = item.pk.slice(caseKey('').length);
    const known = rows.get(caseId) ?? { caseId, lastNumber: 0, summarizedTo: null, originalAwaitedSince: null };
    if (item.sk.startsWith(EVENT_PREFIX)) {
      rows.set(caseId, { ...known, lastNumber: Math.max(known.lastNumber, item.number) });
    } else if (item.sk === SUMMARY_KEY && item.lastNumber !== undefined) {
      const originalAwaitedSince = item.originalAwaitedSince ?? null;
      rows.set(caseId, { ...known, summarizedTo: item.lastNumber, originalAwaitedSince });
    }
  }
  const next = LastEvaluatedKey === undefined ? null : { pk: LastEvaluatedKey.pk, sk: LastEvaluatedKey.sk };
  return { rows: [...rows.values()], next };
}
