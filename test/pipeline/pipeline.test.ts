import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../functions/contracts/contact.ts';
import { eventMessage } from '../../infra/local/services/s3/notifications.ts';
import type { Built } from '../../infra/local/start/build.ts';
import { serveConsole } from '../../infra/local/start/console.ts';
import { findUnfinished } from '../../infra/local/state/unfinished.ts';
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

const THREAT =
  'I know where you park your car. You will regret this, and I will hurt you when you leave the office tonight.';

let built: Built;
let system: System;
beforeAll(async () => {
  built = await buildOnce();
  system = await startTestSystem(built);
  system.run();
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

const theCase = async (contact: Contact) => {
  const found = await caseOf(system, contact.subjectId);
  if (!found) throw new Error('There is no case.');
  return found;
};

describe('a threatening mail that SES puts into the bucket', () => {
  let key: string;
  let contact: Contact;
  beforeAll(async () => {
    key = await deliver(system, { from: 'one@customer.test', text: THREAT, at: '2026-03-02T10:00:00Z' });
    await system.settled();
    contact = await contactOf(system, key);
  }, 60_000);

  it('is read, scored and opens one case', async () => {
    expect(contact).toMatchObject({ format: 'email', channel: 'email', subject: { address: 'one@customer.test' } });
    const assessment = await assessmentOf(system, contact.contactId);
    expect(assessment.flagged).toBe(true);
    expect(assessment.severity).toBeGreaterThanOrEqual(3);
    const { state, intact } = await theCase(contact);
    expect(state.contacts.map(({ contactId }) => contactId)).toEqual([contact.contactId]);
    expect(intact).toBe(true);
  });

  it('is preserved in the vault, byte for byte, where nobody can delete it for five years', async () => {
    const { state } = await theCase(contact);
    const [evidence] = state.evidence;
    expect(evidence?.sha256).toBe(contact.original.sha256);
    const kept = await vaultVersion(system, evidence?.key ?? '');
    expect((await kept.Body?.transformToByteArray())?.length).toBe(contact.original.sizeBytes);
    expect(kept.ObjectLockMode).toBe('COMPLIANCE');
    const years = ((kept.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / (365.25 * 24 * 60 * 60 * 1000);
    expect(years).toBeGreaterThan(4.99);
  });

  it('is told to people by mail that has no word of it and no name of the customer', async () => {
    const { state, mails } = await theCase(contact);
    expect(state.told.map(({ role }) => role)).toContain('supervisor');
    expect(mails.length).toBe(state.told.length);
    for (const mail of mails) {
      expect(mail).toContain(state.caseNumber);
      expect(mail).not.toMatch(/regret|park your car|customer\.test/i);
    }
  });

  it('leaves nothing unfinished, and nothing in a dead-letter queue', async () => {
    expect(await findUnfinished(system, built.policy, built.roster)).toEqual({
      ingest: [],
      score: [],
      cases: [],
      notify: [],
    });
    expect(await system.deadLetters()).toEqual([]);
  });

  it('changes nothing when each message of its path is delivered again', async () => {
    const before = outline(await theCase(contact));
    const { INTAKE_BUCKET = '', SCORE_QUEUE_URL = '', CASES_QUEUE_URL = '', NOTIFY_QUEUE_URL = '' } = system.names;
    const { contactId, subjectId, original } = contact;
    const { state, events } = await theCase(contact);
    const intakeQueue = system.workQueues[0]?.url ?? '';
    const record = {
      key,
      versionId: original.versionId ?? 'null',
      sequence: 1,
      lastModified: contact.receivedAt,
      sizeBytes: original.sizeBytes,
      etag: 'x',
    };
    const notification = { id: 'again', queueArn: '', events: [], prefix: '', suffix: '' };
    const news = eventMessage({
      event: 'ObjectCreated:Put',
      notification,
      bucket: INTAKE_BUCKET,
      record,
      region: 'us-east-1',
      requestId: 'X',
    });
    for (let times = 0; times < 2; times++) {
      await sendAgain(system, intakeQueue, news);
      await sendAgain(system, SCORE_QUEUE_URL, { contactId });
      await sendAgain(system, CASES_QUEUE_URL, { contactId, subjectId }, subjectId);
      const told = events.find(({ body }) => body.type === 'notification-sent')?.body;
      const about = told?.type === 'notification-sent' ? told.about : 1;
      await sendAgain(system, NOTIFY_QUEUE_URL, { caseId: state.caseId, eventNumber: about }, state.caseId);
    }
    await system.settled();
    expect(outline(await theCase(contact))).toEqual(before);
    expect(await system.deadLetters()).toEqual([]);
  });
});

describe('mails of one person', () => {
  const letters = [
    'I am still waiting for my refund. You had better fix this by Friday or you will see what happens.',
    'Nobody answered. I hope you get a taste of what it is like to lose everything.',
    THREAT,
  ];
  const send = async (from: string, order: number[]): Promise<Contact> => {
    let key = '';
    for (const index of order) {
      key = await deliver(system, { from, text: letters[index] ?? '', at: `2026-03-0${index + 3}T10:00:00Z` });
    }
    await system.settled();
    return contactOf(system, key);
  };

  it('that arrive out of order, and all at once, end in one case that holds the same as in order', async () => {
    const inOrder = await theCase(await send('in-order@customer.test', [0, 1, 2]));
    const reversed = await theCase(await send('reversed@customer.test', [2, 1, 0]));
    for (const { state, intact, mails } of [inOrder, reversed]) {
      expect(state.priority).toBe(inOrder.state.priority);
      expect(state.contacts.length).toBe(inOrder.state.contacts.length);
      expect(state.evidence.length).toBe(state.contacts.length);
      expect(mails.length).toBe(state.told.length);
      expect(intact).toBe(true);
    }
  }, 60_000);
});

describe('poison', () => {
  it('that nobody can read becomes work for a person in the unscored lane', async () => {
    const Key = 'drop/broken.bin';
    const Body = Buffer.concat([Buffer.from('%PDF-1.7\n'), createHash('sha512').update('noise').digest()]);
    await system.clients.s3.send(new PutObjectCommand({ Bucket: system.names.INTAKE_BUCKET ?? '', Key, Body }));
    await system.settled();
    const contact = await contactOf(system, Key);
    expect(contact.problems.some(({ extent }) => extent === 'whole')).toBe(true);
    const { state } = await theCase(contact);
    expect(state.lane).toBe('unscored');
  }, 60_000);

  it.each([
    { what: 'is not JSON', body: 'not json' as unknown },
    { what: 'points to a contact that is not there', body: { contactId: `contact-${'0'.repeat(32)}` } },
  ])(
    'that $what is tried five times, lies in its dead-letter queue, and does not hold up the next',
    async ({ body }) => {
      const before = (await system.deadLetters()).reduce((sum, { messages }) => sum + messages, 0);
      await sendAgain(system, system.names.SCORE_QUEUE_URL ?? '', body);
      const key = await deliver(system, {
        from: `after-poison-${Math.random()}@customer.test`,
        text: THREAT,
        at: '2026-03-02T11:00:00Z',
      });
      await system.settled();
      expect((await theCase(await contactOf(system, key))).state.told.length).toBeGreaterThan(0);
      const dead = await system.deadLetters();
      expect(dead.reduce((sum, { messages }) => sum + messages, 0)).toBe(before + 1);
      expect(dead.every(({ queue }) => queue.name.includes('score-dead-letters'))).toBe(true);
    },
    60_000,
  );
});

describe('the console’s API', () => {
  it('gives a person with a role the open cases, and nobody else anything', async () => {
    const api = await serveConsole({ system, port: 0, keyFile: null });
    try {
      expect((await fetch(`${api.endpoint}/api/cases`)).status).toBe(401);
      const signIn = await fetch(`${api.endpoint}/sign-in?role=security`);
      const { token } = (await signIn.json()) as { token: string };
      const answer = await fetch(`${api.endpoint}/api/cases`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
      const { cases } = (await answer.json()) as { cases: { caseNumber: string }[] };
      expect(cases.length).toBeGreaterThan(0);
      expect((await fetch(`${api.endpoint}/sign-in?role=emperor`)).status).toBe(400);
    } finally {
      await api.stop();
    }
  });
});

describe('an employee in no role who reports by the form', () => {
  it('opens a case, with themselves as reporter, and sees nothing else', async () => {
    let changes = 0;
    const api = await serveConsole({ system, port: 0, keyFile: null, onChange: () => changes++ });
    try {
      const signIn = await fetch(`${api.endpoint}/sign-in?email=priya.nair@harborline.example`);
      const { token } = (await signIn.json()) as { token: string };
      const authorization = `Bearer ${token}`;
      const answer = await fetch(`${api.endpoint}/api/reports`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'pipeline-test-report' },
        body: JSON.stringify({ channel: 'in-person', who: 'Nina Quill', done: 'Stood by my car without a word.' }),
      });
      expect(answer.status).toBe(202);
      expect(changes).toBe(1);
      const { reportId } = (await answer.json()) as { reportId: string };
      await system.settled();
      const contact = await contactOf(system, `form/${reportId}.json`);
      expect(contact).toMatchObject({
        format: 'form',
        channel: 'in-person',
        subject: { name: 'Nina Quill' },
        reporter: { name: 'Priya Nair', address: 'priya.nair@harborline.example' },
        report: { kind: 'form', perceived: true },
      });
      const { state, intact } = await theCase(contact);
      expect(state.contacts.map(({ contactId }) => contactId)).toEqual([contact.contactId]);
      expect(state.evidence).toMatchObject([{ sha256: contact.original.sha256 }]);
      expect(intact).toBe(true);
      const after = await fetch(`${api.endpoint}/api/reports/${reportId}`, { headers: { authorization } });
      expect(await after.json()).toMatchObject({ state: 'case-open', caseNumber: null });
      expect((await fetch(`${api.endpoint}/api/cases`, { headers: { authorization } })).status).toBe(403);
    } finally {
      await api.stop();
    }
  }, 60_000);
});

describe('a template that lacks a variable', () => {
  it('does not start here, and says which function lacks which', async () => {
    const template = structuredClone(built.template);
    const score = Object.values(template.Resources).find(
      ({ Properties }) => Properties?.FunctionName === 'undertone-score',
    );
    const environment = score?.Properties?.Environment as { Variables: Record<string, unknown> };
    delete environment.Variables.CASES_QUEUE_URL;
    await expect(startTestSystem({ ...built, template }, { loadWhenWoken: false })).rejects.toThrow(
      /undertone-score could not go on: EnvironmentError: .*CASES_QUEUE_URL/,
    );
  }, 60_000);
});
