/** From so many values on a group says something; of fewer, what is usual and what is not is a matter of chance. */
export const LEAST_COMPARED = 8;

/** Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993): a modified z-score beyond 3.5 is labelled an outlier. */
export const OUTLYING = 3.5;
/** Both make the spread comparable with a standard deviation of normal values; the second stands in where half of the values are equal. */
const OF_MEDIAN_DEVIATION = 1.4826;
const OF_MEAN_DEVIATION = 1.253314;

/** The middle value, or the mean of the two in the middle. @throws RangeError for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError('There is no middle of nothing.');
  return (low + high) / 2;
}

/** The median absolute deviation from the median: half of the values lie no further from it. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}

/**
 * How far each value lies from the others, in spreads: the modified z-score of the logarithms, since times to act are many short ones and a
 * few very long ones. 0 for all where none differs.
 * @param minutes 0 or more.
 */
export function distances(minutes: readonly number[]): number[] {
  const logarithms = minutes.map((value) => Math.log1p(value));
  const middle = median(logarithms);
  const deviations = logarithms.map((value) => Math.abs(value - middle));
  const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
  const spread = OF_MEDIAN_DEVIATION * median(deviations) || OF_MEAN_DEVIATION * mean;
  return logarithms.map((value) => (spread === 0 ? 0 : (value - middle) / spread));
}
