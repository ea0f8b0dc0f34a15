import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCloseEncoder } from '../../../../functions/score/load-close-encoder.ts';

/** What PyTorch says of these texts with the tuned weights before they are rounded. */
const REFERENCE: Readonly<Record<string, number>> = {
  'Where is my parcel?': -3.354,
  'i know which way you walk home at night, and who waits for you there.': 1.903,
  'Café “naïve” — don’t RE-SEND: €50 😀': -2.899,
};
const TEXTS = Object.keys(REFERENCE);
const ROUNDING = 0.15;

const encoder = loadCloseEncoder(() => readFileSync('rules/model/close-encoder.bin'));
let said: Float32Array;
beforeAll(async () => {
  said = await encoder.concernOf(TEXTS);
});

describe('The close encoder', () => {
  it('says what the tuned weights say, but for rounding', () => {
    for (const [index, text] of TEXTS.entries()) {
      expect(Math.abs((said[index] as number) - (REFERENCE[text] as number)), text).toBeLessThan(ROUNDING);
    }
  });

  it('hears what a person would hear', async () => {
    const [parcel, walk] = said as unknown as [number, number];
    expect(walk).toBeGreaterThan(parcel + 2);
  });

  it('says the same of a text, but for the last digits, whatever stands beside it', async () => {
    for (const [index, text] of TEXTS.entries()) {
      const [alone] = await encoder.concernOf([text]);
      expect(alone).toBeCloseTo(said[index] as number, 3);
    }
  });

  it('says one number a text in order, of more texts than go through the layers together', async () => {
    const long = 'please tell me again why nobody has called me back '.repeat(12);
    const many = [...Array.from({ length: 5 }, () => long), ...TEXTS];
    const found = await encoder.concernOf(many);
    expect(found).toHaveLength(many.length);
    for (const [index, odds] of said.entries()) expect(found[5 + index]).toBeCloseTo(odds, 3);
    expect(found[0]).toBeCloseTo(found[4] as number, 3);
  });

  it('says nothing of no texts', async () => {
    expect(await encoder.concernOf([])).toHaveLength(0);
  });

  it('reads of a text that is longer than it can hold the beginning', async () => {
    const [whole, beginning] = await encoder.concernOf(['word '.repeat(4000), 'word '.repeat(126)]);
    expect(whole).toBeCloseTo(beginning as number, 3);
  });

  it('reads a text without words and one of unknown characters', async () => {
    for (const odds of await encoder.concernOf(['', '☃☃ \u{1f9ff} \ud83d'])) expect(odds).toSatisfy(Number.isFinite);
  });

  it('keeps nothing of what it read in the memory of the library', async () => {
    const { memory } = (await import('@energetic-ai/core')) as unknown as { memory(): { numBytes: number } };
    const before = memory().numBytes;
    await encoder.concernOf(TEXTS);
    expect(memory().numBytes).toBe(before);
  });
});
