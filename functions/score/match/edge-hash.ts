/** A hash of a node and a word, the same where the table of edges is built and where it is looked up. Odd multipliers, well mixed. */
export function edgeHash(node: number, word: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
}

/** Two bits of 32, from the upper bits of the hash; the lower ones say which 32. */
export const edgeMask = (hash: number): number => (1 << (hash >>> 27)) | (1 << ((hash >>> 22) & 31));
