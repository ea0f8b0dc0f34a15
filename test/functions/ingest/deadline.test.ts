import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { directory, mail, RECEIVED_AT } from './reading.ts';

/** Reads with a clock that says that the time is up after it was asked so many times. */
function readUntil(text: string, asked: number, key = 'drop/chat.txt'): Promise<Contact> {
  const bytes = Buffer.from(text);
  let left = asked;
  const original = { bucket: 'intake', key, versionId: null, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  return readContact({ bytes, original, receivedAt: RECEIVED_AT, directory, isOutOfTime: () => left-- <= 0 });
}

const messages = Array.from({ length: 50 }, (_, at) => ({ role: 'customer', text: `message number ${at}` }));

describe('a contact that takes too long to read', () => {
  it.each([
    ['a plain transcript', messages.map(({ text }) => `[12:01] Joe: ${text}`).join('\n'), 'drop/chat.txt'],
    ['a transcript in JSON', JSON.stringify({ messages }), 'drop/chat.json'],
    ['a table', `sender,message\n${messages.map(({ text }) => `customer,${text}`).join('\n')}\n`, 'drop/chat.csv'],
    [
      'captions',
      `WEBVTT\n\n${messages.map(({ text }, at) => `00:${String(at).padStart(2, '0')}.000 --> 00:${String(at).padStart(2, '0')}.500\n<v Caller>${text}.`).join('\n\n')}\n`,
      'drop/call.vtt',
    ],
  ])('%s: what was read until then is scored, and a person is told that there is more', async (_, text, key) => {
    const contact = await readUntil(text, 20, key);
    expect(contact.turns.length).toBeGreaterThan(0);
    expect(contact.turns.length).toBeLessThan(50);
    expect(contact.turns[0]?.text).toContain('message number 0');
    expect(contact.problems).toMatchObject([
      { code: 'truncated', extent: 'part', message: expect.stringContaining('longer') },
    ]);
  });

  it('is read whole with time enough, and without a clock', async () => {
    const text = JSON.stringify({ messages });
    for (const contact of [await readUntil(text, 10_000), await readUntil(text, Number.POSITIVE_INFINITY)]) {
      expect(contact.turns).toHaveLength(50);
      expect(contact.problems).toEqual([]);
    }
  });

  it('keeps its first words however late it is', async () => {
    for (const [text, key] of [
      [mail({}, 'I will find you.'), 'mail/x'],
      ['[12:01] Joe: I will find you.\n[12:02] Joe: Soon.', 'drop/chat.txt'],
      ['I will find you.', 'drop/x.txt'],
    ] as const) {
      expect((await readUntil(text, 0, key)).turns.length, key).toBeGreaterThan(0);
    }
  });
});

describe('a transcript of more turns than are kept', () => {
  it('of empty ones before a threat is told to a person, and not passed over', async () => {
    const text = `${'[12:01] Joe:\n'.repeat(20_001)}[12:02] Joe: I will find you.\n`;
    const contact = await readUntil(text, Number.POSITIVE_INFINITY);
    expect(contact.problems.map(({ code }) => code)).toContain('truncated');
  });
});
