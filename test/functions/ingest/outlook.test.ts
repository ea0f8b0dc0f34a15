import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../../bench/random-numbers.ts';
import { readCompoundFile } from '../../../functions/ingest/compound-file.ts';
import { parseOutlook } from '../../../functions/ingest/outlook.ts';
import { heard, mail, read } from './reading.ts';

type Storage = { readonly [name: string]: string | Uint8Array | Storage };

/** A compound file with these streams and storages, written by the library that Outlook messages are usually read with. */
function compoundFile(root: Storage): Uint8Array {
  const entries: Entry[] = [];
  const add = (name: string, value: string | Uint8Array | Storage): number => {
    const at = entries.length;
    if (typeof value === 'string' || value instanceof Uint8Array) {
      // A copy that owns its memory: the writer takes the whole of what lies under a view.
      const bytes = Uint8Array.from(typeof value === 'string' ? Buffer.from(value, 'utf16le') : value);
      entries.push({ name, type: 2, length: bytes.length, binaryProvider: () => bytes });
    } else {
      const entry: Entry = { name, type: at === 0 ? 5 : 1, length: 0, children: [] };
      entries.push(entry);
      entry.children = Object.entries(value).map(([child, content]) => add(child, content));
    }
    return at;
  };
  add('Root Entry', root);
  return burn(entries);
}

const joe: Storage = {
  '__substg1.0_0037001F': 'Your branch',
  '__substg1.0_0C1A001F': 'Joe Marsh',
  '__substg1.0_0C1F001F': '/O=HARBORLINE/OU=X/CN=JOE',
  '__substg1.0_5D01001F': 'joe@example.com',
  '__substg1.0_1000001F': `I will find you. ${'So it goes. '.repeat(600)}`,
  '__substg1.0_007D001F': 'Date: Tue, 17 Nov 2026 09:02:00 +0000\r\nMessage-ID: <abc@example.com>\r\n',
  '__recip_version1.0_#00000000': {
    '__substg1.0_3001001F': 'Tomas',
    '__substg1.0_39FE001F': 'tomas.reyes@harborline.example',
  },
  '__attach_version1.0_#00000000': {
    '__substg1.0_3707001F': 'a.txt',
    '__substg1.0_370E001F': 'text/plain',
    '__substg1.0_37010102': Buffer.from('And your dog.'),
  },
};

describe('an Outlook message', () => {
  it('is a mail like any other: who, to whom, when, what, and what is attached', async () => {
    const contact = await read(compoundFile(joe), 'drop/x.msg');
    expect(contact).toMatchObject({
      format: 'email',
      subject: { name: 'Joe Marsh', address: 'joe@example.com' },
      targets: [{ name: 'Tomas Reyes', address: 'tomas.reyes@harborline.example' }],
      occurredAt: '2026-11-17T09:02:00.000Z',
      messageId: '<abc@example.com>',
      attachments: [{ name: 'a.txt', read: true }],
      problems: [],
    });
    for (const words of ['Your branch', 'I will find you.', 'And your dog.']) expect(heard(contact)).toContain(words);
  });

  it('attached by an employee is the customer’s', async () => {
    const body = `--b\nContent-Type: text/plain\n\nLook at this.\n--b\nContent-Type: application/octet-stream; name="x.msg"\nContent-Disposition: attachment; filename="x.msg"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(compoundFile(joe)).toString('base64').replace(/.{76}/g, '$&\n')}\n--b--\n`;
    const contact = await read(
      mail(
        {
          From: 'Ruth Okafor <ruth.okafor@harborline.example>',
          To: 'threats@harborline.example',
          'Content-Type': 'multipart/mixed; boundary="b"',
        },
        body,
      ),
    );
    expect(contact).toMatchObject({
      subject: { name: 'Joe Marsh' },
      reporter: { name: 'Ruth Okafor' },
      report: { kind: 'forwarded-attached' },
    });
    expect(heard(contact)).not.toContain('Look at this.');
  });

  it('has a message within it read as well', async () => {
    const outer = {
      ...joe,
      '__substg1.0_1000001F': 'See below.',
      '__attach_version1.0_#00000000': {
        '__substg1.0_3707001F': 'inner',
        '__substg1.0_3701000D': {
          '__substg1.0_1000001F': 'I will burn it down.',
          '__substg1.0_5D01001F': 'other@example.com',
        },
      },
    };
    const contact = await read(compoundFile(outer), 'drop/x.msg');
    expect(contact.turns.at(-1)).toMatchObject({
      speaker: 'unknown',
      standing: 'as-reported',
      text: 'I will burn it down.',
    });
  });

  it('that is no message but another file of that container is for a person', async () => {
    const contact = await read(compoundFile({ WordDocument: 'I will find you.' }), 'drop/x.doc');
    expect(contact.problems).toMatchObject([{ code: 'binary', extent: 'whole' }]);
  });

  it('ends when its chains run in circles, or its sizes are larger than itself', async () => {
    const good = compoundFile(joe);
    const view = new DataView(good.buffer, good.byteOffset, good.byteLength);
    const tableAt = (view.getUint32(76, true) + 1) * 512;
    const circular = good.slice();
    const words = new DataView(circular.buffer);
    for (let at = 0; at < 128; at++) words.setUint32(tableAt + at * 4, at % 7, true);
    expect(readCompoundFile(circular)).not.toBeNull();
    const huge = good.slice();
    const directoryAt = (view.getUint32(48, true) + 1) * 512;
    for (let at = directoryAt + 120; at + 4 <= huge.length; at += 128)
      new DataView(huge.buffer).setUint32(at, 0x7fffffff, true);
    expect((await read(huge, 'drop/x.msg')).problems.map(({ code }) => code)).not.toContain('failed');
  });

  it('never fails when it is damaged', () => {
    const random = randomNumbers(7);
    const good = compoundFile(joe);
    for (let round = 0; round < 400; round++) {
      const bytes = good.slice();
      for (let flips = 0; flips < 12; flips++)
        bytes[8 + Math.floor(random() ** 2 * (bytes.length - 8))] = Math.floor(random() * 256);
      expect(() => parseOutlook(bytes)).not.toThrow();
    }
  });
});
