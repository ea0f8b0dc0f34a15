import { describe, expect, it } from 'vitest';
import { poolWords } from '../../../../functions/score/model/pool-words.ts';
import { MEANING_SIZE } from '../../../../functions/score/model/sentence-encoder.ts';

describe('The words of a text, pooled', () => {
  /** Three words' vectors, of which the third is padding. */
  const vectors = Float32Array.from(
    { length: 3 * MEANING_SIZE },
    (_, at) => [-1, -3, 99][Math.floor(at / MEANING_SIZE)] ?? 0,
  );

  it('give the mean and the greatest of each number, without what only fills the batch', () => {
    const into = new Float32Array(2 * MEANING_SIZE);
    poolWords(vectors, MEANING_SIZE, 0, 2, into, 0);
    expect([...new Set(into.subarray(0, MEANING_SIZE))]).toEqual([-2]);
    expect([...new Set(into.subarray(MEANING_SIZE))]).toEqual([-1]);
  });

  it('are those of one text of a batch', () => {
    const into = new Float32Array(2 * MEANING_SIZE);
    poolWords(vectors, MEANING_SIZE, MEANING_SIZE, 1, into, 0);
    expect([...new Set(into)]).toEqual([-3]);
  });
});
