import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseActor, CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseNumberOf, contactIdOf, subjectIdOf, targetIdOf } from '../../../functions/shared/ids.ts';
import { opening, RUTH, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
  for (let n = 0; n < 9; n++) await work(n, 8 + n);
  slow = await work(9, 1500);
  about = await work(
    10,
    2000,
    [targetIdOf({ name: null, address: 'lena.fischer@harborline.example' })],
    ['personal-report'],
  );
});
afterAll(() => services.stop());

let slow: string;
let about: string;
const DAY = '2026-07-15';
const minutesAfter = (minutes: number): string =>
  new Date(Date.parse(`${DAY}T14:00:00.000Z`) + minutes * 60_000).toISOString();
const SAMUEL: CaseActor = { kind: 'person', id: 'sub-sam', name: 'Samuel Greer', roles: ['security'] };

/** A case that was acknowledged after so many minutes, and closed an hour later. */
async function work(n: number, minutes: number, targetIds?: string[], categories?: string[]): Promise<string> {
  const subjectId = subjectIdOf(`consistency:${n}`);
  const caseId = await services.store.claimCaseOf(subjectId);
  const contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  const over = { contactId, ...(targetIds && { targetIds }), ...(categories && { categories: categories as never }) };
  const steps: [string, CaseActor, CaseEventBody][] = [
    [minutesAfter(0), STAGE, { ...opening(over), subjectId } as CaseEventBody],
    [minutesAfter(minutes), RUTH, { type: 'acknowledged', note: null, firstActionDueAt: minutesAfter(minutes + 60) }],
    [minutesAfter(minutes + 60), SAMUEL, { type: 'closed', disposition: 'credible-monitor', note: '' }],
  ];
  let record = await services.store.read(caseId);
  for (const [at, actor, body] of steps) {
    ({ record } = await services.store.append(record, () => ({ at, actor, track: 'handling', body })));
  }
  await services.store.saveSummary(record);
  return caseId;
}

const URL = `/api/consistency?from=${DAY}T00:00:00.000Z&to=2026-07-16T00:00:00.000Z`;

describe('the report of consistency', () => {
  it('compares the cases that were opened in a time, and lists who waited otherwise', async () => {
    const { status, body } = await ask('GET', URL, { roles: ['legal'] });
    expect(status).toBe(200);
    expect(body.cases).toBe(11);
    const p2 = body.byPriority.find(({ priority }: { priority: string }) => priority === 'P2');
    expect(p2).toMatchObject({ cases: 11, open: 0, dispositions: { 'credible-monitor': 11 } });
    expect(p2.times.acknowledge).toMatchObject({ cases: 11, median: 13 });
    expect(body.alike.map(({ cases, tooSmall }: { cases: number; tooSmall: boolean }) => [cases, tooSmall])).toEqual(
      expect.arrayContaining([
        [10, false],
        [1, true],
      ]),
    );
    expect(body.outliers).toContainEqual(
      expect.objectContaining({ caseNumber: caseNumberOf(slow), measure: 'acknowledge', closedBy: 'Samuel Greer' }),
    );
  });

  it('names nobody who decided to security, and no customer to anyone', async () => {
    for (const role of ['security', 'hr', 'legal', 'auditor'] as const) {
      const { body } = await ask('GET', URL, { roles: [role] });
      expect(JSON.stringify(body)).not.toMatch(/subject-|careful@|Carl|account/i);
      expect(
        body.outliers.every(({ closedBy }: { closedBy: unknown }) => (closedBy === null) === (role === 'security')),
      ).toBe(true);
    }
  });

  it('is of a time that ends after it begins, and of a year at the most', async () => {
    const { status } = await ask('GET', `/api/consistency?from=${DAY}T00:00:00.000Z&to=2026-07-14T00:00:00.000Z`, {
      roles: ['legal'],
    });
    expect(status).toBe(422);
    const long = await ask('GET', `/api/consistency?from=2024-01-01T00:00:00.000Z&to=2026-07-14T00:00:00.000Z`, {
      roles: ['legal'],
    });
    expect(long.body.detail).toContain('366 days');
  });

  it('counts nothing that was opened before or after it', async () => {
    const { body } = await ask('GET', '/api/consistency?from=2026-01-01T00:00:00.000Z&to=2026-07-15T14:00:00.000Z', {
      roles: ['legal'],
    });
    expect(body).toMatchObject({ cases: 0, alike: [], outliers: [] });
  });

  it('comes as a table, and its reading is logged with the cases that it named', async () => {
    const { status, headers, body } = await ask('GET', `${URL}&format=csv`, { roles: ['auditor'], person: 'ines' });
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain('consistency-2026-07-15-to-2026-07-16.csv');
    expect(body).toContain(caseNumberOf(slow));
    const today = new Date().toISOString().slice(0, 10);
    const log = await ask(
      'GET',
      `/api/access-log?from=${today}T00:00:00.000Z&to=${today}T23:59:59.999Z&personId=sub-ines`,
      { roles: ['auditor'] },
    );
    expect(log.body.entries.map(({ what }: { what: string }) => what)).toContain('consistency');
  });

  it('does not name to HR a case that is about themselves', async () => {
    const { body } = await ask('GET', URL, { roles: ['hr'] });
    expect(JSON.stringify(body)).not.toContain(about);
  });

  it('is refused to supervisors and operators', async () => {
    for (const role of ['supervisor', 'operator'] as const) {
      expect((await ask('GET', URL, { roles: [role] })).status).toBe(403);
    }
  });
});
