import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, contact, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { fifoEvent, lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { type Asking, clientOf } from './client.ts';

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
  const subjectId = subjectIdOf(`care:${cases++}`);
  caseId = caseIdFor(subjectId);
  const contactId = contactIdOf({ key: subjectId, versionId: null, sha256: '0'.repeat(64) });
  await append({ ...opening({ contactId }), subjectId } as CaseEventBody);
  await services.put(contact(1, { contactId, subjectId }), assessment(1, { contactId, subjectId }));
  await services.takeNotifications();
});

async function append(body: CaseEventBody): Promise<void> {
  const draft = { at: OPENED, actor: STAGE, track: 'handling', body } as const;
  await services.store.append(await services.store.read(caseId), () => draft);
}

const post = (path: string, body: unknown, asking: Asking = {}) =>
  ask('POST', `/api/cases/${caseId}${path}`, { ...asking, body, headers: { 'if-match': '*', ...asking.headers } });
const reach = (stage: string, more: object = {}, asking: Asking = {}) =>
  post('/care-stage', { stage, facts: 'She was called back and heard out.', ...more }, asking);
const decide = (body: object, asking: Asking = GERALD) =>
  post('/account-decision', { reason: 'The dispute is settled.', ...body }, asking);
const tell = (body: object, asking: Asking = {}) => post('/account-decision/notices', body, asking);

/** The market president, who signs in as a supervisor as everyone does who is above one. */
const GERALD: Asking = { person: 'gerald', roles: ['supervisor'], address: 'gerald.ashworth@harborline.example' };

describe('the CARE stages', () => {
  it('show where a case stands and since when, to whoever reads it', async () => {
    expect((await reach('service-effort')).status).toBe(200);
    const { status, body } = await reach('assess-and-act', {}, { person: 'sam', roles: ['security'] });
    expect(status).toBe(200);
    expect(body.care).toMatchObject([{ stage: 'service-effort' }, { stage: 'assess-and-act', by: { id: 'sub-sam' } }]);
    const { body: read } = await ask('GET', `/api/cases/${caseId}`, { roles: ['legal'] });
    expect(read.care.at(-1)).toMatchObject({ stage: 'assess-and-act', since: expect.any(String) });
  });

  it('are refused out of their order, with where the case stands and what comes next', async () => {
    const early = await reach('report');
    expect([early.status, early.body.detail]).toEqual([
      409,
      'The case is at no stage yet. The stages are taken in their order, and the next one is service-effort.',
    ]);
    await reach('service-effort');
    expect((await reach('report')).body.detail).toContain('the next one is assess-and-act');
    expect((await reach('service-effort')).body.detail).toMatch(/^The case is at service-effort since .* already\.$/);
  });

  it('go back with a reason and not without one', async () => {
    await reach('service-effort');
    await reach('assess-and-act');
    expect((await reach('service-effort')).status).toBe(422);
    const { body } = await reach('service-effort', { backBecause: 'The customer asks for a second talk.' });
    expect(body.care.at(-1)).toMatchObject({
      stage: 'service-effort',
      backBecause: 'The customer asks for a second talk.',
    });
    expect((await reach('assess-and-act', { backBecause: 'None.' })).status).toBe(422);
  });

  it('are reached by facts', async () => {
    expect((await reach('service-effort', { facts: '  ' })).status).toBe(422);
  });

  it('are not for legal, an auditor or an operator to take', async () => {
    for (const role of ['legal', 'auditor', 'operator'] as const) {
      expect((await reach('service-effort', {}, { roles: [role] })).status).toBe(403);
    }
  });
});

describe('the decision on the account', () => {
  it('is taken by the one decider, who is asked for notice to the account officer and the market president', async () => {
    const { status, body } = await decide({ option: 'restrict-channel', channels: ['phone', 'chat'] });
    expect(status).toBe(200);
    expect(body.account).toMatchObject([
      {
        option: 'restrict-channel',
        channels: ['phone', 'chat'],
        reason: 'The dispute is settled.',
        by: { id: 'sub-gerald' },
        decidedAs: 'market-president',
        notices: [
          { role: 'account-officer', toldAt: null },
          { role: 'market-president', toldAt: null },
        ],
      },
    ]);
    const { event } = body.account[0];
    expect(await services.takeNotifications()).toEqual([{ caseId, eventNumber: event }]);
  });

  it.each<[string, Asking]>([
    ['a supervisor', { roles: ['supervisor'] }],
    ['security', { person: 'sam', roles: ['security'] }],
    ['legal', { person: 'counsel', roles: ['legal'] }],
    ['who has the decider’s name and not their address', { person: 'gerald', roles: ['security'] }],
    [
      'who has the decider’s address and has not proven it',
      {
        claims: {
          sub: 'sub-gerald',
          'cognito:groups': '[security]',
          email: 'gerald.ashworth@harborline.example',
          email_verified: 'false',
        },
      },
    ],
  ])('is refused to %s, who is told whose it is', async (_, asking) => {
    const { status, body } = await decide({ option: 'keep' }, asking);
    expect([status, body.detail]).toEqual([
      403,
      'The decision on the account has one decider: the market president (Gerald Ashworth).',
    ]);
    expect(await services.takeNotifications()).toEqual([]);
  });

  it.each([
    ['without a reason', { option: 'keep', reason: ' ' }],
    ['for another option', { option: 'waive-the-fee' }],
    ['to restrict a channel without saying which', { option: 'restrict-channel' }],
    ['to keep it and close a channel', { option: 'keep', channels: ['phone'] }],
    ['to refer it to nobody', { option: 'refer' }],
    ['by what the customer is worth', { option: 'keep', customerValue: 250_000 }],
    ['by a balance', { option: 'close-account', balance: -40 }],
  ])('is refused %s', async (_, body) => {
    expect((await decide(body)).status).toBe(422);
    expect((await services.store.read(caseId)).events).toHaveLength(1);
  });

  it('can be taken again, and is refused to who has not seen that it was', async () => {
    const { headers } = await ask('GET', `/api/cases/${caseId}`, GERALD);
    await decide({ option: 'keep' });
    const stale = { ...GERALD, headers: { 'if-match': headers.etag ?? '' } };
    const { status, body } = await decide({ option: 'close-account' }, stale);
    expect([status, body.detail]).toEqual([409, expect.stringContaining('account-decided')]);
    const { body: again } = await decide({ option: 'close-account', reason: 'They wrote again.' });
    expect(again.account.map(({ option }: { option: string }) => option)).toEqual(['keep', 'close-account']);
  });

  it('says of itself whose it is, and to them that it is theirs', async () => {
    const read = (asking: Asking) => ask('GET', `/api/cases/${caseId}/account-decision`, asking);
    const decider = { role: 'market-president', names: ['Gerald Ashworth'] };
    expect((await read({})).body).toEqual({ decider, youDecide: false, decisions: [] });
    await decide({ option: 'refer', referredTo: 'Legal' });
    expect((await read(GERALD)).body).toMatchObject({ youDecide: true, decisions: [{ referredTo: 'Legal' }] });
    expect((await read({ roles: ['auditor'] })).status).toBe(403);
  });

  it('is told by mail without a word of it, and the time is on the case', async () => {
    await decide({ option: 'close-account', reason: 'They wrote again.' });
    const messages = await services.takeNotifications();
    const { handler } = await import('../../../functions/notify/handler.ts');
    expect(await handler(fifoEvent(...messages), lambdaContext)).toEqual({ batchItemFailures: [] });
    const { body } = await ask('GET', `/api/cases/${caseId}`, GERALD);
    for (const notice of body.account[0].notices) {
      expect(notice).toMatchObject({ toldAt: expect.any(String), how: 'mail' });
    }
  });

  it('is told otherwise too, with when and how', async () => {
    const { body } = await decide({ option: 'keep' });
    const toldAt = body.account[0].at;
    const told = await tell({ role: 'account-officer', toldAt, how: 'telephone' });
    expect(told.body.account[0].notices[0]).toMatchObject({ toldAt, how: 'telephone' });
    const twice = await tell({ role: 'account-officer', toldAt, how: 'in-person' });
    expect([twice.status, twice.body.detail]).toEqual([409, `They were told at ${toldAt}.`]);
  });

  it('is told to nobody before it is taken, to nobody who need not know, and at no time when it was not so', async () => {
    const toldAt = new Date().toISOString();
    const none = await tell({ role: 'account-officer', toldAt, how: 'telephone' });
    expect([none.status, none.body.detail]).toEqual([409, expect.stringContaining('Nothing has been decided')]);
    await decide({ option: 'keep' });
    const other = await tell({ role: 'supervisor', toldAt, how: 'telephone' });
    expect(other.body.detail).toBe('The decision asks that these be told of it: account-officer, market-president.');
    expect((await tell({ role: 'account-officer', toldAt: '2020-01-01T00:00:00Z', how: 'telephone' })).status).toBe(
      422,
    );
    expect((await tell({ role: 'account-officer', toldAt: '2099-01-01T00:00:00Z', how: 'telephone' })).status).toBe(
      422,
    );
  });
});
