import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseState } from '../../../../functions/contracts/case.ts';
import { pagesOfCases } from '../../../../functions/shared/case/read-through.ts';
import type { CaseRecord } from '../../../../functions/shared/case/store.ts';
import { caseIdFor, subjectIdOf } from '../../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../../case-support/case-store.ts';
import { OPENED, opening, RUTH, STAGE } from '../../case-support/examples.ts';

let under: StoreUnderTest;
beforeAll(async () => {
  under = await startCaseStore();
});
afterAll(() => under.stop());

async function openCase(name: string): Promise<CaseRecord> {
  const { record } = await under.store.append(await under.store.read(caseIdFor(subjectIdOf(name))), () => ({
    ...{ at: OPENED, actor: STAGE, track: 'handling', body: opening() },
  }));
  await under.store.saveSummary(record);
  return record;
}

async function acknowledge(record: CaseRecord): Promise<void> {
  const acknowledged = await under.store.append(record, () => ({
    ...{ at: OPENED, actor: RUTH, track: 'handling', body: { type: 'acknowledged', note: null } },
  }));
  await under.store.saveSummary(acknowledged.record);
}

describe('the index of cases, read through', () => {
  it('has every case of the statuses once, page by page, also one that goes from one status to the next meanwhile', async () => {
    const cases = [await openCase('test:1'), await openCase('test:2'), await openCase('test:3')];
    await acknowledge(cases[0] as CaseRecord);
    const found: string[] = [];
    let pages = 0;
    for await (const { summaries } of pagesOfCases(under.store, CaseState.shape.status.options, { limit: 1 })) {
      pages++;
      found.push(...summaries.map(({ caseId }) => caseId));
      if (pages === 1) await acknowledge(cases.find(({ caseId }) => caseId === found[0]) as CaseRecord);
    }
    expect(pages).toBeGreaterThan(3);
    expect([...found].sort()).toEqual(cases.map(({ caseId }) => caseId).sort());
  });
});
