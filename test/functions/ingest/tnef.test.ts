import { describe, expect, it } from 'vitest';
import { tnefParts } from '../../../functions/ingest/tnef.ts';
import { heard, mail, read } from './reading.ts';

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt16LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

const packed = Buffer.concat([
  Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
  attribute(1, 0x800c, Buffer.from('I will find you.\0')),
  attribute(2, 0x9002, Buffer.alloc(14)),
  attribute(2, 0x8010, Buffer.from('b.txt\0')),
  attribute(2, 0x800f, Buffer.from('And your dog.')),
]);

describe('a winmail.dat', () => {
  it('has its text and its files read, each under its name', async () => {
    const body = `--b\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Disposition: attachment; filename="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${packed.toString('base64')}\n--b--`;
    const contact = await read(mail({ 'Content-Type': 'multipart/mixed; boundary="b"' }, body));
    expect(contact.attachments.map(({ name, read: isRead }) => [name, isRead])).toEqual([
      ['winmail.dat', false],
      ['winmail.txt', true],
      ['b.txt', true],
    ]);
    expect(heard(contact)).toContain('I will find you.');
    expect(heard(contact)).toContain('And your dog.');
  });

  it('that is cut, or is none, gives what is there', () => {
    for (let length = 0; length < packed.length; length++)
      expect(() => tnefParts(packed.subarray(0, length))).not.toThrow();
    expect(tnefParts(packed.subarray(0, 40)).length).toBeLessThanOrEqual(1);
    expect(tnefParts(Buffer.from('I will find you.'))).toEqual([]);
  });
});
