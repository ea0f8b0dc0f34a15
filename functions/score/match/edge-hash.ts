/** A hash of a node and a word, the same where the table of edges is built and where it is looked up. Two odd multipliers, well mixed. */
export function edgeHash(node: number, word: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
