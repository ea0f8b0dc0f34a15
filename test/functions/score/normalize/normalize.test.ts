import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEPENDS_ON_NEIGHBOURS } from '../../../../functions/score/normalize/contractions.ts';
import { isKeyWord } from '../../../../functions/score/normalize/key-words.ts';
import { listedWords } from '../../../../functions/score/normalize/known-words.ts';
import { normalize, normalizeWords } from '../../../../functions/score/normalize/normalize.ts';

/** Pieces that the reader has rules for, mixed with any sign there is. */
const pieces = fc.constantFrom(
  ..."k i l l|k.i.l.l|d1e|f**k|@ss|$hit|кill|ｋ|\u200b|\u202e|e\u0301|🔪|🇰🇮🇱|\"|“|”|‘|’|'|...|?!|\n|\n\n|\r\n|.|a.b|http://x.y|a@b.co|3pm|1st|…|—|\ud800|\udc00|don't|u r|ß|ﬁ|½|①|ǆ|İ|killlll||||_|*|-|p.m.|ur dead|ill be|\u0092|\ufffd| ".split(
    '|',
  ),
);
const sign = fc.string({ unit: 'binary', maxLength: 3 });
const message = fc.array(fc.oneof(pieces, sign), { maxLength: 40 }).map((parts) => parts.join(''));

describe('normalised text', () => {
  it('keeps every place inside the text and in order, for any string', () => {
    fc.assert(
      fc.property(
        message,
        fc.array(fc.record({ start: fc.integer({ min: -3, max: 60 }), end: fc.integer({ min: -3, max: 60 }) }), {
          maxLength: 3,
        }),
        (text, apart) => {
          const { tokens, sentences, evasions, quotes } = normalize(text, apart);
          let before = 0;
          for (const token of tokens) {
            expect(token.text).not.toBe('');
            expect(token.text).not.toMatch(/\s/);
            expect(token.start).toBeGreaterThanOrEqual(before);
            expect(token.end).toBeGreaterThan(token.start);
            expect(token.end).toBeLessThanOrEqual(text.length);
            before = token.start;
            expect(apart.some(({ start, end }) => end > start && token.start >= start && token.end <= end)).toBe(false);
          }
          let next = 0;
          for (const [index, sentence] of sentences.entries()) {
            expect(sentence.first).toBe(next);
            expect(sentence.last).toBeGreaterThan(sentence.first);
            for (const token of tokens.slice(sentence.first, sentence.last)) expect(token.sentence).toBe(index);
            expect(sentence.start).toBe(tokens[sentence.first]?.start);
            expect(sentence.end).toBeGreaterThanOrEqual(tokens[sentence.last - 1]?.end ?? 0);
            expect(sentence.end).toBeLessThanOrEqual(text.length);
            next = sentence.last;
          }
          expect(next).toBe(tokens.length);
          for (const range of [...evasions, ...quotes]) {
            expect(range.first).toBeGreaterThanOrEqual(0);
            expect(range.last).toBeGreaterThan(range.first);
            expect(range.last).toBeLessThanOrEqual(tokens.length);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('finds ordinary words where they were written', () => {
    const words = listedWords().filter((word) => word.length >= 3);
    const plain = words.filter((word) => normalizeWords(word)[0] === word && !DEPENDS_ON_NEIGHBOURS.has(word));
    expect(plain.length / words.length).toBeGreaterThan(0.99);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...plain), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(' ', '  ', ', ', '\t', ' "', ') '),
        (list, between) => {
          const text = list.join(between);
          const { tokens, evasions } = normalize(text);
          expect(tokens.map((token) => text.slice(token.start, token.end))).toEqual(list);
          expect(evasions).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives word forms that stay as they are when they are read again', () => {
    for (const word of listedWords()) {
      const once = normalizeWords(word);
      expect(normalizeWords(once.join(' '))).toEqual(once);
    }
    fc.assert(
      fc.property(
        fc.constantFrom(
          "don't",
          "you're",
          'gonna',
          'k1ll',
          'sooooo',
          'ima',
          'кill',
          'f**k',
          '3pm',
          'kys',
          "let's",
          'tommorow',
          'comin',
          '🔪',
          "mother's",
        ),
        (written) => {
          const once = normalizeWords(written);
          expect(normalizeWords(once.join(' '))).toEqual(once);
        },
      ),
    );
  });

  it('sees every key word through one disguise of each kind', () => {
    const keys = listedWords().filter(
      (word) => isKeyWord(word) && word.length >= 4 && /[aeios]/.test(word) && normalizeWords(word)[0] === word,
    );
    expect(keys.length).toBeGreaterThan(80);
    const leet: Record<string, string> = { a: '@', e: '3', i: '1', o: '0', s: '5' };
    for (const word of keys) {
      const vowel = word.search(/[aeio]/);
      if (vowel > 0) {
        const disguised = word.slice(0, vowel) + leet[word.charAt(vowel)] + word.slice(vowel + 1);
        expect(isKeyWord(normalizeWords(disguised)[0] ?? ''), disguised).toBe(true);
      }
      expect(normalizeWords([...word].join(' ')).join(''), word).toBe(word);
      expect(normalizeWords([...word].join('.')).join(''), word).toBe(word);
      expect(normalizeWords([...word].join('\u200b')), word).toEqual([word]);
    }
  });

  it('shares the place of a contraction between its words', () => {
    const { tokens } = normalize("I'm sure you'll");
    expect(tokens.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['i', 0, 3],
      ['am', 0, 3],
      ['sure', 4, 8],
      ['you', 9, 15],
      ['will', 9, 15],
    ]);
  });

  it('costs time in proportion to the text: hostile repetitions read as many words each time', () => {
    for (const unit of [
      '@',
      '|',
      'k1',
      'a.',
      '"a ',
      'k\u200b',
      '🇰',
      '\ud800',
      "a'",
      '_a',
      'a:/',
      '!',
      'е',
      '1.',
      '\n',
    ]) {
      const words = (length: number) => normalize(unit.repeat(length)).tokens.length;
      expect(words(40_000)).toBeLessThanOrEqual(2 * words(20_000) + 2);
    }
  });
});
