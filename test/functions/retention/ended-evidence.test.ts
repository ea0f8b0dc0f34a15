import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseActor, CaseEventBody } from '../../../functions/contracts/case.ts';
import type { handler as Handler } from '../../../functions/retention/handler.ts';
import { policy, RUTH, roster } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from '../console-api/client.ts';
import { storedSubject } from './stored.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
let retention: typeof Handler;
let openCase: typeof import('../../../functions/open-case/open-case.ts').openCase;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
  ({ handler: retention } = await import('../../../functions/retention/handler.ts'));
  ({ openCase } = await import('../../../functions/open-case/open-case.ts'));
});
afterAll(() => services.stop());

const SAMUEL: CaseActor = { kind: 'person', id: 'sub-sam', name: 'Samuel Greer', roles: ['security'] };
const roomy = { awsRequestId: 'test', getRemainingTimeInMillis: () => 300_000 } as Context;
let caseId: string;
let contactId: string;
beforeEach(async () => {
  const subject = await storedSubject(services);
  await subject.put(1, new Date().toISOString(), true);
  contactId = subject.idOf(1);
  const run = await openCase(subject.message(1), {
    store: services.store,
    contactsBucket: 'contacts',
    vaultBucket: 'vault',
    policy,
    roster,
    at: new Date().toISOString(),
    requestNotification: async () => {},
  });
  caseId = run.cases[0]?.record.caseId ?? '';
});

async function add(actor: CaseActor, body: CaseEventBody): Promise<void> {
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    at: new Date().toISOString(),
    actor,
    track: 'handling',
    body,
  }));
  await services.store.saveSummary(record);
}
async function close(): Promise<void> {
  const firstActionDueAt = new Date(Date.now() + 3_600_000).toISOString();
  await add(RUTH, { type: 'acknowledged', note: null, firstActionDueAt });
  await add(SAMUEL, { type: 'closed', disposition: 'credible-monitor', note: '' });
}

/** Runs something after so many years, with the clock of every service. */
async function years<T>(count: number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ now: Date.now() + count * 366 * 86_400_000, toFake: ['Date'] });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}
const listed = async () =>
  (await ask('GET', '/api/ended-evidence', { roles: ['legal'] })).body.evidence.filter(
    (one: { caseId: string }) => one.caseId === caseId,
  );
const release = () =>
  ask('POST', `/api/cases/${caseId}/contacts/${contactId}/release`, {
    roles: ['legal'],
    headers: { 'if-match': '*' },
    body: { reason: 'The claim is time-barred.' },
  });

describe('an original whose retention is over', () => {
  it('is listed for legal, released by a person, and deleted by nobody here', async () => {
    await close();
    await years(6, async () => {
      await retention({} as never, roomy);
      expect(await listed()).toEqual([expect.objectContaining({ contactId, released: null, bucket: 'vault' })]);
      expect((await release()).status).toBe(200);
      const [one] = await listed();
      expect(one.released).toMatchObject({ by: 'ruth', reason: 'The claim is time-barred.' });
      await services.s3.send(new HeadObjectCommand({ Bucket: 'vault', Key: one.key, VersionId: one.versionId }));
      expect((await services.store.read(caseId)).custody.intact).toBe(true);
    });
  });

  it('is not listed a day too early, nor of a case that is open', async () => {
    await years(6, async () => {
      await retention({} as never, roomy);
      expect(await listed()).toEqual([]);
    });
    await close();
    await years(4.9, async () => {
      await retention({} as never, roomy);
      expect(await listed()).toEqual([]);
    });
  });

  it('is neither listed nor released while the case is on hold', async () => {
    await close();
    const held = await ask('POST', `/api/cases/${caseId}/hold`, {
      roles: ['legal'],
      headers: { 'if-match': '*' },
      body: { reason: 'A claim is expected.' },
    });
    expect(held.status).toBe(200);
    await years(6, async () => {
      await retention({} as never, roomy);
      expect(await listed()).toEqual([]);
      const { status, body } = await release();
      expect([status, body.detail]).toEqual([409, expect.stringContaining('on hold')]);
    });
  });

  it('is not released before its time, whoever asks', async () => {
    await close();
    const { status, body } = await release();
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/^The original is retained until 20\d\d-/)]);
  });

  it('is for legal alone', async () => {
    for (const role of ['supervisor', 'security', 'hr', 'auditor', 'operator']) {
      expect((await ask('GET', '/api/ended-evidence', { roles: [role] })).status).toBe(403);
    }
  });
});
