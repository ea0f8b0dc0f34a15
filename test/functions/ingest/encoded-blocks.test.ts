import { describe, expect, it } from 'vitest';
import { encodedBlocks, uuencodedFiles } from '../../../functions/ingest/encoded-blocks.ts';
import { heard, mail, read } from './reading.ts';

/** "I will find you.\n" as `uuencode` writes it. */
const FILE = 'begin 644 a.txt\n122!W:6QL(&9I;F0@>6]U+@H \n`\nend';

describe('a file by uuencode in the text of a mail', () => {
  it('is decoded, listed and, where it is text, heard', async () => {
    expect(uuencodedFiles(FILE).map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['a.txt', 'I will find you.\n'],
    ]);
    const contact = await read(mail({}, `Look.\n\n${FILE}\n\nBye.`));
    expect(contact.attachments).toMatchObject([{ name: 'a.txt', sizeBytes: 17, read: true }]);
    expect(heard(contact)).toContain('I will find you.');
    expect(heard(contact)).not.toContain('122!');
  });

  it('is not plain words that stand between its marks', async () => {
    const contact = await read(mail({}, 'begin 644 a.txt\nI will find you, Tomas, and that is all.\nend'));
    expect(heard(contact)).toContain('I will find you, Tomas');
    expect(contact.attachments).toEqual([]);
  });
});

describe('a cipher in the text', () => {
  it('is nobody’s words, and what stands around it is heard', () => {
    const text = `Words.\n-----BEGIN PGP SIGNATURE-----\n\n${'aB3/'.repeat(16)}\n=Hf3a\n-----END PGP SIGNATURE-----\nMore.`;
    const marked = encodedBlocks(text).map(({ start, end }) => text.slice(start, end));
    expect(marked).toHaveLength(4);
    expect(marked.join()).not.toMatch(/Words|More/);
  });
});
