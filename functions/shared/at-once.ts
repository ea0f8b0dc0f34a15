/** Does a piece of work for each item, so many side by side at most, and gives the results in the order of the items. The first failure ends it. */
export async function forEachAtOnce<T, R>(
  items: readonly T[],
  sideBySide: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, items.length) }, one));
  return results;
}
