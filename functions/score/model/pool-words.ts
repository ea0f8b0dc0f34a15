/**
 * Writes to `into`, from `at` on, the mean and then the greatest of each number over the first `words` vectors of one text of a batch,
 * which begin at `from` and have `size` numbers each.
 */
export function poolWords(
  vectors: ArrayLike<number>,
  size: number,
  from: number,
  words: number,
  into: Float32Array,
  at: number,
): void {
  const greatest = at + size;
  into.fill(Number.NEGATIVE_INFINITY, greatest, greatest + size);
  for (let word = 0; word < words; word++) {
    const begin = from + word * size;
    for (let number = 0; number < size; number++) {
      const value = vectors[begin + number] as number;
      into[at + number] = (into[at + number] as number) + value / words;
      if (value > (into[greatest + number] as number)) into[greatest + number] = value;
    }
  }
}
