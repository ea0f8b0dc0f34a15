import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Ruler } from '../../../../functions/packets/pdf/lines.ts';

/** Every character is one wide; the mono face has no Hebrew, and neither has Chinese. */
const ruler: Ruler = {
  width: (text) => [...text].length,
  shows: (codePoint, font) => codePoint < 0x3000 && !(font === 'mono' && codePoint >= 0x590 && codePoint < 0x600),
};
const lines = (text: string, width = 1000) =>
  layOut(text, 'mono', width, ruler).map(({ pieces }) => pieces.map((piece) => piece.text).join(''));

describe('a text on a page', () => {
  it('breaks where it breaks, and where a line is full, between words', () => {
    expect(lines('One\r\ntwo\n\nthree')).toEqual(['One', 'two', '', 'three']);
    expect(lines('the quick brown fox', 9)).toEqual(['the quick', 'brown fox']);
    expect(lines('abcdefghij klm', 4)).toEqual(['abcd', 'efgh', 'ij', 'klm']);
  });

  it('shows as numbers what would not be seen, or would change what is seen', () => {
    expect(lines('a\u202Eb\u200Bc\u0007d\u00ADe\uFEFFf')).toEqual(['a[U+202E]b[U+200B]c[U+0007]d[U+00AD]e[U+FEFF]f']);
    expect(lines('half \uD83D of a pair')).toEqual(['half [U+D83D] of a pair']);
    expect(lines('漢')).toEqual(['[U+6F22]']);
    expect(lines('❤\uFE0F')).toEqual(['❤']);
  });

  it('runs Hebrew from the right, with its brackets turned and its numbers as they are', () => {
    const [line] = layOut('say שלום (עולם) 42 now', 'mono', 1000, ruler);
    expect(line?.fromRight).toBe(false);
    expect(line?.pieces.map((piece) => piece.text).filter((text) => text.trim() !== '')).toEqual([
      'say',
      '42',
      '(',
      'עולם',
      ')',
      'שלום',
      'now',
    ]);
    expect(layOut('שלום עולם', 'mono', 1000, ruler)[0]?.fromRight).toBe(true);
  });

  it('takes another face for what the first has not', () => {
    const [line] = layOut('a ש', 'mono', 1000, ruler);
    expect(line?.pieces.map(({ font }) => font)).toEqual(['mono', 'mono', 'sans']);
  });

  it('loses no character, keeps to its width, and holds nothing unseen, whatever the text', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('a', ' ', 'ש', '(', '1', '\n', '\u202E', '漢', '\t'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 40 }), (given, width) => {
        const laid = layOut(given, 'mono', width, ruler);
        for (const line of laid) expect(line.width).toBeLessThanOrEqual(width);
        const drawn = laid.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('');
        expect(drawn).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        const letters = (of: string) => [...of].filter((character) => /[a-zA-Zש]/.test(character)).length;
        expect(letters(drawn.replace(/\[U\+[0-9A-F]+\]/g, ''))).toBe(letters(given));
      }),
      { numRuns: 500 },
    );
  });
});
