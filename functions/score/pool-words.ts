import { MEANING_SIZE } from './model/sentence-encoder.ts';

/**
 * Writes to `into`, from `at` on, the mean and then the greatest of each number over the first `words` vectors of one text of a batch,
 * which begin at `from`.
 */
export function poolWords(
  vectors: ArrayLike<number>,
  from: number,
  words: number,
  into: Float32Array,
  at: number,
): void {
  const greatest = at + MEANING_SIZE;
  into.fill(Number.NEGATIVE_INFINITY, greatest, greatest + MEANING_SIZE);
  for (let word = 0; word < words; word++) {
    const begin = from + word * MEANING_SIZE;
    for (let number = 0; number < MEANING_SIZE; number++) {
      const value = vectors[begin + number] as number;
      into[at + number] = (into[at + number] as number) + value / words;
      if (value > (into[greatest + number] as number)) into[greatest + number] = value;
    }
  }
}
