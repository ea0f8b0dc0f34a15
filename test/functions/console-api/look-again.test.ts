import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { caseIdFor, subjectIdOf } from '../../../functions/shared/ids.ts';
import { OPENED, opening, RUTH, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

let cases = 0;
let caseId: string;
beforeEach(async () => {
  const subjectId = subjectIdOf(`look-again:${cases++}`);
  caseId = caseIdFor(subjectId);
  await append({ ...opening(), subjectId } as CaseEventBody);
});

async function append(body: CaseEventBody, at = OPENED): Promise<void> {
  const actor = ['acknowledged', 'snoozed', 'closed'].includes(body.type) ? RUTH : STAGE;
  const read = await services.store.read(caseId);
  const { record } = await services.store.append(read, () => ({ at, actor, track: 'handling', body }));
  await services.store.saveSummary(record);
}

const acknowledged: CaseEventBody = { type: 'acknowledged', note: null };
const watched = (lookAgainAt: string): CaseEventBody => ({
  type: 'closed',
  disposition: 'credible-monitor',
  note: '',
  lookAgainAt,
});
const change = (path: string, body: unknown, role: string = 'security') =>
  ask('POST', `/api/cases/${caseId}/${path}`, { roles: [role], person: role, body, headers: { 'if-match': '*' } });
const lookAgain = (body: Record<string, unknown>, role?: string) => change('look-again', body, role);
const stateOf = async () => (await services.store.read(caseId)).state;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('taking a case on', () => {
  it('starts the clock of the first action, by the priority, and says in the queue which clock runs', async () => {
    const before = Date.now();
    const { status, body } = await change('acknowledge', {});
    expect(status).toBe(200);
    const { dueAt } = body.clocks.firstAction;
    expect(Date.parse(dueAt)).toBeGreaterThan(before + 3_600_000); // A P2 has a business day.
    const { body: queue } = await ask('GET', '/api/cases?status=acknowledged&limit=100', { roles: ['security'] });
    const row = queue.cases.find((each: { caseId: string }) => each.caseId === caseId);
    expect(row.deadline).toEqual({ kind: 'first-action', at: dueAt });
  });

  it('has its clock stopped by the first action that is recorded', async () => {
    await change('acknowledge', {});
    const action = { kind: 'investigation', what: 'Asked the branch.' };
    const { status } = await change('actions', { action, doneAt: OPENED, doneBy: 'Samuel Greer' });
    expect(status).toBe(200);
    expect((await stateOf())?.clocks.firstAction).toBeNull();
  });
});

describe('looking again', () => {
  it('goes on watching until the next day that a person names, and ends when they name none', async () => {
    await append(acknowledged);
    await append(watched('2026-08-01T14:00:00.000Z'));
    const day = inDays(30);
    expect((await lookAgain({ note: 'Quiet since.', nextLookAt: day })).status).toBe(200);
    expect(await stateOf()).toMatchObject({ status: 'closed', clocks: { lookAgainAt: day } });
    expect((await lookAgain({ note: 'Still quiet.', nextLookAt: null })).status).toBe(200);
    expect((await stateOf())?.clocks).toMatchObject({ lookAgainAt: null, review: null });
  });

  it('stops the clock of a case that woke', async () => {
    await append(acknowledged);
    await append({ type: 'snoozed', until: '2026-07-16T14:00:00.000Z', reason: 'The police answer then.' });
    const woken = { because: 'snooze-end' as const, dueAt: '2026-07-16T14:00:00.000Z' };
    const reviewDueAt = '2026-07-17T14:00:00.000Z';
    await append({ type: 'look-again-asked', ...woken, reviewDueAt }, '2026-07-16T14:01:00.000Z');
    expect((await lookAgain({ note: 'They found nothing.', nextLookAt: null })).status).toBe(200);
    expect((await stateOf())?.clocks.review).toBeNull();
  });

  it('is refused where the case does not ask for it, in a case that is worked, and for a day that is past or too far', async () => {
    expect(await lookAgain({ note: 'x', nextLookAt: null })).toMatchObject({
      status: 409,
      body: { detail: 'The case does not ask to be looked at again.' },
    });
    await append(acknowledged);
    await append(watched('2026-08-01T14:00:00.000Z'));
    expect((await lookAgain({ note: 'x', nextLookAt: '2026-07-15T14:00:00.000Z' })).status).toBe(422);
    expect((await lookAgain({ note: 'x', nextLookAt: inDays(5000) })).status).toBe(422);
    expect((await lookAgain({ note: '', nextLookAt: null })).status).toBe(422);
  });

  it('is for security, HR and legal: a supervisor does not end the watching', async () => {
    await append({ ...acknowledged });
    await append(watched('2026-08-01T14:00:00.000Z'));
    for (const role of ConsoleRole.options) {
      const { status } = await lookAgain({ note: 'Quiet since.', nextLookAt: inDays(30) }, role);
      expect([role, status]).toEqual([role, ['security', 'hr', 'legal'].includes(role) ? 200 : 403]);
    }
  });
});
