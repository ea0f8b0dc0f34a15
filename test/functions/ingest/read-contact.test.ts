import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutate } from '../../../bench/ingest/mutate.ts';
import { randomNumbers } from '../../../bench/random-numbers.ts';
import { Contact } from '../../../functions/contracts/contact.ts';
import type { Directory } from '../../../functions/contracts/roster.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import { FIXTURES, heard, mail, RECEIVED_AT, read } from './reading.ts';

/** What holds of every contact, whatever it was made of. */
function expectSound(contact: Contact): void {
  expect(() => Contact.parse(contact)).not.toThrow();
  expect(contact.problems.map(({ code }) => code)).not.toContain('failed');
  expect(contact.occurredAt <= contact.receivedAt).toBe(true);
  const words = contact.turns.some(({ text }) => text.trim() !== '');
  expect(words || contact.problems.some(({ extent }) => extent === 'whole')).toBe(true);
  contact.turns.forEach(({ index, text, apart, hidden }, at) => {
    expect(index).toBe(at);
    let last = 0;
    for (const { start, end } of apart) {
      expect(start >= last && end > start && end <= text.length).toBe(true);
      last = end;
    }
    for (const { start, end } of hidden) expect(start < end && end <= text.length).toBe(true);
  });
}

const fixtures = ['email', 'forwarded', 'chat', 'call', 'note', 'benign'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => !name.includes('.expected.'))
    .map((name) => ({ key: `${folder}/${name}`, bytes: readFileSync(join(FIXTURES, folder, name)) })),
);

const GOLDEN = join(import.meta.dirname, 'golden');
const golden = readdirSync(GOLDEN, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.includes('.expected.'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ key: file.slice(GOLDEN.length + 1), bytes: readFileSync(file) }));

describe('reading a contact', () => {
  it('never fails, and never says nothing, for any bytes under any key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('mail/1', 'drop/x.json', 'drop/x.vtt', 'notes/x.txt', 'x'),
        async (bytes, key) => {
          expectSound(await read(bytes, key));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never fails, and never says nothing, for any text that begins as something known', async () => {
    const beginning = fc.constantFrom(
      'From: a@b.example\nSubject: x\n\n',
      '{"messages":[',
      '[{"text":"',
      'WEBVTT\n\n',
      '[12:01] Joe: ',
      'Reporter: x\nSaid: ',
      '<html>',
      'a,b\n1,',
      '1\n00:00:01,000 --> 00:00:02,000\n',
      'Content-Type: multipart/mixed; boundary=b\nFrom: a\n\n--b\n',
    );
    await fc.assert(
      fc.asyncProperty(beginning, fc.string({ unit: 'binary', maxLength: 200 }), async (start, rest) => {
        expectSound(await read(start + rest));
      }),
      { numRuns: 300 },
    );
  });

  it('never fails, and never says nothing, for damaged copies of the fixtures and the golden files', {
    timeout: 120_000,
  }, async () => {
    const random = randomNumbers(20261125);
    const whole = [...fixtures, ...golden];
    for (let at = 0; at < 1_500; at++) {
      const { key, bytes } = whole[at % whole.length] as (typeof whole)[number];
      expectSound(await read(mutate(bytes, random), random() < 0.5 ? key : `mail/${at}`));
    }
  });

  it('scores the bytes as they are, and asks a person to read them, when our own code fails', async () => {
    const bytes = Buffer.from('I will find you.');
    const original = { bucket: 'b', key: 'k', versionId: null, sha256: '0'.repeat(64), sizeBytes: bytes.length };
    const contact = await readContact({
      bytes,
      original,
      receivedAt: RECEIVED_AT,
      directory: null as unknown as Directory,
    });
    expect(contact.problems).toMatchObject([{ code: 'failed', extent: 'whole' }]);
    expect(heard(contact)).toBe('I will find you.');
  });

  it('gives the same contact for the same original', async () => {
    for (const { key, bytes } of fixtures) expect(await read(bytes, key)).toEqual(await read(bytes, key));
  });

  it('gives another contact for the same bytes under another key, for each delivery is one', async () => {
    const bytes = mail({}, 'Hello there.');
    expect((await read(bytes, 'mail/1')).contactId).not.toBe((await read(bytes, 'mail/2')).contactId);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['blank lines', '\n\n \t\n', 'empty'],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'binary'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'binary'],
    ['an OpenPGP file', '-----BEGIN PGP MESSAGE-----\n\nhQEMA5', 'encrypted'],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7) % 32)), 'binary'],
  ])('keeps %s for a person, with the reason', async (_, bytes, code) => {
    const contact = await read(bytes, 'drop/x');
    expect(contact).toMatchObject({
      format: 'unknown',
      turns: [],
      problems: [{ code, extent: 'whole' }],
      occurredAt: RECEIVED_AT,
    });
  });

  it.each([
    [
      'UTF-16 with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('I will find you tonight, Tomas.', 'utf16le')]),
    ],
    ['UTF-16 without one', Buffer.from('I will find you tonight, Tomas.', 'utf16le')],
    ['Windows-1252', Buffer.from('I will find you tonight, Tomas. \x93Jos\xe9\x94', 'latin1')],
  ])('reads text in %s', async (_, bytes) => {
    expect(heard(await read(bytes))).toContain('I will find you tonight, Tomas.');
  });

  it('takes a file of several mails in, all of them scored, and says to put them in one by one', async () => {
    const one = 'From joe@example.com Mon Nov 16 09:00:00 2026\nFrom: joe@example.com\nSubject: x\n\nHello.\n\n';
    const contact = await read(`${one}${one.replace('Hello.', 'I will find you.')}`);
    expect(heard(contact, ['subject'])).toContain('I will find you.');
    const other = await read(`${one}${one.replaceAll('joe@', 'abe@').replace('Hello.', 'I will find you.')}`);
    expect(heard(other, ['subject'])).not.toContain('I will find you.');
    expect(heard(other)).toContain('I will find you.');
    expect(contact.problems).toMatchObject([{ code: 'too-many-parts', extent: 'part' }]);
    expect((await read(one)).problems).toEqual([]);
  });

  it('takes a key for a hint only where SES writes: other folders may be called mail as well', async () => {
    expect((await read('I will find you tonight.', 'mail/1')).format).toBe('email');
    expect((await read('I will find you tonight.', 'drop/mail/1')).format).toBe('note');
  });

  it('says what is hidden from a reader in any text', async () => {
    const contact = await read(mail({ 'Content-Type': 'text/plain; charset=utf-8' }, 'k\u200bi\u200bll\u202e you'));
    expect(contact.turns.find(({ part }) => part === 'text/plain')?.hidden.map(({ how }) => how)).toEqual([
      'characters without width',
      'characters without width',
      'bidirectional control characters',
    ]);
  });
});

describe('beyond a limit', () => {
  it('the beginning of a long text is scored and a person is told', async () => {
    const contact = await read(mail({}, `I will find you. ${'and on it goes. '.repeat(20_000)}`));
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems).toMatchObject([{ code: 'truncated', extent: 'part' }]);
  });

  it('the first turns of a long transcript are scored and a person is told', async () => {
    const contact = await read(`[12:00] Joe: I will find you.\n${'[12:01] Joe: and\n'.repeat(20_001)}`);
    expect(contact.turns).toHaveLength(20_000);
    expect(contact.problems).toMatchObject([{ code: 'truncated', extent: 'part' }]);
  });

  it('the words of a mail with too many parts are scored as they came', async () => {
    const parts = Array.from({ length: 1_100 }, () => '--b\nContent-Type: text/plain\n\nI will find you.\n').join('');
    const contact = await read(mail({ 'Content-Type': 'multipart/mixed; boundary="b"' }, `${parts}--b--`));
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems).toMatchObject([{ code: 'too-many-parts', extent: 'part' }]);
  });

  it('attachments are counted and listed up to the limit', async () => {
    const parts = Array.from(
      { length: 230 },
      (_, at) => `--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=${at}.txt\n\nword ${at}\n`,
    ).join('');
    const contact = await read(mail({ 'Content-Type': 'multipart/mixed; boundary="b"' }, `${parts}--b--`));
    expect(contact.attachments).toHaveLength(200);
    expect(contact.attachments.filter(({ read: isRead }) => isRead)).toHaveLength(25);
    expect(contact.problems).toMatchObject([{ code: 'too-many-parts', extent: 'part' }]);
  });
});
