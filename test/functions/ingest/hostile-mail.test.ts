import { describe, expect, it } from 'vitest';
import { heard, mail, read } from './reading.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const multipart = (parts: readonly string[]): string =>
  mail({ 'Content-Type': 'multipart/mixed; boundary="b"' }, `${parts.join('')}--b--\n`);
const encodedPart = (text: string): string =>
  `--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64(text)}\n`;

describe('a mail that is made to be too much', () => {
  it('of nine hundred parts is read to its last, with nothing for a person', async () => {
    const parts = Array.from({ length: 899 }, () => encodedPart('Words. '));
    const contact = await read(multipart([...parts, encodedPart('I will find you.')]));
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems).toEqual([]);
  });

  it('of more parts than are read has the first decoded, and a person is told of the rest', async () => {
    const parts = Array.from({ length: 1_500 }, () => encodedPart('Words. '));
    const contact = await read(multipart([encodedPart('I will find you.'), ...parts]));
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems.map(({ code, extent }) => [code, extent])).toEqual([['too-many-parts', 'part']]);
  });

  it('of a hundred thousand header lines is read below them, and a person is told', async () => {
    const headers = Array.from({ length: 100_000 }, (_, at) => `X-Padding-${at}: ${at}\r\n`).join('');
    const own = 'From: Joe Marsh <joe.marsh@example.com>\r\nContent-Transfer-Encoding: base64\r\n';
    const contact = await read(`${own}${headers}\r\n${base64('I will find you.')}`, 'mail/1');
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems.map(({ code }) => code)).toEqual(['truncated']);
    expect(contact.subject?.address).toBe('joe.marsh@example.com');
  });

  it('of one line of five megabytes is scored at its beginning, and a person is told', async () => {
    const contact = await read(mail({}, `I will find you. ${'x'.repeat(5_000_000)}`));
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems.map(({ code, extent }) => [code, extent])).toEqual([['truncated', 'part']]);
  });

  it('of elements in elements, comments that never end and sheets of a million braces is read in one pass', async () => {
    const html = [
      '<b>'.repeat(100_000),
      '<!--[if mso]>'.repeat(20_000),
      '-->',
      `<style>${'@media{'.repeat(20_000)}${'/*'.repeat(20_000)}</style>`,
      '<p title="',
      'a b c '.repeat(20_000),
      '">I will find you.</p>',
    ].join('');
    const contact = await read(mail({ 'Content-Type': 'text/html' }, html));
    expect(heard(contact)).toContain('I will find you.');
  });

  it('of a signature within a signature, and of lengths that go beyond the mail, is for a person', async () => {
    const headers = {
      'Content-Type': 'application/pkcs7-mime; smime-type=signed-data',
      'Content-Transfer-Encoding': 'base64',
    };
    const nested = Buffer.concat([
      Buffer.from('30806092a864886f70d010702a080'.padStart(30, '0'), 'hex'),
      Buffer.alloc(9_000, 0x30),
    ]);
    for (const bytes of [nested, Buffer.alloc(200_000, 0x80), Buffer.from('3084ffffffff', 'hex')]) {
      const contact = await read(mail({ ...headers, Subject: '' }, bytes.toString('base64')));
      expect(contact.problems).toMatchObject([{ code: 'encrypted', extent: 'whole' }]);
    }
  });
});
