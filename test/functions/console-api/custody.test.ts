import {
  DeleteObjectCommand,
  GetObjectLegalHoldCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEventBody, Evidence, Track } from '../../../functions/contracts/case.ts';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { verifyCustody } from '../../../functions/shared/case/custody/verify.ts';
import { preserveInCase } from '../../../functions/shared/case/preserve.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { caseIdFor, contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { assessment, caseContact, contact, DANA, OPENED, opening, policy, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
});
afterAll(() => services.stop());

const LEGAL = { roles: ['legal'], person: 'lena' } as const;
const HTML = 'Content-Type: text/html\r\n\r\n<script>alert("Dana")</script>';

let cases = 0;
let caseId: string;
let contactId: string;
let stored: Contact;
beforeEach(async () => {
  const subjectId = subjectIdOf(`custody:${cases++}`);
  caseId = caseIdFor(subjectId);
  contactId = idOf(1);
  await append({ ...opening({ contactId, threatType: 'direct' }), subjectId } as CaseEventBody);
  stored = await put(1, Buffer.from(`${HTML}${cases}`));
  await preserve(stored);
});

const idOf = (n: number) => contactIdOf({ key: `${caseId}/${n}`, versionId: null, sha256: '0'.repeat(64) });
const put = (n: number, original: Uint8Array) =>
  services.put(contact(n, { contactId: idOf(n) }), assessment(n, { contactId: idOf(n) }), original);

async function append(body: CaseEventBody, track: Track = 'handling'): Promise<void> {
  const { record } = await services.store.append(await services.store.read(caseId), () => ({
    at: OPENED,
    actor: STAGE,
    track,
    body,
  }));
  await services.store.saveSummary(record);
}

async function preserve(source: Contact, into = caseId): Promise<Evidence> {
  const preserving = { store: services.store, vaultBucket: 'vault', contactsBucket: 'contacts', policy, at: OPENED };
  const { record } = await preserveInCase(await services.store.read(into), source, STAGE, preserving);
  await services.store.saveSummary(record);
  return record.state?.evidence.at(-1) as Evidence;
}

const addContact = (n: number) =>
  append({ type: 'contact-added', contact: caseContact(n, { contactId: idOf(n) }), acknowledgeDueAt: OPENED });
const evidenceUrl = (id = contactId) => `/api/cases/${caseId}/evidence/${id}`;
const eventsOf = async () => (await services.store.read(caseId)).events;
const isHeld = async ({ bucket, key, versionId }: Evidence) => {
  const head = await services.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return head.ObjectLockLegalHoldStatus === 'ON';
};
const evidence = async () => (await services.store.read(caseId)).state?.evidence ?? [];

describe('the original of a contact', () => {
  it('is handed over byte for byte, to be saved and never shown, and the view is on record', async () => {
    const { status, headers, body } = await ask('GET', evidenceUrl(), LEGAL);
    expect([status, body]).toEqual([200, `${HTML}${cases}`]);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${(await services.store.read(caseId)).state?.caseNumber}-${contactId}.eml"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-sha256': sha256Hex(body),
    });
    expect((await eventsOf()).at(-1)).toMatchObject({
      actor: { id: 'sub-lena' },
      body: { type: 'viewed', what: 'evidence', contactId },
    });
  });

  it('that is too large for an answer is a link, good for a moment', async () => {
    await addContact(2);
    const large = Buffer.alloc(4 * 1024 * 1024 + 1, 'a');
    const { sha256 } = await preserve(await put(2, large));
    const { status, headers, body } = await ask('GET', evidenceUrl(idOf(2)), LEGAL);
    expect([status, headers['content-type'], body.sha256]).toEqual([200, 'application/json', sha256]);
    const answer = await fetch(body.url);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="UT-/);
    expect(sha256Hex(Buffer.from(await answer.arrayBuffer()))).toBe(sha256);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeLessThanOrEqual(120_000);
  });

  it('that is not what was put into the vault is not handed over', async () => {
    const [known] = await evidence();
    const forged = await services.s3.send(
      new PutObjectCommand({ Bucket: 'vault', Key: known?.key ?? '', Body: 'something else' }),
    );
    await append({ type: 'contact-added', contact: caseContact(3, { contactId: idOf(3) }), acknowledgeDueAt: OPENED });
    const other = { ...(known as Evidence), contactId: idOf(3), versionId: forged.VersionId ?? '' };
    await append({ type: 'evidence-preserved', evidence: other });
    expect((await ask('GET', evidenceUrl(idOf(3)), LEGAL)).status).toBe(500);
    expect((await ask('GET', evidenceUrl(), LEGAL)).status).toBe(200);
  });

  it('is nobody’s who may not, and of another case than its own not there', async () => {
    expect((await ask('GET', evidenceUrl(), { roles: ['supervisor'] })).status).toBe(403);
    expect((await ask('GET', evidenceUrl(idOf(9)), LEGAL)).status).toBe(404);
    await addContact(2);
    const { status, body } = await ask('GET', evidenceUrl(idOf(2)), LEGAL);
    expect([status, body.detail]).toEqual([404, expect.stringContaining('not in the vault yet')]);
    await append({ type: 'evidence-missing', contactId: idOf(2), reason: 'gone' });
    expect((await ask('GET', evidenceUrl(idOf(2)), LEGAL)).body.detail).toContain('deleted before');
  });
});

describe('the custody of a case', () => {
  const exported = (asking: Parameters<typeof ask>[2] = LEGAL) => ask('GET', `/api/cases/${caseId}/custody`, asking);

  it('is exported as a file that anyone can verify, and that it left is on record by its hash', async () => {
    const { status, headers, body } = await exported();
    expect([status, headers['content-type']]).toEqual([200, 'application/octet-stream']);
    const verdict = verifyCustody(Buffer.from(body));
    expect(verdict).toMatchObject({ intact: true, custody: { caseId, withheld: 0 } });
    const events = await eventsOf();
    expect(events.at(-1)).toMatchObject({
      actor: { id: 'sub-lena' },
      body: { type: 'exported', what: 'custody', sha256: sha256Hex(body), sizeBytes: Buffer.byteLength(body) },
    });
    expect(events.filter(({ body: { type } }) => type === 'exported')).toHaveLength(1);
  });

  it('shows an auditor the same, and no one who works the case', async () => {
    expect((await exported({ roles: ['auditor'], person: 'axel' })).status).toBe(200);
    for (const role of ['supervisor', 'security', 'hr', 'operator'] as const) {
      expect((await exported({ roles: [role] })).status).toBe(403);
    }
  });
});

describe('a legal hold', () => {
  const hold = (
    path: '' | '/lift' = '',
    reason = 'Litigation is expected.',
    asking = LEGAL as Parameters<typeof ask>[2],
  ) => ask('POST', `/api/cases/${caseId}/hold${path}`, { ...asking, headers: { 'if-match': '*' }, body: { reason } });

  it('holds every original that is there, and every one that comes', async () => {
    const { status, body } = await hold();
    expect([status, body.custody.hold]).toEqual([
      200,
      expect.objectContaining({ objects: 1, reason: 'Litigation is expected.' }),
    ]);
    expect((await eventsOf()).map(({ body: { type } }) => type).slice(-2)).toEqual(['hold-placed', 'hold-applied']);
    await addContact(2);
    await preserve(await put(2, Buffer.from(`later ${cases}`)));
    for (const one of await evidence()) expect(await isHeld(one)).toBe(true);
    expect((await evidence()).length).toBe(2);
  });

  it('cannot be undone behind the back of legal: nobody deletes a held version', async () => {
    await hold();
    const [one] = (await evidence()) as [Evidence];
    const remove = new DeleteObjectCommand({ Bucket: one.bucket, Key: one.key, VersionId: one.versionId });
    await expect(services.s3.send(remove)).rejects.toThrow(/object lock/i);
    const asked = new GetObjectLegalHoldCommand({ Bucket: one.bucket, Key: one.key, VersionId: one.versionId });
    expect((await services.s3.send(asked)).LegalHold?.Status).toBe('ON');
  });

  it('is lifted with a reason, and leaves held what another case holds too', async () => {
    const first = caseId;
    await hold();
    const [shared] = (await evidence()) as [Evidence];
    caseId = caseIdFor(subjectIdOf(`custody:other:${cases}`));
    await append({ ...opening({ contactId }), subjectId: subjectIdOf(`custody:other:${cases}`) } as CaseEventBody);
    const same = await preserve(stored);
    expect([same.key, same.versionId]).toEqual([shared.key, shared.versionId]);
    await hold();
    expect((await hold('/lift', 'Settled.')).body.custody.hold).toBeNull();
    expect(await isHeld(shared)).toBe(true);
    caseId = first;
    await hold('/lift', 'Settled too.');
    expect(await isHeld(shared)).toBe(false);
  });

  it('is refused twice, and where there is none to lift, saying so', async () => {
    expect((await hold('/lift')).body.detail).toBe('The case is not on hold.');
    await hold();
    const again = await hold();
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('on hold already, since')]);
  });

  it('that was placed and not applied is applied when it is asked for again', async () => {
    await append({ type: 'hold-placed', reason: 'The function was killed here.' });
    const [one] = (await evidence()) as [Evidence];
    expect(await isHeld(one)).toBe(false);
    expect((await hold()).body.custody.hold).toMatchObject({ reason: 'The function was killed here.', objects: 1 });
    expect(await isHeld(one)).toBe(true);
  });

  it('that comes between the look and the record holds the original all the same', async () => {
    const before = await services.store.read(caseId);
    await addContact(2);
    const source = await put(2, Buffer.from(`raced ${cases}`));
    const old = await services.store.read(caseId);
    await append({ type: 'hold-placed', reason: 'At that moment.' });
    const preserving = { store: services.store, vaultBucket: 'vault', contactsBucket: 'contacts', policy, at: OPENED };
    const { record } = await preserveInCase(old, source, STAGE, preserving);
    expect(before.state?.custody.hold).toBeNull();
    expect(await isHeld(record.state?.evidence.at(-1) as Evidence)).toBe(true);
  });

  it('is legal’s alone', async () => {
    for (const role of ['supervisor', 'security', 'hr', 'auditor', 'operator'] as const) {
      expect((await hold('', 'x', { roles: [role] })).status).toBe(403);
    }
  });
});

describe('a packet', () => {
  const request = (body: unknown, asking: Parameters<typeof ask>[2] = LEGAL, key = `packet-key-${cases}-0001`) =>
    ask('POST', `/api/cases/${caseId}/packets`, { ...asking, headers: { 'idempotency-key': key }, body });
  const EMPLOYERS = { kind: 'workplace-violence-order' };

  it('is asked for once however often the request comes, and is being made', async () => {
    const first = await request(EMPLOYERS);
    const second = await request(EMPLOYERS);
    expect([first.status, second.status, second.body.packetId]).toEqual([202, 202, first.body.packetId]);
    expect((await eventsOf()).filter(({ body }) => body.type === 'packet-requested')).toHaveLength(1);
    const { body } = await ask('GET', first.headers.location ?? '', LEGAL);
    expect(body).toMatchObject({ state: 'being-made', kind: 'workplace-violence-order', link: null, sha256: null });
    expect((await request({ kind: 'civil-harassment-order', targetId: DANA })).status).toBe(422);
  });

  it('for the employer is legal’s to ask for and to see; one in a person’s own name HR’s too', async () => {
    const hr = { roles: ['hr'], person: 'hanna' } as const;
    const refused = await request(EMPLOYERS, hr);
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('for legal')]);
    const { headers } = await request(EMPLOYERS);
    expect((await ask('GET', headers.location ?? '', hr)).status).toBe(404);
    const own = await request({ kind: 'civil-harassment-order', targetId: DANA }, hr);
    expect(own.status).toBe(202);
    expect((await ask('GET', own.headers.location ?? '', hr)).status).toBe(200);
  });

  it('in a person’s own name names one of those the case is toward', async () => {
    for (const targetId of [undefined, null, 'target-of-nobody']) {
      expect((await request({ kind: 'civil-harassment-order', targetId })).status).toBe(422);
    }
  });

  it('that is made is a link, and its view is on record; one that is deleted is not there', async () => {
    const { body: asked, headers } = await request(EMPLOYERS);
    const { packetId } = asked;
    const Key = `packets/${caseId}/${packetId}.zip`;
    await services.s3.send(new PutObjectCommand({ Bucket: 'packets', Key, Body: 'zip' }));
    const made = { sha256: sha256Hex('zip'), sizeBytes: 3 };
    await append({ type: 'exported', what: 'packet', packetId, ...made });
    const { body } = await ask('GET', headers.location ?? '', LEGAL);
    expect(body).toMatchObject({
      state: 'ready',
      ...made,
      link: { fileName: expect.stringMatching(/^UT-.*order\.zip$/) },
    });
    expect(await (await fetch(body.link.url)).text()).toBe('zip');
    expect((await eventsOf()).at(-1)?.body).toMatchObject({ type: 'viewed', what: 'packet' });
    await services.s3.send(new DeleteObjectCommand({ Bucket: 'packets', Key }));
    expect((await ask('GET', headers.location ?? '', LEGAL)).body).toMatchObject({ state: 'expired', link: null });
  });
});
