import { describe, expect, it } from 'vitest';
import { loadEncoder } from '../../../functions/score/load-encoder.ts';
import { MEANING_SIZE } from '../../../functions/score/model/sentence-encoder.ts';

describe('The encoder', () => {
  const encoder = loadEncoder();
  const TEXTS = ['where is my parcel?', 'i know which way you walk home at night, and who waits for you there.'];

  it('gives a text the same numbers, but for the last digits, whatever stands beside it', async () => {
    const [alone] = await encoder.encode(TEXTS.slice(0, 1));
    const [beside] = await encoder.encode(TEXTS);
    for (let at = 0; at < MEANING_SIZE; at++) expect(beside?.[at]).toBeCloseTo(alone?.[at] as number, 3);
  });

  it('reads a text that is longer than it can hold', async () => {
    const [meaning] = await encoder.encode(['word '.repeat(400)]);
    expect(meaning).toHaveLength(MEANING_SIZE);
    expect(meaning?.every(Number.isFinite)).toBe(true);
  });
});
