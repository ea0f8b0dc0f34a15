import { describe, expect, it } from 'vitest';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import { wordsHash } from '../../../../functions/score/normalize/words-hash.ts';

const hashOf = (text: string) => wordsHash(normalize(text));

describe('The hash of words', () => {
  it('is the same however the lines are wrapped, the letters set and the quotation marks drawn', () => {
    const one = hashOf("I hope you get a taste of what it's like.\nSoon.");
    expect(hashOf('I  HOPE you get\r\na taste of what\nit’s like. Soon')).toBe(one);
  });

  it('is another with one word or number changed, and none without words', () => {
    expect(hashOf('Order 4471 is late')).not.toBe(hashOf('Order 4472 is late'));
    expect(hashOf('I hope you get it')).not.toBe(hashOf('I hope they get it'));
    expect(hashOf(' … ')).toBeNull();
  });
});
