import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WINDOW_WORDS, windowsOf } from '../../../../functions/score/model/windows.ts';
import { normalize } from '../../../../functions/score/normalize/normalize.ts';

describe('What the model reads at a time', () => {
  it('is each sentence, and each with the next', () => {
    const { tokens, ...text } = normalize('One two. Three four five. Six.');
    const words = windowsOf({ tokens, ...text }).map(({ first, last }) =>
      tokens
        .slice(first, last)
        .map((token) => token.text)
        .join(' '),
    );
    expect(words).toEqual(['one two', 'one two three four five', 'three four five', 'three four five six', 'six']);
  });

  it('is bounded, whatever the text, and leaves no word out', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('word', 'a', '.', '?', '\n\n', 'x y z'), { maxLength: 400 }), (parts) => {
        const text = normalize(parts.join(' '));
        const windows = windowsOf(text);
        const met = new Set(
          windows.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, at) => first + at)),
        );
        expect(met.size).toBe(text.tokens.length);
        for (const { first, last } of windows) expect(last - first).toBeLessThanOrEqual(LONGEST_WINDOW_WORDS);
        expect(windows.length).toBeLessThanOrEqual(2 * text.tokens.length);
      }),
      { numRuns: 50 },
    );
  });

  it('cuts a sentence that never ends', () => {
    const text = normalize('word '.repeat(1000));
    expect(windowsOf(text).length).toBeGreaterThanOrEqual(1000 / LONGEST_WINDOW_WORDS);
  });
});
