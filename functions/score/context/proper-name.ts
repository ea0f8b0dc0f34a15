import type { TokenRange } from '../text.ts';
import { isOfWords } from './categories.ts';
import type { Context, Finding } from './context.ts';
import { betweenWords, quotationAround, type Scene, wordAt, wordsOf } from './scene.ts';

/** Words of abuse or of the body that are also given names, surnames or the names of works. */
const ALSO_NAMES: ReadonlySet<string> = new Set(
  'dick dicks willy fanny randy gay cox cock hooker peter johnson'.split(' '),
);

/** Spoken to somebody, a name stands behind a greeting or "you": "Hey Dick". */
const ADDRESSED: ReadonlySet<string> = new Set(
  'hey hi hello dear oi yo you your ur thanks bye no yes listen sorry suck my a the'.split(' '),
);
/** What somebody is called, in quotation marks: `they called him "Lazy Pole"`. */
const CALLED =
  /\b(?:call(?:ed|s|ing)?|you|your|are|is|am|was|were|he|she|they|him|her|them|like|as|named|type|kind|these|those|this|that)\b/;

const CAPITALISED = /^[A-Z][a-z]/;
const PAGE_BELOW = /^[^\S\n]*[!?.)]{0,3}[^\S\n]*\r?\n\s*https?:\/\//;
const LONGEST_TITLE = 6;
const SMALL_WORDS: ReadonlySet<string> = new Set('a an and at by for from in of on or the to with'.split(' '));

/**
 * "Dick Francis", "Moby Dick", a page that is called after what is on it, a book that stands in quotation marks with capitals: part of a
 * name, and said to nobody. Without quotation marks only where a single word is all that a detection found; two of them are no name.
 */
export const properName: Context = {
  name: 'proper-name',
  alsoAsReported: true,
  weigh(scene: Scene): Finding | null {
    const { match } = scene;
    const { category } = match.detection;
    if (!isOfWords(category) || !isCapitalised(scene, match.first)) return null;
    const quote = quotationAround(scene, match);
    if (quote !== null && isTitle(scene, quote)) return named('It is the title of a book, a song or a film.');
    if (match.last - match.first !== 1) return null;
    if (ALSO_NAMES.has(wordAt(scene, match.first)) && isBesideName(scene)) {
      return named('The word is part of the name of a person or of a work.');
    }
    return category === 'sexual-harassment' && isNameOfPage(scene)
      ? named('The word is in the name of a page whose address stands below it.')
      : null;
  },
};

function named(why: string): Finding {
  return { why, atMost: 0, type: null };
}

/** Two to six words, each with a capital, that nobody is called by. */
function isTitle(scene: Scene, quote: TokenRange): boolean {
  const length = quote.last - quote.first;
  if (length < 2 || length > LONGEST_TITLE) return false;
  if (CALLED.test(wordsOf(scene, Math.max(scene.sentence.first, quote.first - 2), quote.first).join(' '))) return false;
  for (let at = quote.first; at < quote.last; at++) {
    if (!isCapitalised(scene, at) && (at === quote.first || !SMALL_WORDS.has(wordAt(scene, at)))) return false;
  }
  return true;
}

/** A capitalised word stands on either side, with nothing but a space between, and no one is spoken to: "Ok Dick" is no name. */
function isBesideName(scene: Scene): boolean {
  const { first } = scene.match;
  const isBefore =
    first - 1 > scene.sentence.first &&
    isCapitalised(scene, first - 1) &&
    isJoined(scene, first - 1) &&
    !isAddress(scene, first - 1);
  const isAfter = isCapitalised(scene, first + 1) && isJoined(scene, first) && !isAddress(scene, first - 1);
  return isBefore || isAfter;
}

function isAddress(scene: Scene, at: number): boolean {
  return scene.text.tokens[at]?.sentence === scene.text.tokens[at + 1]?.sentence && ADDRESSED.has(wordAt(scene, at));
}

function isJoined(scene: Scene, at: number): boolean {
  return /^ ?$/.test(betweenWords(scene, at));
}

function isNameOfPage(scene: Scene): boolean {
  const token = scene.text.tokens[scene.match.first];
  return token !== undefined && PAGE_BELOW.test(scene.original.slice(token.end, token.end + 80));
}

function isCapitalised(scene: Scene, at: number): boolean {
  const token = scene.text.tokens[at];
  return token !== undefined && CAPITALISED.test(scene.original.slice(token.start, token.start + 2));
}
