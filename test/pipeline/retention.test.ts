import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpApi } from '../../infra/local/services/http-api.ts';
import { startServices } from '../../infra/local/services/start-services.ts';
import { serveConsole } from '../../infra/local/start/console.ts';
import { listKeys, listVersions } from '../../infra/local/state/read-state.ts';
import type { System } from '../../infra/local/system.ts';
import { buildOnce, caseOf, contactOf, deliver, startTestSystem } from './harness.ts';

const HARMLESS = 'Good morning, which form do I need for a second signature on the account? Thank you.';
const THREAT = 'I know where you park, Dana. I will break your legs tonight.';
const DAY_MS = 86_400_000;

let system: System;
let api: HttpApi;
/** How far the clock of S3 is ahead. */
let daysAhead = 0;
const tokens = new Map<string, string>();
beforeAll(async () => {
  const built = await buildOnce();
  const now = () => new Date(Date.now() + daysAhead * DAY_MS);
  system = await startTestSystem(built, {
    services: await startServices({ stateFolder: null, now, verifiedSenders: [] }),
  });
  system.run();
  api = await serveConsole({ system, port: 0, keyFile: null });
  for (const role of ['legal', 'operator']) {
    const answer = await fetch(`${api.endpoint}/sign-in?role=${role}`);
    tokens.set(role, ((await answer.json()) as { token: string }).token);
  }
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

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test looks at.
async function ask(role: string, path: string, body?: object): Promise<any> {
  const answer = await fetch(`${api.endpoint}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${tokens.get(role)}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.json();
}

/** The objects of a contact in the bucket of contacts. */
async function objectsOf(contactId: string): Promise<string[]> {
  const bucket = system.names.CONTACTS_BUCKET ?? '';
  const lists = ['contacts', 'assessments'].map((folder) =>
    listKeys(system.clients.s3, bucket, `${folder}/${contactId}`),
  );
  return (await Promise.all(lists)).flat();
}

describe('a customer who asks for deletion', () => {
  it('is forgotten where nobody flagged anything, through the function that alone may delete', async () => {
    const contact = await hears('forget-me@customer.test', HARMLESS, '2026-03-02T10:00:00Z');
    expect(await objectsOf(contact.contactId)).toHaveLength(2);
    const asked = await ask('legal', `/api/subjects/${contact.subjectId}/deletion-requests`, {
      law: 'gdpr',
      receivedAt: '2026-03-10T00:00:00.000Z',
      reference: 'DSR-1',
    });
    await system.settled();
    const done = await ask('legal', `/api/deletion-requests/${asked.deletionId}`);
    expect(done).toMatchObject({
      state: 'done',
      deleted: { contact: 1, sighting: 1 },
      contacts: [{ outcome: 'deleted' }],
    });
    expect(await objectsOf(contact.contactId)).toEqual([]);
    const versions = await listVersions(system.clients.s3, system.names.INTAKE_BUCKET ?? '');
    expect(versions.map(({ key }) => key)).not.toContain(contact.original.key);
    const { Items } = await system.clients.tables.send(
      new QueryCommand({
        TableName: system.names.HISTORY_TABLE ?? '',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `SUBJECT#${contact.subjectId}` },
      }),
    );
    expect(Items).toEqual([]);
  }, 60_000);

  it('is held where a case is, and the case stays whole', async () => {
    const threat = await hears('threatens@customer.test', THREAT, '2026-03-02T10:00:00Z');
    const asked = await ask('legal', `/api/subjects/${threat.subjectId}/deletion-requests`, {
      law: 'ccpa',
      receivedAt: '2026-03-10T00:00:00.000Z',
    });
    await system.settled();
    const done = await ask('legal', `/api/deletion-requests/${asked.deletionId}`);
    expect(done).toMatchObject({ state: 'done', contacts: [{ outcome: 'held', reason: 'in-case' }] });
    expect(await objectsOf(threat.contactId)).toHaveLength(2);
    expect((await caseOf(system, threat.subjectId))?.intact).toBe(true);
  }, 60_000);
});

describe('what nobody flagged', () => {
  it('is gone after its days with its original, and what a case holds is not', async () => {
    const quiet = await hears('quiet@customer.test', HARMLESS, '2026-03-03T10:00:00Z');
    const threat = await hears('also-threatens@customer.test', THREAT, '2026-03-03T10:00:00Z');
    for (daysAhead = 0; daysAhead <= 170; daysAhead += 10) await system.services.expire();
    expect(await objectsOf(quiet.contactId)).toHaveLength(2);
    const versions = await listVersions(system.clients.s3, system.names.INTAKE_BUCKET ?? '');
    expect(versions.map(({ key }) => key)).not.toContain(quiet.original.key);
    for (; daysAhead <= 200; daysAhead += 10) await system.services.expire();
    expect(await objectsOf(quiet.contactId)).toEqual([]);
    expect(await objectsOf(threat.contactId)).toHaveLength(2);
  }, 60_000);
});

describe('what fired', () => {
  it('is counted by day for the operator', async () => {
    const [from, to] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)].map((date) => date.toISOString());
    const { detections } = await ask('operator', `/api/detections?from=${from}&to=${to}`);
    expect(detections.length).toBeGreaterThan(0);
    expect(detections.every(({ fired, flagged }: { fired: number; flagged: number }) => fired >= flagged)).toBe(true);
  });
});
