/** The run of words whose shares, less their mean, sum highest (Kadane's algorithm): half-open, relative to the window. */
export function heaviestRun(carried: Float64Array): { first: number; last: number } {
  const mean = carried.reduce((sum, share) => sum + share, 0) / Math.max(1, carried.length);
  let best = { first: 0, last: carried.length, sum: Number.NEGATIVE_INFINITY };
  let first = 0;
  let sum = 0;
  for (let word = 0; word < carried.length; word++) {
    if (sum <= 0) {
      first = word;
      sum = 0;
    }
    sum += (carried[word] ?? 0) - mean;
    if (sum > best.sum) best = { first, last: word + 1, sum };
  }
  return best;
}
