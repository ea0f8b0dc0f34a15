import { DEPENDS_ON_NEIGHBOURS } from './contractions.ts';
import { listedWords } from './known-words.ts';
import { spellingOf } from './spellings.ts';

const PLAIN: ReadonlySet<string> = new Set(
  listedWords().filter((word) => spellingOf(word) === undefined && !DEPENDS_ON_NEIGHBOURS.has(word)),
);

/** Whether a lower-case word is an ordinary one that is no spelling of another, so that nothing more need be asked of it. */
export function isPlainWord(word: string): boolean {
  return PLAIN.has(word);
}
