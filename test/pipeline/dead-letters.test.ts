import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../functions/contracts/contact.ts';
import { foldCase } from '../../functions/shared/case/fold.ts';
import type { Built } from '../../infra/local/start/build.ts';
import { readCases } from '../../infra/local/state/read-state.ts';
import type { System } from '../../infra/local/system.ts';
import {
  assessmentOf,
  buildOnce,
  caseOf,
  contactOf,
  deliver,
  outline,
  sendAgain,
  startTestSystem,
  vaultVersion,
} from './harness.ts';

const THREAT = 'I know where you park. I will hurt you when you leave the office tonight.';
const ORDINARY = 'Please send me the form for a new card. Thank you.';

let built: Built;
let system: System;
beforeAll(async () => {
  built = await buildOnce();
  system = await startTestSystem(built);
  system.run();
  // The bucket's own test message is taken before anything is broken.
  await system.settled();
}, 300_000);
afterAll(async () => {
  await system?.stop();
});

/** Lets every invocation of a function fail, as a crash does, until the function that it gives is called. */
function breakFunction(stage: string): () => void {
  const worker = system.functions.get(`undertone-${stage}`);
  if (!worker) throw new Error(`There is no function of ${stage}.`);
  const works = worker.invoke;
  worker.invoke = () => Promise.reject(new Error(`${stage} crashed.`));
  return () => {
    worker.invoke = works;
  };
}

/** What the schedule does each minute. */
const lookThroughDeadLetters = async (): Promise<void> => {
  await system.functions.get('undertone-dead-letters')?.invoke({});
  await system.settled();
};

const countOf = async (queue: string): Promise<number> =>
  (await system.deadLetters()).find((letters) => letters.queue.name.startsWith(`undertone-${queue}-dead`))?.messages ??
  0;

const allCases = async () => {
  const cases = await readCases(system.clients.tables, system.names.CASE_TABLE ?? '');
  return [...cases.values()].map((events) => ({ events, state: foldCase(events) }));
};

const casesWithReason = async (row: string) =>
  (await allCases()).filter(({ state }) => state?.reasons.some((reason) => reason.row === row));

/** What `aws sqs start-message-move-task` does, for the one letter of a queue. */
async function redrive(queue: string): Promise<void> {
  const letters = (await system.deadLetters()).find(({ queue: { name } }) =>
    name.startsWith(`undertone-${queue}-dead`),
  );
  const work = system.workQueues.find(({ deadLetterArn }) => deadLetterArn === letters?.queue.arn);
  if (!letters || !work) throw new Error(`Nothing lies in the dead letters of ${queue}.`);
  const { sqs } = system.clients;
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: letters.queue.url, WaitTimeSeconds: 2 }));
  const [message] = Messages ?? [];
  await sendAgain(system, work.url, message?.Body, work.name.endsWith('.fifo') ? 'again' : undefined);
  await sqs.send(new DeleteMessageCommand({ QueueUrl: letters.queue.url, ReceiptHandle: message?.ReceiptHandle }));
  await system.settled();
}

describe('an original that ingest fails on to the last try', () => {
  let key: string;
  beforeAll(async () => {
    const mend = breakFunction('ingest');
    key = await deliver(system, { from: 'unread@customer.test', text: THREAT, at: '2026-03-02T10:00:00Z' });
    await system.settled();
    mend();
    await lookThroughDeadLetters();
  }, 60_000);

  it('lies in the dead-letter queue and has a case in the unscored lane, with a reason that a person understands', async () => {
    expect(await countOf('intake')).toBe(1);
    const [found, ...others] = await casesWithReason('dead-letter-intake');
    expect(others).toEqual([]);
    expect(found?.state).toMatchObject({ status: 'open', lane: 'unscored', priority: 'P2' });
    expect(found?.state?.reasons[0]?.why).toMatch(/nobody has read it.*Read the original/);
    expect(found?.state?.acknowledgeDueAt).not.toBeNull();
  });

  it('is preserved in the vault, and people are told, without a word of it', async () => {
    const [found] = await casesWithReason('dead-letter-intake');
    const [evidence] = found?.state?.evidence ?? [];
    const kept = await vaultVersion(system, evidence?.key ?? '');
    expect(await kept.Body?.transformToString()).toContain(THREAT);
    expect(kept.ObjectLockMode).toBe('COMPLIANCE');
    expect(found?.state?.told.map(({ role }) => role)).toContain('supervisor');
  });

  it('changes nothing when it is looked at again each minute, and stays where it is', async () => {
    const before = await allCases();
    await lookThroughDeadLetters();
    await lookThroughDeadLetters();
    expect(await allCases()).toEqual(before);
    expect(await countOf('intake')).toBe(1);
  });

  it('joins that case when it is redriven, and so does the next mail of its writer: no second case is opened', async () => {
    const [before] = await casesWithReason('dead-letter-intake');
    const cases = (await allCases()).length;
    await redrive('intake');
    const contact = await contactOf(system, key);
    expect(contact.subject?.address).toBe('unread@customer.test');
    expect((await assessmentOf(system, contact.contactId)).flagged).toBe(true);
    const after = (await allCases()).find(({ state }) => state?.caseId === before?.state?.caseId);
    expect(after?.state?.contacts.map(({ contactId }) => contactId)).toEqual([contact.contactId]);
    expect(after?.state?.lane).toBe('security');
    await deliver(system, { from: 'unread@customer.test', text: THREAT, at: '2026-03-03T10:00:00Z' });
    await system.settled();
    expect(await allCases()).toHaveLength(cases);
    expect(await countOf('intake')).toBe(0);
  }, 60_000);
});

describe('a contact that score fails on to the last try', () => {
  let contact: Contact;
  beforeAll(async () => {
    const mend = breakFunction('score');
    const key = await deliver(system, { from: 'unscored@customer.test', text: ORDINARY, at: '2026-03-02T10:00:00Z' });
    await system.settled();
    mend();
    contact = await contactOf(system, key);
    await lookThroughDeadLetters();
  }, 60_000);

  it('lies in the dead-letter queue and has its subject’s case in the unscored lane', async () => {
    expect(await countOf('score')).toBe(1);
    const found = await caseOf(system, contact.subjectId);
    expect(found?.state).toMatchObject({ lane: 'unscored', priority: 'P2', status: 'open' });
    expect(found?.state.reasons).toMatchObject([{ row: 'dead-letter-score', why: expect.stringContaining('neither') }]);
    expect(found?.state.evidence.map(({ contactId }) => contactId)).toEqual([contact.contactId]);
  });

  it('is scored when it is redriven, and keeps that one case', async () => {
    await redrive('score');
    expect((await assessmentOf(system, contact.contactId)).flagged).toBe(false);
    expect(outline((await caseOf(system, contact.subjectId)) as never)).toMatchObject({
      opened: 1,
      added: 0,
      contacts: 1,
    });
  }, 60_000);
});

describe('a threat whose case open-case fails on to the last try', () => {
  let contact: Contact;
  beforeAll(async () => {
    const mend = breakFunction('open-case');
    const key = await deliver(system, { from: 'no-case@customer.test', text: THREAT, at: '2026-03-02T10:00:00Z' });
    await system.settled();
    mend();
    contact = await contactOf(system, key);
    expect(await caseOf(system, contact.subjectId)).toBeNull();
    await lookThroughDeadLetters();
  }, 60_000);

  it('lies in the dead-letter queue and has a case at the priority that it was scored at', async () => {
    expect(await countOf('cases')).toBe(1);
    const { priority, lane } = await assessmentOf(system, contact.contactId);
    const found = await caseOf(system, contact.subjectId);
    expect(found?.state).toMatchObject({ priority, lane, status: 'open' });
    expect(found?.state.reasons.map(({ row }) => row)).toContain('dead-letter-cases');
    expect(found?.state.told.map(({ role }) => role)).toContain('supervisor');
  });

  it('keeps that one case when it is redriven', async () => {
    const before = outline((await caseOf(system, contact.subjectId)) as never);
    await redrive('cases');
    expect(outline((await caseOf(system, contact.subjectId)) as never)).toEqual(before);
  }, 60_000);
});

describe('what points to nothing', () => {
  it('is left in the dead-letter queue for the operator, and opens no case', async () => {
    const cases = (await allCases()).length;
    await sendAgain(system, system.names.SCORE_QUEUE_URL ?? '', 'not json');
    await sendAgain(system, system.names.SCORE_QUEUE_URL ?? '', { contactId: `contact-${'0'.repeat(32)}` });
    await system.settled();
    await lookThroughDeadLetters();
    expect(await allCases()).toHaveLength(cases);
    expect(await countOf('score')).toBe(2);
  }, 60_000);
});

describe('an original that is gone', () => {
  it('has a case all the same, which says that its bytes could not be fetched', async () => {
    const record = { bucket: { name: system.names.INTAKE_BUCKET ?? '' }, object: { key: 'mail/gone' } };
    const news = { Records: [{ eventName: 'ObjectCreated:Put', s3: record }] };
    await sendAgain(system, system.workQueues[0]?.url ?? '', news);
    await system.settled();
    await lookThroughDeadLetters();
    const found = (await casesWithReason('dead-letter-intake')).find(({ state }) => state?.evidence.length === 0);
    expect(found?.state?.reasons[0]?.why).toContain('could not be fetched');
  }, 60_000);
});
