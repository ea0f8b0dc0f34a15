import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, similarity } from '../../../../functions/score/normalize/fingerprint.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

const letter = `I have written to your office four times about the fee on my account and nobody has the decency to answer.
I know that your manager reads these letters and laughs. I want my money back and I want an apology from the woman at the desk.`;

const print = (text: string): string => {
  const made = fingerprint(normalize(text));
  if (made === null) throw new Error('no fingerprint');
  return made;
};

describe('a fingerprint', () => {
  it('is 16 hexadecimal digits, and the same for the same words however they are written', () => {
    expect(print(letter)).toMatch(/^[0-9a-f]{16}$/);
    expect(print(letter.toUpperCase())).toBe(print(letter));
    expect(print("u can't hide")).toBe(print('You cannot hide!'));
  });

  it('is none where there are no words', () => {
    expect(fingerprint(normalize(''))).toBeNull();
    expect(fingerprint(normalize(' ... !!! '))).toBeNull();
  });

  it('knows a letter again that was sent with a few words changed', () => {
    const again = letter.replace('four times', 'five times').replace('decency', 'courtesy');
    expect(similarity(print(letter), print(again))).toBeGreaterThan(0.85);
  });

  it('knows a letter again that names another date or order', () => {
    expect(print('Where is order 48211? You promised it by 3 May.')).toBe(
      print('Where is order 99102? You promised it by 9 May.'),
    );
  });

  it('tells two letters about the same thing apart', () => {
    const other = `Thank you for looking into the fee on my account so quickly. The woman at the desk explained everything to me,
      and I am happy to leave my savings with you for another year. Please send the new terms by post.`;
    expect(similarity(print(letter), print(other))).toBeLessThan(0.75);
  });

  it('is as near to another as the other is to it, and nearest to itself', () => {
    const words = fc.array(fc.constantFrom('you', 'will', 'pay', 'house', 'refund', 'never', 'again'), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const a = print(one.join(' '));
        const b = print(other.join(' '));
        expect(similarity(a, a)).toBe(1);
        expect(similarity(a, b)).toBe(similarity(b, a));
      }),
      { numRuns: 50 },
    );
  });

  it('is refused where it is not one', () => {
    expect(() => similarity('0123', '0123456789abcdef')).toThrow(RangeError);
  });
});
