import { beforeAll, describe, expect, it } from 'vitest';
import { type FittedNetwork, fitNetwork, networkBytes, oddsOf } from '../../../bench/training/depth-network.ts';
import { createDepthNetwork, depthNetworkBytes } from '../../../functions/score/model/depth-network.ts';
import { DEPTH_SIZE } from '../../../functions/score/model/sentence-encoder.ts';

const OPTIONS = {
  units: 16,
  epochs: 80,
  rate: 0.01,
  decay: 0,
  inputDropout: 0,
  unitDropout: 0,
  smoothing: 0,
  fits: 1,
};

/** Two numbers of a text in depth, each 1 or -1; the others are nothing. It is of concern where both are alike. */
const signs = Array.from({ length: 32 }, (_, index) => [index & 1, (index >> 1) & 1].map((bit) => 2 * bit - 1));
const depths = signs.map((numbers) => {
  const depth = new Float32Array(DEPTH_SIZE);
  depth.set(numbers);
  return depth;
});
const labels = signs.map(([one, other]): 0 | 1 => (one === other ? 1 : 0));
let network: FittedNetwork;

beforeAll(async () => {
  network = await fitNetwork(depths, labels, 1, OPTIONS);
}, 60_000);

describe('The network over texts in depth', () => {
  it('learns what two numbers mean only together, which no sum of weights can', () => {
    for (const index of [0, 1, 2, 3])
      expect(oddsOf(network, depths[index] as Float32Array) > 0).toBe(labels[index] === 1);
  });

  it('says from its bytes what it said when it was fitted, but for rounding', () => {
    const { bytes, units, bias } = networkBytes([network]);
    expect(bytes).toHaveLength(depthNetworkBytes(units, DEPTH_SIZE));
    const read = createDepthNetwork(bytes, units, DEPTH_SIZE);
    for (const depth of depths.slice(0, 4)) {
      const said = oddsOf(network, depth);
      expect(Math.abs(read(depth) + bias - said)).toBeLessThan(0.05 * Math.abs(said) + 0.05);
    }
  });

  it('is, of two fits, their mean', async () => {
    const other = await fitNetwork(depths, labels, 2, OPTIONS);
    const { bytes, units, bias } = networkBytes([network, other]);
    const depth = depths[1] as Float32Array;
    const mean = (oddsOf(network, depth) + oddsOf(other, depth)) / 2;
    expect(Math.abs(createDepthNetwork(bytes, units, DEPTH_SIZE)(depth) + bias - mean)).toBeLessThan(
      0.05 * Math.abs(mean) + 0.05,
    );
    expect(other.hidden).not.toEqual(network.hidden);
  });

  it('is the same to the bit when it is fitted again', async () => {
    expect(await fitNetwork(depths, labels, 1, OPTIONS)).toEqual(network);
  });
});
