import { describe, expect, it } from 'vitest';
import { loadEncoder } from '../../../functions/score/load-encoder.ts';
import { DEPTH_SIZE, meaningOf } from '../../../functions/score/model/sentence-encoder.ts';

describe('The encoder', () => {
  const encoder = loadEncoder();
  const TEXTS = ['where is my parcel?', 'i know which way you walk home at night, and who waits for you there.'];

  it('gives in depth the same meaning as without', async () => {
    const [depths, meanings] = [await encoder.encodeInDepth(TEXTS), await encoder.encode(TEXTS)];
    expect(depths.map(({ length }) => length)).toEqual([DEPTH_SIZE, DEPTH_SIZE]);
    for (const [index, depth] of depths.entries()) expect(meaningOf(depth)).toEqual(meanings[index]);
  });

  it('gives a text the same numbers, but for the last digits, whatever stands beside it', async () => {
    const [alone] = await encoder.encodeInDepth(TEXTS.slice(0, 1));
    const [beside] = await encoder.encodeInDepth(TEXTS);
    for (let at = 0; at < DEPTH_SIZE; at++) expect(beside?.[at]).toBeCloseTo(alone?.[at] as number, 3);
  });

  it('reads a text that is longer than it can hold', async () => {
    const [depth] = await encoder.encodeInDepth(['word '.repeat(400)]);
    expect(depth?.every(Number.isFinite)).toBe(true);
  });
});
