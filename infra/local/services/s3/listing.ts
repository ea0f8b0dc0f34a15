/**
 * Order of keys in every S3 list: by the bytes of their UTF-8. JavaScript compares UTF-16 units, which puts U+10000 and above before
 * U+E000; this does not.
 */
export function compareKeys(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    const aIsSurrogate = a >= 0xd800 && a <= 0xdfff;
    const bIsSurrogate = b >= 0xd800 && b <= 0xdfff;
    if (aIsSurrogate !== bIsSurrogate) return aIsSurrogate ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}

/** Where a key is, or would be, in a list that is in order. */
export function placeOf(keys: readonly string[], key: string): { index: number; found: boolean } {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(keys[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return { index: low, found: keys[low] === key };
}

export interface ListQuery<T> {
  prefix: string;
  delimiter: string | null;
  /** Items and common prefixes together; S3 gives at most 1,000. */
  limit: number;
  /** What the page before ended with: nothing at or before it comes again, nor anything below it where it is a common prefix. */
  after: string | null;
  /** True where the page before ended among the items of the key `after`: `itemsOf` gives those that are left. */
  resume?: boolean;
  /** The items of a key; an empty list hides the key. */
  itemsOf: (key: string) => readonly T[];
}

export interface ListPage<T> {
  items: { key: string; item: T }[];
  commonPrefixes: string[];
  truncated: boolean;
  /** The last key or common prefix of the page, whichever came last; null on an empty page. */
  last: string | null;
}

/** One page of a bucket's keys, which come in order. A common prefix counts as one item and is given once over all pages. */
export function listPage<T>(keys: readonly string[], query: ListQuery<T>): ListPage<T> {
  const page: ListPage<T> = { items: [], commonPrefixes: [], truncated: false, last: null };
  const { prefix, delimiter, after } = query;
  if (query.limit === 0) return page;
  const start = after !== null && compareKeys(after, prefix) > 0 ? after : prefix;
  let count = 0;
  for (let index = placeOf(keys, start).index; index < keys.length; index++) {
    const key = keys[index] as string;
    if (!key.startsWith(prefix)) break;
    const commonPrefix = commonPrefixOf(key, prefix, delimiter);
    if (after !== null && !(query.resume && key === after)) {
      if (compareKeys(key, after) <= 0 || commonPrefix === after) continue;
    }
    const items = query.itemsOf(key);
    if (items.length === 0) continue;
    if (commonPrefix !== null) {
      if (page.commonPrefixes[page.commonPrefixes.length - 1] === commonPrefix) continue;
      if (count === query.limit) return { ...page, truncated: true };
      page.commonPrefixes.push(commonPrefix);
      page.last = commonPrefix;
      count++;
      continue;
    }
    for (const item of items) {
      if (count === query.limit) return { ...page, truncated: true };
      page.items.push({ key, item });
      page.last = key;
      count++;
    }
  }
  return page;
}

function commonPrefixOf(key: string, prefix: string, delimiter: string | null): string | null {
  if (!delimiter) return null;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? null : key.slice(0, end + delimiter.length);
}
