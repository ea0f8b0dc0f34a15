import { describe, expect, it } from 'vitest';
import { tellingWords } from '../../../../functions/score/model/telling-words.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';
import type { Token, TokenRange } from '../../../../functions/score/text.ts';

const asked: string[] = [];
/** Hears concern in a text that speaks of a house, and by the words alone in the word itself. */
const reader = {
  async lookClosely(texts: readonly string[]) {
    asked.push(...texts);
    return Float32Array.from(texts, (text) => (text.includes('house') ? 2 : -2));
  },
  explain: (tokens: readonly Token[], { first, last }: TokenRange) =>
    Float64Array.from(tokens.slice(first, last), ({ text }) => (text === 'house' ? 1 : 0)),
};

async function told(words: string, from = 0): Promise<string> {
  const text = normalize(words);
  const { first, last } = await tellingWords({ text, range: { first: from, last: text.tokens.length } }, reader);
  return text.tokens
    .slice(first, last)
    .map((token) => token.text)
    .join(' ');
}

describe('The words that the second reader marks', () => {
  it('are the sentence without which the close look would hear the least', async () => {
    expect(await told('The branch was clean. I know your house. Thank you for the card.')).toBe('i know your house');
  });

  it('are no name alone that the text begins with: what is said to whoever has it is marked with it', async () => {
    expect(await told('Mrs House,\n\nthe branch was clean. Thank you for the card.')).toBe(
      'mrs house the branch was clean',
    );
    expect(await told('Hello there. I know your house. Thank you.')).toBe('hello there i know your house');
  });

  it('are the only sentence, and nothing is looked at for it', async () => {
    const before = asked.length;
    expect(await told('I know your house')).toBe('i know your house');
    expect(asked).toHaveLength(before);
  });

  it('are of a sentence too long to mark whole those that carried the most', async () => {
    const long = 'and then we went on '.repeat(8);
    expect(await told(`Hello there. ${long} to the house ${long}`)).toBe('house');
  });

  it('are within the passage, where it begins in the middle of a sentence', async () => {
    expect(await told('One two house. Three house four.', 3)).toBe('three house four');
    expect(await told('One two house. Three four.', 1)).toBe('two house');
  });
});
