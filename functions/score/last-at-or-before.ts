/** The index of the last of these ascending numbers that is at most `place`; 0 where all are greater. By halving. */
export function lastAtOrBefore(ascending: readonly number[], place: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
