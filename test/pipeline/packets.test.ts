import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { readZip } from '../../infra/local/custody/read-zip.ts';
import { verifyFile } from '../../infra/local/custody/verify-file.ts';
import type { HttpApi } from '../../infra/local/services/http-api.ts';
import { serveConsole } from '../../infra/local/start/console.ts';
import type { System } from '../../infra/local/system.ts';
import { buildOnce, caseOf, contactOf, deliver, sesMail, startTestSystem } from './harness.ts';

/* From a mail to a packet, through the deployed functions: the careful harasser, whose every letter is nearly nothing. */

const LETTERS = [
  { at: '2026-03-02T10:00:00Z', text: 'Dana, I hope you get a taste of what it is like to lose everything.' },
  {
    at: '2026-03-05T10:00:00Z',
    text: 'I saw you leave at five again, Dana. You looked tired. The blue coat suits you.',
  },
  {
    at: '2026-03-09T10:00:00Z',
    text: 'People like you learn it the hard way, Dana. One day you will remember this letter.',
  },
] as const;
const FROM = 'careful@customer.test';
const TO = 'dana.whitfield@harborline.example';
const NOTHING_NOTED = { head: null, sha256: null };

let system: System;
let api: HttpApi;
let authorization: string;
let folder: string;
let caseId: string;
beforeAll(async () => {
  system = await startTestSystem(await buildOnce());
  system.run();
  api = await serveConsole({ system, port: 0, keyFile: null });
  const signedIn = await fetch(`${api.endpoint}/sign-in?role=legal`);
  authorization = `Bearer ${((await signedIn.json()) as { token: string }).token}`;
  folder = await mkdtemp(join(tmpdir(), 'undertone-packets-'));
  let subjectId = '';
  for (const letter of LETTERS) {
    const key = await deliver(system, { from: FROM, to: TO, ...letter });
    await system.settled();
    subjectId = (await contactOf(system, key)).subjectId;
  }
  caseId = (await caseOf(system, subjectId))?.state.caseId ?? '';
}, 180_000);
afterAll(async () => {
  await api?.stop();
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test looks at.
const json = (answer: Response): Promise<any> => answer.json();
const get = (path: string) => fetch(`${api.endpoint}${path}`, { headers: { authorization } });
async function saved(name: string, answer: Response): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  return file;
}

describe('the case of a careful harasser', () => {
  it('leaves as a chain of custody that verifies without the system', async () => {
    const file = await saved('custody.jsonl', await get(`/api/cases/${caseId}/custody`));
    const verdict = await verifyFile(file, NOTHING_NOTED);
    expect(verdict).toMatchObject({ intact: true, withheld: 0 });
    expect(verdict.events).toBeGreaterThan(LETTERS.length);
  });

  it('leaves as a packet with every letter as it was received, whose hash is in the next export', async () => {
    const asked = await fetch(`${api.endpoint}/api/cases/${caseId}/packets`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ kind: 'workplace-violence-order' }),
    });
    expect(asked.status).toBe(202);
    await system.settled();
    const packet = await json(await get(asked.headers.get('location') ?? ''));
    expect(packet).toMatchObject({ state: 'ready', failed: null });
    const file = await saved('packet.zip', await fetch(packet.link.url));
    expect(await verifyFile(file, { head: null, sha256: packet.sha256 })).toMatchObject({ intact: true, exhibits: 3 });
    const exhibits = (await readZip(file, () => true)).filter(({ name }) => name.startsWith('exhibits/'));
    expect(exhibits.map(({ sha256 }) => sha256)).toEqual(
      LETTERS.map((letter) => sha256Hex(sesMail({ from: FROM, to: TO, ...letter }))),
    );
    const next = await (await get(`/api/cases/${caseId}/custody`)).text();
    expect(next).toContain(packet.sha256);
  }, 120_000);

  it('comes under a legal hold, and every letter that comes after with it', async () => {
    const held = await fetch(`${api.endpoint}/api/cases/${caseId}/hold`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify({ reason: 'A petition is being prepared.' }),
    });
    expect((await json(held)).custody.hold).toMatchObject({ objects: 3 });
    await deliver(system, {
      from: FROM,
      to: TO,
      at: '2026-03-12T10:00:00Z',
      text: 'I hope you get a taste of it, Dana.',
    });
    await system.settled();
    const { evidence } = await json(await get(`/api/cases/${caseId}`));
    expect(evidence).toHaveLength(4);
    for (const { contactId } of evidence) {
      expect((await get(`/api/cases/${caseId}/evidence/${contactId}`)).status).toBe(200);
    }
  }, 120_000);
});
