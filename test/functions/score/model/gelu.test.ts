import { describe, expect, it } from 'vitest';
import { gelu } from '../../../../functions/score/model/gelu.ts';

const none = new Float32Array(1);
const of = (x: number): number => gelu(Float32Array.of(x), none)[0] as number;

describe('The Gaussian error linear unit', () => {
  it('is x times the share of the normal distribution below x', () => {
    for (const [x, share] of [
      [0, 0.5],
      [1, 0.8413447461],
      [-1, 0.1586552539],
      [1.96, 0.9750021049],
      [-3.0001, 0.0013494552],
    ] as const) {
      expect(Math.abs(of(x) - x * share)).toBeLessThan(1e-6);
    }
  });

  it('passes what is far above nothing, and nothing of what is far below', () => {
    expect([of(8), of(1e6), Math.abs(of(-8)), Math.abs(of(-1e6))]).toEqual([8, 1e6, 0, 0]);
    expect(Math.abs(of(7.9999) - 7.9999)).toBeLessThan(1e-5);
  });

  it('is of each number with the bias of its column', () => {
    const rows = gelu(Float32Array.of(0, 0, 1, 1), Float32Array.of(1, -1));
    expect([...rows]).toEqual([of(1), of(-1), of(2), of(0)]);
  });
});
