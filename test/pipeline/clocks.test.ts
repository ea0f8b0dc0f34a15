import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseActor, CaseEventBody } from '../../functions/contracts/case.ts';
import { CaseStore } from '../../functions/shared/case/store.ts';
import { caseIdFor, subjectIdOf } from '../../functions/shared/ids.ts';
import { createdObjects } from '../../functions/shared/object-created.ts';
import type { System } from '../../infra/local/system.ts';
import { opening } from '../functions/case-support/examples.ts';
import { buildOnce, caseOf, contactOf, deliver, startTestSystem } from './harness.ts';

const THREAT = 'I know where you park. I will hurt you when you leave the office tonight.';
/** All functions live two hours later than what lies in S3, which is as old as that for them. */
const LATER_MS = 2 * 3_600_000;
const RUTH: CaseActor = { kind: 'person', id: 'sub-ruth', name: 'Ruth Okafor', roles: ['supervisor'] };
const OPEN_CASE: CaseActor = { kind: 'stage', id: 'open-case' };

let system: System;
let store: CaseStore;
let lostKey: string;
beforeAll(async () => {
  system = await startTestSystem(await buildOnce(), {
    environment: { UNDERTONE_NOW_OFFSET_MS: String(LATER_MS) },
  });
  store = new CaseStore(system.clients.tables, system.names.CASE_TABLE ?? '');
  lostKey = await deliver(system, { from: 'lost@customer.test', text: THREAT, at: '2026-07-01T10:00:00Z' });
  await loseAnnouncement(lostKey);
  system.run();
  await system.settled();
}, 300_000);
afterAll(async () => {
  await system?.stop();
});

/** Takes the message off the queue before anybody reads it. */
async function loseAnnouncement(key: string): Promise<void> {
  const QueueUrl = system.workQueues.find(({ name }) => name.endsWith('-intake'))?.url;
  for (;;) {
    const { Messages = [] } = await system.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
    );
    const [message] = Messages;
    if (message === undefined) throw new Error('Nothing was announced.');
    await system.clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    if (createdObjects(message.Body ?? '').some((object) => object.key === key)) return;
  }
}

/** What the schedule does. */
async function wake(stage: 'clock' | 'sweep'): Promise<void> {
  await system.functions.get(`undertone-${stage}`)?.invoke({});
  await system.settled();
}

const now = () => new Date(Date.now() + LATER_MS).toISOString();
async function append(caseId: string, body: CaseEventBody, actor: CaseActor, at = now()) {
  const draft = { at, actor, track: 'handling' as const, body };
  return (await store.append(await store.read(caseId), () => draft)).record;
}

describe('a case that rests', () => {
  it('wakes at its end, people are told, and the next run does nothing more', async () => {
    const key = await deliver(system, { from: 'resting@customer.test', text: THREAT, at: '2026-07-01T10:00:00Z' });
    await system.settled();
    const { subjectId } = await contactOf(system, key);
    const caseId = (await caseOf(system, subjectId))?.state.caseId ?? '';
    await append(caseId, { type: 'acknowledged', note: null }, RUTH);
    const at = now();
    const until = new Date(Date.parse(at) + 1).toISOString();
    const snoozed: CaseEventBody = { type: 'snoozed', until, reason: 'The police answer then.' };
    await store.saveSummary(await append(caseId, snoozed, RUTH, at));
    expect((await store.read(caseId)).summary?.deadline).toEqual({ kind: 'snooze-end', at: until });

    await wake('clock');
    await wake('clock');

    const woken = await caseOf(system, subjectId);
    const asked = woken?.events.filter(({ body }) => body.type === 'look-again-asked') ?? [];
    expect(asked.map(({ body }) => body)).toMatchObject([{ because: 'snooze-end', dueAt: until }]);
    expect(woken?.state.work.snooze).toBeNull();
    expect(woken?.state.told.filter(({ about }) => about === asked[0]?.number).length).toBeGreaterThan(0);
    expect(woken?.mails.some((mail) => mail.includes('to be looked at again'))).toBe(true);
    expect(woken?.intact).toBe(true);
  });

  it('has notice of its contact on record: the company’s when it came in, a person’s when they were told', async () => {
    const key = await deliver(system, { from: 'noticed@customer.test', text: THREAT, at: '2026-07-01T10:00:00Z' });
    await system.settled();
    const { subjectId, contactId, receivedAt } = await contactOf(system, key);
    const found = await caseOf(system, subjectId);
    const told = found?.state.told.map(({ at }) => at).sort()[0];
    expect(found?.state.clocks).toMatchObject({
      notices: [{ contactId, machineAt: receivedAt, toldAt: told, seenAt: null }],
      untold: [],
      unpreserved: [],
    });
  });
});

describe('what a crash left', () => {
  it('is a case that nobody was told of: people are told within the next minute of the clock', async () => {
    const subjectId = subjectIdOf('mail:untold@customer.test');
    const caseId = caseIdFor(subjectId);
    const opened = { ...opening(), subjectId } as CaseEventBody;
    const minutesAgo = new Date(Date.now() + LATER_MS - 3 * 60_000).toISOString();
    await store.saveSummary(await append(caseId, opened, OPEN_CASE, minutesAgo));
    await wake('clock');
    const { state } = await store.read(caseId);
    expect(state?.told.some(({ about }) => about === 1)).toBe(true);
    expect(state?.clocks.untold).toEqual([]);
  });

  it('is an original whose announcement was lost: it is read, opens its case, and people are told', async () => {
    await expect(contactOf(system, lostKey)).rejects.toThrow('No contact was read');
    await wake('sweep');
    const { subjectId } = await contactOf(system, lostKey);
    const found = await caseOf(system, subjectId);
    expect(found?.state).toMatchObject({ status: 'open', evidence: [{}] });
    expect(found?.state.told.length).toBeGreaterThan(0);
  });
});
