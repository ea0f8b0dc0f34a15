import { CLOSE_HEADS, CLOSE_SIZE } from './close-weights.ts';
import { MOST_PIECES } from './word-pieces.ts';

/** Which rows of a batch are the pieces of one text, at most `MOST_PIECES`. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
}

/** Each head looks with so many of a row's numbers. */
const HEAD = CLOSE_SIZE / CLOSE_HEADS;
const SCALE = 1 / Math.sqrt(HEAD);

/**
 * Each head's mixture, for each piece, of the values of all pieces of its text, by softmax of query with key (Vaswani et al. 2017). The
 * products are too small for the library to be faster.
 */
export function attend(
  queries: Float32Array,
  keys: Float32Array,
  values: Float32Array,
  stretches: readonly Stretch[],
): Float32Array {
  const all = new Float32Array(queries.length);
  const [query, key, value, mixed] = [0, 1, 2, 3].map(() => new Float32Array(MOST_PIECES * HEAD)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const weights = new Float32Array(MOST_PIECES * MOST_PIECES);
  for (const { first, count } of stretches) {
    for (let head = 0; head < CLOSE_SIZE; head += HEAD) {
      for (let row = 0; row < count; row++) {
        const from = (first + row) * CLOSE_SIZE + head;
        for (let at = 0; at < HEAD; at++) {
          query[row * HEAD + at] = (queries[from + at] as number) * SCALE;
          key[row * HEAD + at] = keys[from + at] as number;
          value[at * count + row] = values[from + at] as number;
        }
      }
      products(query, key, count, count, HEAD, weights);
      for (let row = 0; row < count; row++) softmax(weights, row * count, count);
      products(weights, value, count, HEAD, count, mixed);
      for (let row = 0; row < count; row++) {
        const into = (first + row) * CLOSE_SIZE + head;
        for (let at = 0; at < HEAD; at++) all[into + at] = mixed[row * HEAD + at] as number;
      }
    }
  }
  return all;
}

/** Brings numbers to shares that sum to 1. */
function softmax(numbers: Float32Array, from: number, count: number): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < from + count; at++) greatest = Math.max(greatest, numbers[at] as number);
  let sum = 0;
  for (let at = from; at < from + count; at++) {
    const share = Math.exp((numbers[at] as number) - greatest);
    numbers[at] = share;
    sum += share;
  }
  for (let at = from; at < from + count; at++) numbers[at] = (numbers[at] as number) / sum;
}

/**
 * Writes the product of each row on the left with each on the right, all `size` long, into a row a left row. Four left rows at a time, so
 * that each number on the right is fetched once for four; up to three more rows than there are on the left are written.
 */
function products(
  left: Float32Array,
  right: Float32Array,
  leftRows: number,
  rightRows: number,
  size: number,
  into: Float32Array,
): void {
  for (let row = 0; row < leftRows; row += 4) {
    const first = row * size;
    const second = first + size;
    const third = second + size;
    const fourth = third + size;
    for (let other = 0; other < rightRows; other++) {
      const from = other * size;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let at = 0; at < size; at++) {
        const number = right[from + at] as number;
        a += (left[first + at] as number) * number;
        b += (left[second + at] as number) * number;
        c += (left[third + at] as number) * number;
        d += (left[fourth + at] as number) * number;
      }
      const to = row * rightRows + other;
      into[to] = a;
      into[to + rightRows] = b;
      into[to + 2 * rightRows] = c;
      into[to + 3 * rightRows] = d;
    }
  }
}
