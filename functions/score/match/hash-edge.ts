/** A hash of an edge, the same here and where it is looked up. */
export function hashEdge(from: number, word: number, mask: number): number {
  let hash = Math.imul(from, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  hash ^= hash >>> 15;
  return hash & mask;
}
