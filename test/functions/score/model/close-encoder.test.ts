import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCloseEncoder } from '../../../../functions/score/load-close-encoder.ts';
import { CLOSE_DEPTH_SIZE } from '../../../../functions/score/model/close-encoder.ts';

/** Some of a text's numbers as the published weights give them in PyTorch, where words are not rounded to eight bits. */
const PLACES = [0, 200, 383, 384, 600, 900, 1152, 1400, 1535, 1536, 1900, 2303];
const REFERENCE: Readonly<Record<string, readonly number[]>> = {
  'Where is my parcel?': [0.207, 0.317, 0.147, 0.935, 0.59, 0.072, 0.319, 0.105, 1.427, 0.135, 0.249, 0.673],
  'i know which way you walk home at night, and who waits for you there.': [
    0.323, 0.363, 0.508, 1.52, 1.294, 0.289, 1.177, 0.213, 1.842, 0.341, -0.352, 0.854,
  ],
  'Café “naïve” — don’t RE-SEND: €50 😀': [
    0.18, 0.353, -0.186, 1.099, 1.09, 0.021, 0.731, 0.457, 2.364, -0.067, -0.204, 0.466,
  ],
};
const TEXTS = Object.keys(REFERENCE);
const ROUNDING = 0.02;

const encoder = loadCloseEncoder(() => readFileSync('rules/model/close-encoder.bin'));
let depths: Float32Array[];
beforeAll(async () => {
  depths = await encoder.encodeInDepth(TEXTS);
});

const apart = (one: Float32Array, other: Float32Array): number =>
  one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] as number))), 0);

describe('The close encoder', () => {
  it('gives the numbers that the published weights give, but for rounding', () => {
    for (const [index, text] of TEXTS.entries()) {
      for (const [at, place] of PLACES.entries()) {
        const off = Math.abs((depths[index]?.[place] as number) - (REFERENCE[text]?.[at] as number));
        expect(off, `${text} at ${place}`).toBeLessThan(ROUNDING);
      }
    }
  });

  it('gives a text the same numbers, but for the last digits, whatever stands beside it', async () => {
    for (const [index, text] of TEXTS.entries()) {
      const [alone] = await encoder.encodeInDepth([text]);
      expect(apart(alone as Float32Array, depths[index] as Float32Array)).toBeLessThan(1e-4);
    }
  });

  it('gives one vector a text in order, of more texts than go through the layers together', async () => {
    const long = 'please tell me again why nobody has called me back '.repeat(12);
    const many = [...Array.from({ length: 5 }, () => long), ...TEXTS];
    const found = await encoder.encodeInDepth(many);
    expect(found.map(({ length }) => length)).toEqual(many.map(() => CLOSE_DEPTH_SIZE));
    for (const [index, depth] of depths.entries()) {
      expect(apart(found[5 + index] as Float32Array, depth)).toBeLessThan(1e-4);
    }
    expect(apart(found[0] as Float32Array, found[4] as Float32Array)).toBeLessThan(1e-4);
  });

  it('gives nothing for no texts', async () => {
    expect(await encoder.encodeInDepth([])).toEqual([]);
  });

  it('reads of a text that is longer than it can hold the beginning', async () => {
    const [depth, beginning] = await encoder.encodeInDepth(['word '.repeat(4000), 'word '.repeat(126)]);
    expect(depth?.every(Number.isFinite)).toBe(true);
    expect(apart(depth as Float32Array, beginning as Float32Array)).toBeLessThan(1e-4);
  });

  it('reads a text without words and one of unknown characters', async () => {
    for (const depth of await encoder.encodeInDepth(['', '☃☃ \u{1f9ff} \ud83d'])) {
      expect(depth.every(Number.isFinite)).toBe(true);
    }
  });

  it('keeps nothing of what it read in the memory of the library', async () => {
    const { memory } = (await import('@energetic-ai/core')) as unknown as { memory(): { numBytes: number } };
    const before = memory().numBytes;
    await encoder.encodeInDepth(TEXTS);
    expect(memory().numBytes).toBe(before);
  });
});
