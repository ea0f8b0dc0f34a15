import { isPlainWord } from '../normalize/plain-words.ts';
import { markHash } from './mark-hash.ts';

/** So many phrases of a contact are kept: of two letters that share half of their rare phrases, more than nine in ten share one. */
const MOST_PHRASES = 4;
/** Neighbouring words in a phrase. */
const PHRASE_WORDS = 5;
/** Words of a phrase that are in no list of ordinary ones: "i would like to know" is anybody's. */
const FEWEST_RARE_WORDS = 2;
/** Read of a text, in UTF-16 units: a longer one has said how its writer writes. */
const MOST_CHARACTERS = 20_000;

/**
 * The rare phrases of a text as hashes: of its rows of five words that hold two uncommon ones, those with the smallest hashes, so that
 * two texts with the same phrases are likely to choose the same (Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900).
 */
export function rarePhrases(text: string): string[] {
  const words =
    text
      .slice(0, MOST_CHARACTERS)
      .toLowerCase()
      .match(/\p{L}[\p{L}'’]*/gu) ?? [];
  const rare = words.map((word) => (isPlainWord(word) || word.length < 4 ? 0 : 1));
  const phrases = new Set<string>();
  let within = 0;
  for (let last = 0; last < words.length; last++) {
    within += rare[last] as number;
    const first = last - PHRASE_WORDS + 1;
    if (first > 0) within -= rare[first - 1] as number;
    if (first >= 0 && within >= FEWEST_RARE_WORDS) phrases.add(words.slice(first, last + 1).join(' '));
  }
  return [...phrases]
    .map((phrase) => ({ phrase, rank: rankOf(phrase) }))
    .sort((a, b) => a.rank - b.rank || (a.phrase < b.phrase ? -1 : 1))
    .slice(0, MOST_PHRASES)
    .map(({ phrase }) => markHash('phrase', phrase))
    .sort();
}

/** FNV-1a with the last mixing of MurmurHash3: it only chooses, so that a long letter costs four hashes that keep and no more. */
function rankOf(phrase: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < phrase.length; at++) value = Math.imul(value ^ phrase.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
