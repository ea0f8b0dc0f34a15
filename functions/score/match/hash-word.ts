/**
 * A hash of a word (FNV-1a over its UTF-16 units), the same where the table of words is built and where it is looked up. What a
 * sender can make collide is bounded by the table, which is built from the rules alone.
 */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return hash ^ (hash >>> 15);
}
