import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodePart } from '../../../functions/ingest/decode-part.ts';
import { undoubled } from '../../../functions/ingest/undoubled.ts';
import { decodeWindows1252, windows1252Bytes } from '../../../functions/ingest/windows-1252.ts';

describe('text of a part', () => {
  it('in UTF-8 is the same under any name that programs give it', () => {
    // A beginning that is the mark of another set decides for that set.
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('utf-8', 'us-ascii', 'iso-8859-1', null),
        (text, name) => {
          const sample = `Ünder ${text}`;
          fc.pre(undoubled(sample) === sample);
          expect(decodePart(Buffer.from(sample), name)).toEqual({ text: sample, sure: true });
        },
      ),
    );
  });

  it('in any set that iconv-lite has comes back as it was', () => {
    for (const name of [
      'koi8-r',
      'windows-1251',
      'shift_jis',
      'gb18030',
      'big5',
      'euc-kr',
      'iso-8859-2',
      'utf-16le',
      'utf-32',
    ])
      expect(decodePart(iconv.encode('I will find you', name), name).text.replace(/^\uFEFF/, '')).toBe(
        'I will find you',
      );
  });

  it('never fails, for any bytes and any name', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('utf-7', 'utf-16', 'utf-32', 'iso-2022-jp', 'hex', 'base64', 'x'),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), name, (bytes, charset) => {
        expect(typeof decodePart(bytes, charset).text).toBe('string');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('Windows-1252', () => {
  it('has a character for each byte, and each goes back to its byte', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(windows1252Bytes(decodeWindows1252(all))).toEqual(all);
    expect(decodeWindows1252(Uint8Array.of(0x49, 0x92, 0x6d))).toBe('I’m');
  });

  it('that was made of UTF-8 is undone, and no other text is touched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = Buffer.from(`I’ll ${text}`);
        fc.pre(undoubled(once.toString()) === once.toString());
        expect(undoubled(decodeWindows1252(once))).toBe(once.toString());
      }),
    );
    expect(undoubled('à la carte, Ä ö, “ok” … É')).toBe('à la carte, Ä ö, “ok” … É');
  });
});
