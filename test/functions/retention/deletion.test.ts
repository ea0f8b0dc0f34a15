import { S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { handler as Handler } from '../../../functions/retention/handler.ts';
import { readBearers } from '../../../functions/score/history/marks-store.ts';
import { verifyChain } from '../../../functions/shared/case/chain.ts';
import { isKept, keepContact } from '../../../functions/shared/expiry.ts';
import { markFlagged } from '../../../functions/shared/history/flagged-contacts.ts';
import { decideLink } from '../../../functions/shared/history/links.ts';
import { subjectIdOf } from '../../../functions/shared/ids.ts';
import { policy, roster } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from '../console-api/client.ts';
import { storedSubject } from './stored.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
let retention: typeof Handler;
let openCase: typeof import('../../../functions/open-case/open-case.ts').openCase;
let sqs: SQSClient;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
  ({ handler: retention } = await import('../../../functions/retention/handler.ts'));
  ({ openCase } = await import('../../../functions/open-case/open-case.ts'));
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  sqs.destroy();
  await services.stop();
});

let subject: Awaited<ReturnType<typeof storedSubject>>;
beforeEach(async () => {
  subject = await storedSubject(services);
});

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const roomy = { awsRequestId: 'test', getRemainingTimeInMillis: () => 300_000 } as Context;

/** What waits on the queue, taken and worked until nothing more is asked for; gives how many messages that were. */
async function work(context: Context = roomy): Promise<number> {
  const QueueUrl = process.env.RETENTION_QUEUE_URL;
  for (let count = 0; ; count++) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, VisibilityTimeout: 0, WaitTimeSeconds: 0 }),
    );
    const [message] = Messages;
    if (message === undefined) return count;
    const record = {
      messageId: 'm',
      receiptHandle: 'r',
      body: message.Body ?? '',
      attributes: { ApproximateReceiveCount: '1' },
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:retention',
    };
    const { batchItemFailures } = await retention({ Records: [record] } as never, context);
    // A failed one stays on the queue, and comes again.
    if (batchItemFailures.length > 0) return count;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  }
}

const BODY = { law: 'ccpa', receivedAt: '2026-07-01T00:00:00.000Z', reference: 'DSR-17' };
const request = (key = 'deletion-request-0001', roles = ['legal']) =>
  ask('POST', `/api/subjects/${subject.subjectId}/deletion-requests`, {
    roles,
    headers: { 'idempotency-key': key },
    body: BODY,
  });
const result = async (deletionId: string) =>
  (await ask('GET', `/api/deletion-requests/${deletionId}`, { roles: ['legal'] })).body;

async function open(n: number): Promise<string> {
  const run = await openCase(subject.message(n), {
    store: services.store,
    contactsBucket: 'contacts',
    vaultBucket: 'vault',
    policy,
    roster,
    at: new Date().toISOString(),
    requestNotification: async () => {},
  });
  expect(run.failures).toEqual([]);
  return run.cases[0]?.record.caseId ?? '';
}

describe('a person’s request for deletion', () => {
  it('deletes all that nobody flagged: contacts, originals, history, marks, links; and shows before and after', async () => {
    await subject.put(1, daysAgo(40));
    await subject.put(2, daysAgo(30));
    const other = subjectIdOf(`other of ${subject.subjectId}`);
    await decideLink(services.documents, 'history', subject.subjectId, other, 'joined', 'sub-sam', daysAgo(20));
    expect(await subject.objectsOf(1)).toHaveLength(3);

    const asked = await request();
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({
      state: 'working',
      before: null,
      joined: [other],
      answerDueAt: '2026-07-31T00:00:00.000Z',
    });
    await work();

    expect(await subject.objectsOf(1)).toEqual([]);
    expect(await subject.objectsOf(2)).toEqual([]);
    expect(await subject.items()).toEqual([]);
    expect(await readBearers(services.documents, 'history', subject.mark)).toEqual([]);
    const shown = await result(asked.body.deletionId);
    expect(shown).toMatchObject({
      state: 'done',
      before: { contact: 2, sighting: 2, mark: 1 },
      after: { contact: 0, mark: 0 },
      held: [],
    });
    expect(shown.deleted).toMatchObject({ contact: 2, sighting: 2, link: 1, known: 1 });
    expect(shown.contacts.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['deleted', 'deleted']);
  });

  it('holds what is in a case, with the reason and until when, and breaks no custody', async () => {
    await subject.put(1, daysAgo(40), true);
    await subject.put(2, daysAgo(35));
    const caseId = await open(1);
    const before = await services.store.read(caseId);
    const { body } = await request();
    await work();

    const shown = await result(body.deletionId);
    expect(shown.contacts).toContainEqual(
      expect.objectContaining({
        contactId: subject.idOf(1),
        outcome: 'held',
        reason: 'in-case',
        caseIds: [caseId],
        until: null,
      }),
    );
    expect(shown.contacts).toContainEqual(expect.objectContaining({ contactId: subject.idOf(2), outcome: 'deleted' }));
    expect(shown.held.find(({ reason }: { reason: string }) => reason === 'in-case')?.basis).toContain('1798.105(d)');
    expect(shown.cases).toEqual([expect.objectContaining({ caseId, onHold: false })]);
    expect(await subject.objectsOf(1)).toHaveLength(3);
    expect(await subject.objectsOf(2)).toEqual([]);
    expect(await readBearers(services.documents, 'history', subject.mark)).toHaveLength(1);

    const after = await services.store.read(caseId);
    expect(after.events.slice(0, before.events.length)).toEqual(before.events);
    expect(after.custody).toEqual({ intact: true, count: after.events.length });
    expect(verifyChain([...after.events], null).intact).toBe(true);
    expect(after.state?.retention.deletions.map(({ deletionId }) => deletionId)).toEqual([body.deletionId]);
    const read = await ask('GET', `/api/cases/${caseId}/contacts/${subject.idOf(1)}`, { roles: ['legal'] });
    expect(read.status).toBe(200);
  });

  it('holds what asks for a case that is not opened yet, what was told, and who looked', async () => {
    await subject.put(1, daysAgo(40), true);
    await subject.put(2, daysAgo(39));
    await markFlagged(services.documents, 'history', {
      subjectId: subject.subjectId,
      contactId: subject.idOf(2),
      heardAt: daysAgo(39),
    });
    await subject.tell('VIEW#2026-07-01T00:00:00.000Z#sub-sam');
    const { body } = await request();
    await work();
    const shown = await result(body.deletionId);
    expect(shown.contacts.map(({ reason }: { reason: string }) => reason)).toEqual(['flagged', 'flagged']);
    expect(shown.held.map(({ reason }: { reason: string }) => reason).sort()).toEqual([
      'audit',
      'flagged',
      'of-a-case',
    ]);
    expect(await subject.objectsOf(1)).toHaveLength(3);
  });

  it('waits for what came in a moment ago, and goes on with it by itself the next day', async () => {
    await subject.put(1, daysAgo(0.1));
    await subject.put(2, daysAgo(10));
    const { body } = await request();
    await work();
    expect(await result(body.deletionId)).toMatchObject({ state: 'waiting', finishedAt: null, after: { contact: 1 } });
    expect(await subject.objectsOf(1)).toHaveLength(3);

    vi.useFakeTimers({ now: Date.now() + 2 * DAY_MS, toFake: ['Date'] });
    try {
      await retention({} as never, roomy);
      await work();
    } finally {
      vi.useRealTimers();
    }
    expect(await result(body.deletionId)).toMatchObject({ state: 'done', after: { contact: 0 } });
    expect(await subject.objectsOf(1)).toEqual([]);
  });

  it('keeps a contact that is kept for a case, even where no case of the subject is found', async () => {
    await subject.put(1, daysAgo(40));
    await keepContact('contacts', subject.idOf(1));
    expect(await isKept('contacts', `assessments/${subject.idOf(1)}.json`)).toBe(true);
    const { body } = await request();
    await work();
    expect((await result(body.deletionId)).contacts).toEqual([
      expect.objectContaining({ outcome: 'held', reason: 'in-case' }),
    ]);
  });

  it('is done once, however often it is asked for and delivered', async () => {
    await subject.put(1, daysAgo(40));
    const [first, again] = [await request(), await request()];
    expect(again.body.deletionId).toBe(first.body.deletionId);
    await work();
    const done = await result(first.body.deletionId);
    expect((await request()).body).toMatchObject({ state: 'done' });
    expect(await work()).toBe(0);
    expect(await result(first.body.deletionId)).toEqual(done);
  });

  it('goes on where it stopped when its time is over', async () => {
    for (const n of [1, 2, 3]) await subject.put(n, daysAgo(40 - n));
    const { body } = await request();
    let calls = 0;
    // After two contacts there is no time left; the next run has some again.
    const short = { ...roomy, getRemainingTimeInMillis: () => (calls++ % 3 === 2 ? 0 : 300_000) } as Context;
    expect(await work(short)).toBeGreaterThan(1);
    expect(await result(body.deletionId)).toMatchObject({
      state: 'done',
      before: { contact: 3 },
      after: { contact: 0 },
    });
  });

  it('completes after a crash at every single write', async () => {
    await subject.put(1, daysAgo(40));
    await subject.put(2, daysAgo(30));
    const { body } = await request();
    let left = 0;
    const { send } = S3Client.prototype;
    const dying = vi.spyOn(S3Client.prototype, 'send').mockImplementation(async function (
      this: S3Client,
      command: never,
      ...rest: never[]
    ) {
      const isDelete = (command as { constructor: { name: string } }).constructor.name === 'DeleteObjectCommand';
      if (isDelete && left-- <= 0) throw new Error('killed');
      const answer = await (send as never as (...all: unknown[]) => Promise<unknown>).call(this, command, ...rest);
      if (isDelete && left <= 0) throw new Error('killed');
      return answer as never;
    } as never);
    try {
      for (let lives = 1; lives <= 8; lives++) {
        left = lives;
        await work();
      }
    } finally {
      dying.mockRestore();
    }
    await work();
    expect(await result(body.deletionId)).toMatchObject({
      state: 'done',
      before: { contact: 2 },
      after: { contact: 0 },
    });
    expect([...(await subject.objectsOf(1)), ...(await subject.objectsOf(2)), ...(await subject.items())]).toEqual([]);
  });

  it('is entered by legal alone, of a subject that is known, with a number and no name', async () => {
    await subject.put(1, daysAgo(40));
    for (const role of ['supervisor', 'security', 'hr', 'auditor', 'operator'])
      expect((await request('deletion-request-0001', [role])).status).toBe(403);
    const unknown = await ask('POST', `/api/subjects/${subjectIdOf('nobody')}/deletion-requests`, {
      roles: ['legal'],
      headers: { 'idempotency-key': 'deletion-request-0001' },
      body: BODY,
    });
    expect(unknown.status).toBe(404);
    const named = await ask('POST', `/api/subjects/${subject.subjectId}/deletion-requests`, {
      roles: ['legal'],
      headers: { 'idempotency-key': 'deletion-request-0001' },
      body: { ...BODY, reference: 'Carl Careful' },
    });
    expect(named.status).toBe(422);
    expect((await ask('GET', '/api/deletion-requests', { roles: ['auditor'] })).status).toBe(200);
    expect((await ask('GET', '/api/deletion-requests', { roles: ['security'] })).status).toBe(403);
  });
});
