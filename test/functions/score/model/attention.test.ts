import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../../../bench/random-numbers.ts';
import { attend } from '../../../../functions/score/model/attention.ts';
import { CLOSE_SIZE } from '../../../../functions/score/model/close-weights.ts';

const HEAD = 32;
const random = randomNumbers(7);
const rowsOf = (count: number) => Float32Array.from({ length: count * CLOSE_SIZE }, () => 4 * random() - 2);
const COUNTS = [1, 5, 8, 127, 128];
const stretches = COUNTS.map((count, at) => ({ first: COUNTS.slice(0, at).reduce((sum, one) => sum + one, 0), count }));
const [queries, keys, values] = [0, 1, 2].map(() => rowsOf(COUNTS.reduce((sum, count) => sum + count))) as [
  Float32Array,
  Float32Array,
  Float32Array,
];

/** The definition, number by number. */
function expected(row: number, number: number, first: number, count: number): number {
  const head = number - (number % HEAD);
  const looks = Array.from({ length: count }, (_, other) => {
    let met = 0;
    for (let at = head; at < head + HEAD; at++) {
      met += (queries[row * CLOSE_SIZE + at] as number) * (keys[(first + other) * CLOSE_SIZE + at] as number);
    }
    return Math.exp(met / Math.sqrt(HEAD));
  });
  const all = looks.reduce((sum, look) => sum + look, 0);
  return looks.reduce((sum, look, other) => {
    return sum + (look / all) * (values[(first + other) * CLOSE_SIZE + number] as number);
  }, 0);
}

describe('Attention', () => {
  it('mixes for each piece the values of its own text as its definition says, whatever the length', () => {
    const mixed = attend(queries, keys, values, stretches);
    for (const { first, count } of stretches) {
      for (const row of new Set([first, first + (count >> 1), first + count - 1])) {
        for (const number of [0, 31, 32, 200, 383]) {
          expect(
            Math.abs((mixed[row * CLOSE_SIZE + number] as number) - expected(row, number, first, count)),
          ).toBeLessThan(1e-4);
        }
      }
    }
  });
});
