import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { readCaseRows } from '../../../functions/sweep/case-rows.ts';
import { SweepProgress } from '../../../functions/sweep/progress.ts';
import { sweepCases } from '../../../functions/sweep/sweep-cases.ts';
import { type StoreUnderTest, startCaseStore } from '../case-support/case-store.ts';
import { caseContact, contactIdNumber, OPENED, opening, RUTH, STAGE } from '../case-support/examples.ts';

let table: StoreUnderTest;
beforeEach(async () => {
  table = await startCaseStore();
});
afterEach(() => table.stop());

const caseNumber = (n: number) => caseIdFor(subjectIdOf(`sweep:${n}`));
const minute = (minutes: number) => new Date(Date.parse(OPENED) + minutes * 60_000).toISOString();

/** Writes an event and nothing else, as a stage that is killed right after it. */
async function crashAfter(caseId: string, body: CaseEventBody, at = OPENED) {
  const actor = body.type === 'acknowledged' ? RUTH : STAGE;
  const read = await table.store.read(caseId);
  return (await table.store.append(read, () => ({ at, actor, track: 'handling', body }))).record;
}
const append = async (caseId: string, body: CaseEventBody, at = OPENED) =>
  table.store.saveSummary(await crashAfter(caseId, body, at));

const sweep = (at: string, { pages = 100, pageSize = 3 } = {}) =>
  sweepCases({
    progress: new SweepProgress(table.client, table.table),
    store: table.store,
    readRows: (after) => readCaseRows(table.client, table.table, after, pageSize),
    at,
    isOutOfTime: () => false,
    pages,
  });
const mendedIds = async (at: string) => (await sweep(at)).mended.map(({ caseId }) => caseId);
const listed = async (status: 'open' | 'acknowledged') =>
  (await table.store.list({ status, limit: 100 })).summaries.map(({ caseId }) => caseId);

const preserved = (n: number): CaseEventBody => ({
  type: 'evidence-preserved',
  evidence: {
    contactId: contactIdNumber(n),
    bucket: 'vault',
    key: `originals/${n}`,
    versionId: `version-${n}`,
    sha256: 'a'.repeat(64),
    sizeBytes: n,
    retainUntil: '2031-07-15T14:00:00.000Z',
  },
});

describe('the round over the cases', () => {
  it('finds a case whose summary was never written, which no list shows', async () => {
    await crashAfter(caseNumber(1), opening());
    await append(caseNumber(2), opening());
    expect(await listed('open')).toEqual([caseNumber(2)]);
    expect(await mendedIds(minute(10))).toEqual([caseNumber(1)]);
    expect((await listed('open')).sort()).toEqual([caseNumber(1), caseNumber(2)].sort());
    expect(await mendedIds(minute(11))).toEqual([]);
  });

  it('finds a summary that is behind its events', async () => {
    await append(caseNumber(1), opening());
    await crashAfter(caseNumber(1), { type: 'acknowledged', note: null }, minute(3));
    expect(await mendedIds(minute(10))).toEqual([caseNumber(1)]);
    expect(await listed('acknowledged')).toEqual([caseNumber(1)]);
  });

  it('takes nothing else that lies beside the events for the summary', async () => {
    await crashAfter(caseNumber(1), opening());
    const beside = { pk: `CASE#${caseNumber(1)}`, sk: 'REVIEW', status: 'review-due', dueAt: OPENED, lastNumber: 1 };
    await table.client.send(new PutCommand({ TableName: table.table, Item: beside }));
    expect(await mendedIds(minute(10))).toEqual([caseNumber(1)]);
  });

  it('leaves the summary of an event that was just written to its writer', async () => {
    await crashAfter(caseNumber(1), opening());
    expect(await mendedIds(minute(4))).toEqual([]);
    expect(await mendedIds(minute(5))).toEqual([caseNumber(1)]);
  });

  it('goes on where the run before stopped, page by page, and begins again at the end', async () => {
    for (let n = 1; n <= 7; n++) await crashAfter(caseNumber(n), opening());
    const found: string[] = [];
    for (let run = 0; run < 10; run++) {
      const { mended, seen } = await sweep(minute(10), { pages: 1, pageSize: 2 });
      expect(seen).toBeLessThanOrEqual(2);
      found.push(...mended.map(({ caseId }) => caseId));
    }
    expect(found.sort()).toEqual([1, 2, 3, 4, 5, 6, 7].map(caseNumber).sort());
    await crashAfter(caseNumber(8), opening());
    // To the end of this round, and through the next one.
    expect([...(await mendedIds(minute(10))), ...(await mendedIds(minute(10)))]).toEqual([caseNumber(8)]);
  });

  it('mends once when two runs go on from the same place', async () => {
    for (let n = 1; n <= 3; n++) await crashAfter(caseNumber(n), opening());
    await Promise.all([sweep(minute(10)), sweep(minute(10))]);
    expect(await listed('open')).toHaveLength(3);
    expect(await mendedIds(minute(10))).toEqual([]);
  });

  it('names a contact whose original is not in the vault after an hour, and no more once it is', async () => {
    await append(caseNumber(1), opening());
    await append(caseNumber(1), { type: 'contact-added', contact: caseContact(2), acknowledgeDueAt: minute(240) });
    await append(caseNumber(1), preserved(1), minute(1));
    expect((await sweep(minute(59))).late).toEqual([]);
    const late = { caseId: caseNumber(1), contactId: contactIdNumber(2), since: OPENED };
    expect((await sweep(minute(60))).late).toEqual([late]);
    await append(caseNumber(1), preserved(2), minute(61));
    expect((await sweep(minute(120))).late).toEqual([]);
  });

  it('does not wait for an original that is known to be missing', async () => {
    await append(caseNumber(1), opening());
    await append(caseNumber(1), { type: 'evidence-missing', contactId: contactIdNumber(1), reason: 'gone' });
    expect((await sweep(minute(120))).late).toEqual([]);
  });

  it('goes on past a case that cannot be read, and says so', async () => {
    await crashAfter(caseNumber(1), opening());

    const spoilt = { pk: `CASE#${caseNumber(3)}`, sk: 'EVENT#0001', number: 1 };
    await table.client.send(new PutCommand({ TableName: table.table, Item: spoilt }));
    const { failures, mended } = await sweep(minute(10));
    expect(failures).toHaveLength(1);
    expect(mended.map(({ caseId }) => caseId)).toEqual([caseNumber(1)]);
  });
});
