import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpApi } from '../../infra/local/services/http-api.ts';
import { serveConsole } from '../../infra/local/start/console.ts';
import type { System } from '../../infra/local/system.ts';
import { buildOnce, caseOf, contactOf, deliver, startTestSystem } from './harness.ts';

const HARMLESS = 'Good morning, which form do I need for a second signature on the account? Thank you.';
const AGAIN = 'Hello, I have filled in the form for the second signature. Shall I bring it in or send it?';
const OTHER = 'Could you tell me on which days the branch at the harbour is open in the morning?';

let system: System;
let api: HttpApi;
let authorization: string;
beforeAll(async () => {
  const built = await buildOnce();
  system = await startTestSystem(built);
  system.run();
  api = await serveConsole({ system, port: 0, keyFile: null });
  const signedIn = await fetch(`${api.endpoint}/sign-in?role=security`);
  const { token } = (await signedIn.json()) as { token: string };
  authorization = `Bearer ${token}`;
}, 120_000);
afterAll(async () => {
  await api?.stop();
  await system?.stop();
});

async function hears(from: string, text: string, at: string) {
  const key = await deliver(system, { from, text, at });
  await system.settled();
  return contactOf(system, key);
}
const tell = async (subjectId: string, body: object) =>
  fetch(`${api.endpoint}/api/subjects/${subjectId}/notices`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });

describe('a customer who was told to stop, and writes again', () => {
  it('gets a case by a harmless mail, which is none without the notice', async () => {
    const first = await hears('told@customer.test', HARMLESS, '2026-03-02T10:00:00Z');
    expect(await caseOf(system, first.subjectId)).toBeNull();
    const told = await tell(first.subjectId, { kind: 'notice-to-stop', at: '2026-03-05T09:00:00.000Z' });
    expect(told.status).toBe(201);

    const second = await hears('told@customer.test', AGAIN, '2026-03-09T10:00:00Z');
    const theirs = await caseOf(system, second.subjectId);
    expect(theirs?.state).toMatchObject({ status: 'open', priority: 'P2' });
    const contact = theirs?.state.contacts.find(({ contactId }) => contactId === second.contactId);
    expect(contact).toMatchObject({ part: 'flagged', severity: 0, conductIds: ['conduct/contact-after-notice'] });

    const block = await tell(first.subjectId, { kind: 'block', at: '2026-03-09T08:00:00.000Z' });
    expect(await block.json()).toMatchObject({ caseIds: [theirs?.state.caseId] });
    const shown = await fetch(`${api.endpoint}/api/subjects/${first.subjectId}`, { headers: { authorization } });
    expect(await shown.json()).toMatchObject({
      cases: [{ caseId: theirs?.state.caseId }],
      acts: [{ contactId: second.contactId, conductIds: ['conduct/contact-after-notice'] }, {}],
      notices: [{ kind: 'notice-to-stop' }, { kind: 'block' }],
    });
    const after = await caseOf(system, first.subjectId);
    expect(after?.state.warnings).toMatchObject([
      { kind: 'notice-to-stop', contactsSince: 1 },
      { kind: 'block', contactsSince: 1 },
    ]);
    expect(after?.intact).toBe(true);
  }, 60_000);

  it('is found under another address by the words that they use again, for a person to look at', async () => {
    const other = await hears('new-address@customer.test', AGAIN, '2026-03-10T11:00:00Z');
    const theirs = await caseOf(system, other.subjectId);
    expect(theirs?.state).toMatchObject({
      priority: 'P3',
      contacts: [{ contactId: other.contactId, conductIds: ['conduct/perhaps-new-address-after-block'] }],
    });
  }, 60_000);

  it('is no reason for a case of anybody else', async () => {
    const other = await hears('untold@customer.test', OTHER, '2026-03-10T12:00:00Z');
    expect(await caseOf(system, other.subjectId)).toBeNull();
  }, 60_000);
});
