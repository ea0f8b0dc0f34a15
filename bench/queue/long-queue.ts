import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CaseContact } from '../../functions/contracts/case.ts';
import type { Lane, Priority } from '../../functions/contracts/vocabulary.ts';
import { sealEvent } from '../../functions/shared/case/chain.ts';
import { foldCase } from '../../functions/shared/case/fold.ts';
import { caseKey, SUMMARY_KEY } from '../../functions/shared/case/keys.ts';
import { type CaseSummary, summarize } from '../../functions/shared/case/summary.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../functions/shared/ids.ts';
import { toInstant } from '../../functions/shared/time.ts';

/** What BatchWriteItem takes at once (DynamoDB API reference). */
const BATCH = 25;
const SIDE_BY_SIDE = 8;
const MINUTE_MS = 60_000;
const LANES: readonly Lane[] = ['security', 'hr', 'crisis', 'unscored'];
const PRIORITIES: readonly Priority[] = ['P0', 'P1', 'P2', 'P3'];

/** The summary of the n-th case of a long queue, as `open-case` writes it. Each lane and each priority has a quarter of them. */
function summaryOf(n: number, targetIds: readonly string[], now: number): CaseSummary {
  const subjectId = subjectIdOf(`mail:long-queue-${n}@customer.example`);
  const caseId = caseIdFor(subjectId);
  const at = toInstant(new Date(now));
  const priority = PRIORITIES[(n >> 2) % PRIORITIES.length] as Priority;
  const lane = LANES[n % LANES.length] as Lane;
  const contact: CaseContact = {
    contactId: contactIdOf({ key: `long-queue/${n}`, versionId: null, sha256: '0'.repeat(64) }),
    ...{ part: 'flagged', channel: 'email', receivedAt: at, occurredAt: at, priority, lane, threatType: 'implied' },
    ...{
      severity: 2,
      categories: ['wish-harm'],
      conductIds: [],
      targetIds: targetIds.slice(n % targetIds.length).slice(0, 1),
    },
    reasons: [{ row: 'threat', why: 'An implied threat; every threat is treated as authentic.' }],
  };
  const body = {
    ...{ type: 'case-opened' as const, subjectId, priority, lane, contact },
    acknowledgeDueAt: toInstant(new Date(now + (60 + n) * MINUTE_MS)),
  };
  const actor = { kind: 'stage', id: 'open-case' } as const;
  const state = foldCase([sealEvent({ caseId, at, actor, track: 'handling', body }, null)]);
  if (state === null) throw new TypeError('A case that is opened has a state.');
  // As of a case whose people were told and whose original is kept: the next thing to break is the first deadline of a person.
  return { ...summarize(state), dueAt: body.acknowledgeDueAt };
}

/**
 * Writes the rows of a long queue where the API lists them, and nothing else of the cases: none of them can be opened. The first breaks
 * first, an hour from now, and each a minute later than the one before.
 */
export async function writeLongQueue(
  documents: DynamoDBDocumentClient,
  table: string,
  count: number,
  targetIds: readonly string[],
): Promise<CaseSummary[]> {
  const now = Date.now();
  const rows = Array.from({ length: count }, (_, n) => summaryOf(n, targetIds, now));
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, at) => rows.slice(at * BATCH, (at + 1) * BATCH));
  const write = async () => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      const puts = batch.map((row) => ({
        PutRequest: { Item: { pk: caseKey(row.caseId), sk: SUMMARY_KEY, ...row } },
      }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, write));
  return rows;
}
