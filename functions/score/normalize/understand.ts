import { DEPENDS_ON_NEIGHBOURS, expandByNeighbours, expandContraction } from './contractions.ts';
import { isKeyWord } from './key-words.ts';
import { isKnownWord } from './known-words.ts';
import type { RawWord } from './raw-word.ts';
import { readRunTogether } from './run-together.ts';
import { slipOf } from './slips.ts';
import { crossedOutOf, soundedOf } from './sounded.ts';
import { spellingOf } from './spellings.ts';
import { isStretched, squeeze } from './squeeze.ts';

/** The words that one written word means, and how it was disguised. */
export interface Understood {
  readonly words: readonly string[];
  readonly how: string | null;
}

const LONGEST_SPELLING = 18;
/** After a one that stands for an I, where another word is disguised too. */
const AFTER_I = new Set(['am', 'will', 'know', 'have', 'would', 'hope', 'swear']);
const SIGNS = 'digits or signs in place of letters';

/**
 * What `words[at]` means beside its neighbours. `previous` is the last word understood before it in its sentence, empty at a sentence's
 * start; `disguisedNearby`: another word of the sentence was disguised, so that a doubtful reading is worth believing.
 */
export function understand(
  words: readonly RawWord[],
  at: number,
  previous: string,
  disguisedNearby: boolean,
): Understood {
  const word = words[at] as RawWord;
  if (word.kind === 'opaque') return { words: [word.text], how: null };
  if (word.weak !== null && disguisedNearby) return { words: [word.weak], how: SIGNS };
  const plain = meaning(word, word.text, words, at, previous);
  if (plain !== null) return { words: plain, how: word.how };
  if (word.kind === 'number') {
    const next = word.stop === null ? words[at + 1] : undefined;
    const isI =
      word.text === '1' &&
      previous === '' &&
      next !== undefined &&
      (next.how === SIGNS || (disguisedNearby && AFTER_I.has(next.text)));
    return isI ? { words: ['i'], how: SIGNS } : { words: [word.text], how: word.how };
  }
  const crossedOut = word.kind === 'word' ? crossedOutOf(word.text) : undefined;
  if (crossedOut !== undefined && !word.capitals) return { words: [crossedOut], how: 'letters left out' };
  const slip = word.kind === 'word' ? slipOf(word.text) : undefined;
  if (slip !== undefined) return { words: [slip], how: word.how };
  const sounded = word.kind === 'word' && !word.capitals ? soundedOf(word.text) : undefined;
  if (sounded !== undefined) return { words: [sounded], how: word.how };
  if (isStretched(word.text)) {
    const squeezed = squeeze(word.text);
    const how = word.how ?? (squeezed !== word.text && isKeyWord(squeezed) ? 'stretched letters' : null);
    return { words: meaning(word, squeezed, words, at, previous) ?? [squeezed], how };
  }
  const parts = readRunTogether(word.text);
  if (parts !== null)
    return {
      words: parts.map((part) => (part === 'u' ? 'you' : part === 'ur' ? 'your' : part)),
      how: 'words run together',
    };
  if (word.text.length >= 5 && word.text.endsWith('in') && !isKnownWord(word.text) && isKnownWord(`${word.text}g`)) {
    return { words: [`${word.text}g`], how: word.how };
  }
  return { words: [word.text], how: word.how };
}

function meaning(
  word: RawWord,
  written: string,
  words: readonly RawWord[],
  at: number,
  previous: string,
): readonly string[] | null {
  const text = written.includes('`') ? written.replaceAll('`', "'") : written;
  if (text.includes("'")) return spellingOf(text) ?? expandContraction(text, previous, neighbour(words, at, 1));
  if (text.length > LONGEST_SPELLING) return null;
  const always = spellingOf(text);
  if (always !== undefined) return isName(text) && word.capitals && !isShouted(words, at) ? null : always;
  if (!DEPENDS_ON_NEIGHBOURS.has(text)) return null;
  return expandByNeighbours(
    text,
    previous,
    neighbour(words, at, 1),
    neighbour(words, at, 2),
    word.capitals && !isShouted(words, at),
  );
}

/** All around it is in capitals too, which then name nothing: "U R DEAD". */
function isShouted(words: readonly RawWord[], at: number): boolean {
  const before = words[at - 1];
  const after = (words[at] as RawWord).stop === null ? words[at + 1] : undefined;
  return [before?.stop === null ? before : undefined, after].some(
    (other) => other?.capitals === true && (other.text.length > 1 || other.text === 'u'),
  );
}

/** "R. Smith", "POS terminal", "DEF", "WIT": capitals that are a name or a term. */
function isName(text: string): boolean {
  return (
    text === 'r' || text === 'pos' || text === 'mf' || text === 'ty' || text === 'nd' || text === 'em' || text === 'sob'
  );
}

/** The word so many places further in the same sentence, or empty. */
function neighbour(words: readonly RawWord[], at: number, distance: number): string {
  for (let step = 0; step < distance; step++) {
    if ((words[at + step] as RawWord).stop !== null) return '';
  }
  return words[at + distance]?.text ?? '';
}
