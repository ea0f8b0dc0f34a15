import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../functions/contracts/case.ts';
import type { PacketKind } from '../../../functions/contracts/case-custody.ts';
import { makePacket, type PacketRun } from '../../../functions/packets/make-packet.ts';
import { preserveInCase } from '../../../functions/shared/case/preserve.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { caseIdFor, packetIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { telemetry } from '../../../functions/shared/telemetry.ts';
import { readZip } from '../../../infra/local/custody/read-zip.ts';
import { verifyFile } from '../../../infra/local/custody/verify-file.ts';
import { assessment, caseContact, contact, DANA, opening, policy, roster, STAGE } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { fonts, LENA, MADE } from './material.ts';

const NOTHING_NOTED = { head: null, sha256: null };
const FIRST = 'Dana, I hope you get a taste of what it is like.\r\n<script>alert(1)</script>';
const SECOND = 'I am coming down there tomorrow with my gun.';

let services: ServicesUnderTest;
let folder: string;
beforeAll(async () => {
  services = await startCaseServices();
  folder = await mkdtemp(join(tmpdir(), 'undertone-packet-test-'));
});
afterAll(async () => {
  await services.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A case of two mails, preserved, with a request for a packet. */
async function caseWithRequest(name: string, kind: PacketKind = 'workplace-violence-order') {
  const subjectId = subjectIdOf(`packet:${name}`);
  const caseId = caseIdFor(subjectId);
  let record = await services.store.read(caseId);
  const add = async (
    body: CaseEventBody,
    at: string,
    actor = STAGE,
    track: 'handling' | 'employee-review' = 'handling',
  ) => {
    record = (await services.store.append(record, () => ({ at, actor, track, body }))).record;
  };
  for (const [index, text] of [FIRST, SECOND].entries()) {
    const at = `2026-07-0${index + 1}T14:00:00.000Z`;
    const stored = await services.put(
      contact(index + 1, { subjectId, occurredAt: at, receivedAt: at }, text),
      assessment(index + 1, { subjectId }),
    );
    const known = caseContact(index + 1, {
      occurredAt: at,
      receivedAt: at,
      ...(index === 1
        ? { threatType: 'direct' as const, severity: 4 as const, categories: ['approach', 'weapon-capability'] }
        : {}),
    });
    if (index === 0) await add({ ...opening(), subjectId, contact: known } as CaseEventBody, at);
    else await add({ type: 'contact-added', contact: known, acknowledgeDueAt: at }, at);
    const preserving = { store: services.store, vaultBucket: 'vault', contactsBucket: 'contacts', policy, at };
    record = (await preserveInCase(record, stored, STAGE, preserving)).record;
  }
  await add({ type: 'viewed', what: 'case', contactId: null }, MADE, LENA);
  // Of the other record of the case: it is nobody's at a court.
  await add({ type: 'viewed', what: 'case', contactId: null }, MADE, LENA, 'employee-review');
  const packetId = packetIdOf(caseId, 'sub-lena', name);
  const targetId = kind === 'civil-harassment-order' ? DANA : null;
  await add({ type: 'packet-requested', packetId, kind, targetId }, MADE, LENA);
  return { caseId, packetId };
}

async function made(of: {
  caseId: string;
  packetId: string;
}): Promise<{ run: PacketRun; file: string; bytes: Buffer }> {
  const run = await makePacket(of, {
    store: services.store,
    contactsBucket: 'contacts',
    packetsBucket: 'packets',
    roster,
    fonts,
    now: () => MADE,
    tools: telemetry('packets'),
  });
  const key = `packets/${of.caseId}/${of.packetId}.zip`;
  const { Body } = await services.s3.send(new GetObjectCommand({ Bucket: 'packets', Key: key }));
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  const file = join(folder, `${of.packetId}.zip`);
  await writeFile(file, bytes);
  return { run, file, bytes };
}

const filesOf = async (file: string) => new Map((await readZip(file, () => true)).map((one) => [one.name, one]));
async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

describe('a packet', () => {
  it('holds the originals as they were received, and verifies by itself', async () => {
    const of = await caseWithRequest('verifies');
    const { run, file, bytes } = await made(of);
    const files = await filesOf(file);
    expect([...files.keys()]).toEqual([
      'README.txt',
      'packet.pdf',
      'custody.jsonl',
      'hashes.txt',
      'exhibits/0001.eml',
      'exhibits/0002.eml',
    ]);
    expect(files.get('exhibits/0001.eml')?.bytes?.toString()).toBe(FIRST);
    expect(await verifyFile(file, NOTHING_NOTED)).toMatchObject({ intact: true, exhibits: 2, withheld: 1, events: 7 });
    expect(run).toEqual({ did: 'made', archive: { sha256: sha256Hex(bytes), sizeBytes: bytes.length } });
    for (const name of ['README.txt', 'packet.pdf']) {
      const content = files.get(name)?.bytes ?? Buffer.alloc(0);
      const text = name === 'packet.pdf' ? await textOf(content) : content.toString();
      expect(text.toLowerCase()).toContain('not legal advice');
    }
  });

  it('is on the record of the case by its hash, once, however often it is made', async () => {
    const of = await caseWithRequest('once');
    const { bytes } = await made(of);
    expect((await made(of)).run).toEqual({ did: 'nothing' });
    const { events, state } = await services.store.read(of.caseId);
    const exported = events.filter(({ body }) => body.type === 'exported').map(({ body }) => body);
    expect(exported).toEqual([
      { type: 'exported', what: 'packet', packetId: of.packetId, sha256: sha256Hex(bytes), sizeBytes: bytes.length },
    ]);
    expect(state?.custody.packets[0]?.made).toMatchObject({ sha256: sha256Hex(bytes) });
  });

  it('is the same to the last byte when it is made again, in whatever time zone', async () => {
    const of = await caseWithRequest('same');
    const before = await services.store.read(of.caseId);
    const { bytes } = await made(of);
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    try {
      // As a run that was killed before it put the packet on the record.
      const store = Object.assign(Object.create(services.store), { read: async () => before });
      store.append = async (record: typeof before) => ({ record, event: null });
      await makePacket(of, {
        store,
        contactsBucket: 'contacts',
        packetsBucket: 'packets',
        roster,
        fonts,
        now: () => '2026-09-01T00:00:00.000Z',
        tools: telemetry('packets'),
      });
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    const key = `packets/${of.caseId}/${of.packetId}.zip`;
    const { Body } = await services.s3.send(new GetObjectCommand({ Bucket: 'packets', Key: key }));
    expect(sha256Hex((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(sha256Hex(bytes));
  });

  it('names in its document each exhibit by the number and the hash of its file', async () => {
    const { file } = await made(await caseWithRequest('numbers'));
    const files = await filesOf(file);
    const text = await textOf(files.get('packet.pdf')?.bytes ?? new Uint8Array());
    const hashes = new Map(
      (files.get('hashes.txt')?.bytes ?? Buffer.alloc(0))
        .toString()
        .trim()
        .split('\n')
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    for (const number of [1, 2]) {
      const name = `exhibits/000${number}.eml`;
      expect(text).toContain(`EXHIBIT ${number}`);
      expect(text.replaceAll(' ', '')).toContain(files.get(name)?.sha256);
      expect(text).toContain(`Original ${name}`);
      expect(hashes.get(name)).toBe(files.get(name)?.sha256);
    }
    expect(text).toContain(SECOND);
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toMatch(/Page 1 of \d+/);
    expect(text).toMatch(/Contents .*How to read this packet.*Exhibit 2: Email/);
  });

  it('of a person has what was aimed at them, and says whose name it is in', async () => {
    const { file } = await made(await caseWithRequest('own', 'civil-harassment-order'));
    const text = await textOf((await filesOf(file)).get('packet.pdf')?.bytes ?? new Uint8Array());
    expect(text).toContain('Civil Harassment Restraining Order');
    expect(text).toContain('Aimed at Dana Whitfield');
    expect(text).toContain('The person’s own declaration of the distress');
  });

  it('fails where one byte of it is changed, and names the place', async () => {
    const { bytes } = await made(await caseWithRequest('changed'));
    const changed = join(folder, 'changed.zip');
    const exhibitAt = bytes.indexOf(SECOND);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ flip;
        await writeFile(changed, copy);
        const verdict = await verifyFile(changed, NOTHING_NOTED);
        expect(verdict.intact).toBe(false);
        expect(verdict.first?.place).toBeTruthy();
      }),
      {
        numRuns: 60,
        examples: [
          [0, 1],
          [bytes.length - 1, 1],
          [bytes.length - 80, 255],
        ],
      },
    );
    const copy = Buffer.from(bytes);
    copy[exhibitAt] = 0x58;
    await writeFile(changed, copy);
    expect((await verifyFile(changed, NOTHING_NOTED)).first).toMatchObject({
      kind: 'changed',
      place: 'exhibits/0002.eml',
    });
  });

  it('is not made of an original that is not what the case holds', async () => {
    const of = await caseWithRequest('another');
    const record = await services.store.read(of.caseId);
    const [evidence] = record.state?.evidence ?? [];
    const events = record.events.map((event) =>
      event.body.type === 'evidence-preserved' && event.body.evidence.contactId === evidence?.contactId
        ? { ...event, body: { ...event.body, evidence: { ...event.body.evidence, sha256: 'a'.repeat(64) } } }
        : event,
    );
    const store = Object.assign(Object.create(services.store), { read: async () => ({ ...record, events }) });
    const setting = { store, contactsBucket: 'contacts', packetsBucket: 'packets', roster, fonts, now: () => MADE };
    await expect(makePacket(of, { ...setting, tools: telemetry('packets') })).rejects.toThrow(
      /exhibits\/0001\.eml does not have the SHA-256/,
    );
  });

  it('of more than its disk holds is given up, and the case says why', async () => {
    const of = await caseWithRequest('large');
    const record = await services.store.read(of.caseId);
    const events = record.events.map((event) =>
      event.body.type === 'evidence-preserved'
        ? { ...event, body: { ...event.body, evidence: { ...event.body.evidence, sizeBytes: 2 * 1024 ** 3 } } }
        : event,
    );
    const store = Object.assign(Object.create(services.store), { read: async () => ({ ...record, events }) });
    const setting = { store, contactsBucket: 'contacts', packetsBucket: 'packets', roster, fonts, now: () => MADE };
    const run = await makePacket(of, { ...setting, tools: telemetry('packets') });
    expect(run).toEqual({ did: 'gave-up', reason: 'too-large' });
    const { state } = await services.store.read(of.caseId);
    expect(state?.custody.packets).toMatchObject([{ packetId: of.packetId, made: null, failed: 'too-large' }]);
  });

  it('has nothing of a mail client to run: its document holds no script and no link to anywhere else', async () => {
    const { file } = await made(await caseWithRequest('inert'));
    const pdf = (await filesOf(file)).get('packet.pdf')?.bytes ?? Buffer.alloc(0);
    for (const word of ['/JavaScript', '/JS ', '/URI', '/Launch', '/EmbeddedFile', '/OpenAction']) {
      expect(pdf.includes(word), word).toBe(false);
    }
    expect(await readFile(file)).toBeTruthy();
  });
});
