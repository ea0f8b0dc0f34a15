import type { NormalizedText, Sentence, Token, TokenRange } from '../text.ts';
import { addClauses } from './clauses.ts';
import { leaveOutFillers } from './fillers.ts';
import { type Folded, fold } from './fold.ts';
import { pairQuotes } from './quotes.ts';
import type { RawWord } from './raw-word.ts';
import { scan } from './scan.ts';
import { joinSpacedLetters } from './spaced-letters.ts';
import { spellingOf } from './spellings.ts';
import { joinSplitContractions } from './split-contractions.ts';
import { understand } from './understand.ts';

/** "You gonna die": the "are" that is not written. */
const LEFT_OUT_BEFORE_GOING: Readonly<Record<string, string>> = {
  i: 'am',
  you: 'are',
  we: 'are',
  they: 'are',
  he: 'is',
  she: 'is',
  it: 'is',
  someone: 'is',
  somebody: 'is',
};

interface Building {
  readonly tokens: Token[];
  readonly sentences: Sentence[];
  readonly clauses: number[];
  readonly evasions: (TokenRange & { readonly how: string })[];
  readonly quotes: TokenRange[];
}

/** The stretch that is being read, and where its tokens begin and end in the folded text. */
interface Reading {
  readonly original: string;
  readonly places: number[];
  readonly ends: number[];
  readonly isSpeech: boolean;
}

/**
 * A turn's text as the words that detections see, each with its offsets (UTF-16, half-open) in `text` as it was received.
 *
 * `apart` stretches (quoted replies, signatures: requirement 7) give no words and end a sentence; they may overlap and be in any order.
 * Never throws for any string, and costs time in proportion to its length.
 */
export function normalize(
  text: string,
  apart: readonly { readonly start: number; readonly end: number }[] = [],
): NormalizedText {
  const building = emptyBuilding();
  let at = 0;
  if (apart.length > 0) {
    for (const stretch of [...apart].sort((one, other) => one.start - other.start)) {
      if (stretch.end <= Math.max(at, stretch.start)) continue;
      if (stretch.start > at) add(building, text.slice(at, stretch.start), at, true);
      at = Math.max(at, Math.min(stretch.end, text.length));
    }
  }
  if (at < text.length) add(building, at === 0 ? text : text.slice(at), at, true);
  return building;
}

/** The same forms for the words of a pattern or a lexicon: "don't" -> ["do", "not"]. They are no speech: nothing is left out or understood. */
export function normalizeWords(words: string): string[] {
  const building = emptyBuilding();
  add(building, words, 0, false);
  return building.tokens.map((token) => token.text);
}

function emptyBuilding(): Building {
  return { tokens: [], sentences: [], clauses: [], evasions: [], quotes: [] };
}

function add(building: Building, original: string, base: number, isSpeech: boolean): void {
  const folded = fold(original, base);
  const scanned = scan(folded.text);
  const letters = joinSpacedLetters(isSpeech ? leaveOutFillers(scanned.words) : scanned.words, folded.text);
  const words = joinSplitContractions(letters, folded.text);
  const firstToken = building.tokens.length;
  /** The folded place of each token's beginning, to find tokens by place, and of its end. */
  const places: number[] = [];
  const ends: number[] = [];
  for (let first = 0; first < words.length; ) {
    let last = first;
    while (last < words.length && (words[last] as RawWord).stop === null) last += 1;
    addSentence(building, words, first, Math.min(last + 1, words.length), folded, { original, places, ends, isSpeech });
    first = last + 1;
  }
  for (const mark of folded.marks)
    addEvasion(building, placesWithin(places, mark.start, mark.end, firstToken), mark.how);
  for (const stretch of pairQuotes(scanned.quotationMarks)) {
    const range = tokensBetween(places, stretch.start, stretch.end, firstToken);
    if (range.last > range.first) building.quotes.push(range);
  }
}

function addSentence(
  building: Building,
  words: readonly RawWord[],
  first: number,
  last: number,
  folded: Folded,
  { original, places, ends, isSpeech }: Reading,
): void {
  const { tokens } = building;
  const firstToken = tokens.length;
  const sentence = building.sentences.length;
  let disguised = false;
  for (let at = first; at < last; at++) disguised ||= (words[at] as RawWord).how !== null;
  for (let at = first; at < last; at++) {
    const word = words[at] as RawWord;
    if (isSpeech && at === first && leavesOutTheWriter(word.text, words[at + 1])) {
      for (const text of ['i', 'am']) {
        tokens.push({ text, start: startOf(folded, word.start), end: endOf(folded, word.end), sentence });
        places.push(word.start);
        ends.push(word.end);
      }
    }
    if (isSpeech && at === first && leavesOutOnlyI(word, words[at + 1])) {
      tokens.push({ text: 'i', start: startOf(folded, word.start), end: endOf(folded, word.end), sentence });
      places.push(word.start);
      ends.push(word.end);
    }
    if (isSpeech && tokens.length === firstToken + 1 && isSaidDead(tokens[firstToken] as Token, word, words[at + 1])) {
      tokens.push({ text: 'are', start: startOf(folded, word.start), end: endOf(folded, word.end), sentence });
      places.push(word.start);
      ends.push(word.end);
    }
    if (word.plain && word.how === null) {
      tokens.push({ text: word.text, start: startOf(folded, word.start), end: endOf(folded, word.end), sentence });
      places.push(word.start);
      ends.push(word.end);
      continue;
    }
    const previous = tokens.length > firstToken ? (tokens[tokens.length - 1] as Token).text : '';
    const be = isSpeech ? LEFT_OUT_BEFORE_GOING[previous] : undefined;
    if (be !== undefined && spellingOf(word.text)?.[0] === 'going') {
      tokens.push({ text: be, start: startOf(folded, word.start), end: endOf(folded, word.end), sentence });
      places.push(word.start);
      ends.push(word.end);
    }
    const understood = understand(words, at, previous, disguised);
    const start = startOf(folded, word.start);
    const end = endOf(folded, word.end);
    const begin = tokens.length;
    for (const text of understood.words) {
      tokens.push({ text, start, end, sentence });
      places.push(word.start);
      ends.push(word.end);
    }
    if (understood.how !== null) addEvasion(building, { first: begin, last: tokens.length }, understood.how);
  }
  if (tokens.length === firstToken) return;
  if (isSpeech) {
    addClauses(building.clauses, tokens, firstToken, {
      text: folded.text,
      places,
      ends,
      offset: tokens.length - places.length,
      original: folded.starts === null ? null : original,
      base: folded.base,
    });
  }
  const final = words[last - 1] as RawWord;
  building.sentences.push({
    first: firstToken,
    last: tokens.length,
    start: (tokens[firstToken] as Token).start,
    end: Math.max(endOf(folded, final.end), endOf(folded, final.stopEnd)),
    terminator: final.stop ?? '',
  });
}

/** "Gonna kill you", "going 2 kill u", "finna hurt you": whoever opens a sentence so has left out "I am". */
function leavesOutTheWriter(word: string, next: RawWord | undefined): boolean {
  const meant = spellingOf(word) ?? [word];
  if (meant[0] !== 'going' && meant[0] !== 'about') return false;
  return meant[1] === 'to' || (next !== undefined && next.stop === null && (next.text === 'to' || next.text === '2'));
}

/** "am gona kill u": "Am I going" is a question, and no "I" is left out in it. */
function leavesOutOnlyI(word: RawWord, next: RawWord | undefined): boolean {
  return (
    word.text === 'am' &&
    word.stop === null &&
    !word.capitals &&
    (spellingOf(next?.text ?? '')?.[0] ?? next?.text) === 'going'
  );
}

/** "U dead", "you dead bro": the "are" that is left out, where nothing but a form of address follows. */
function isSaidDead(first: Token, word: RawWord, next: RawWord | undefined): boolean {
  if (first.text !== 'you' || !/^(?:dead|ded|deadd?)$/.test(word.text)) return false;
  return word.stop !== null || next === undefined || CALLED_BEHIND.test(next.text);
}

const CALLED_BEHIND =
  /^(?:bro|bruh|bitch|mate|meat|man|already|now|soon|tonight|tomorrow|if|when|u|you|im|i|i'm|fool|son|boy|girl|to|asshole|fucker)$/;

/** Neighbouring words disguised in one way are one evasion. */
function addEvasion(building: Building, range: TokenRange, how: string): void {
  if (range.last <= range.first) return;
  const before = building.evasions[building.evasions.length - 1];
  if (before !== undefined && before.how === how && before.last >= range.first && before.first <= range.first) {
    building.evasions[building.evasions.length - 1] = {
      first: before.first,
      last: Math.max(before.last, range.last),
      how,
    };
  } else building.evasions.push({ ...range, how });
}

/** Tokens that begin at or after `start` and before `end`. */
function tokensBetween(places: readonly number[], start: number, end: number, firstToken: number): TokenRange {
  return { first: firstToken + firstAtOrAfter(places, start), last: firstToken + firstAtOrAfter(places, end) };
}

/** The tokens that the stretch touches: those that begin in it and the one that it begins in. */
function placesWithin(places: readonly number[], start: number, end: number, firstToken: number): TokenRange {
  const last = firstAtOrAfter(places, end);
  let first = firstAtOrAfter(places, start + 1) - 1;
  while (first > 0 && places[first] === places[first - 1]) first -= 1;
  return { first: firstToken + Math.max(first, 0), last: firstToken + last };
}

function firstAtOrAfter(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startOf(folded: Folded, place: number): number {
  return folded.starts === null ? folded.base + place : (folded.starts[place] ?? folded.base);
}

function endOf(folded: Folded, place: number): number {
  return folded.ends === null
    ? folded.base + place
    : place === 0
      ? folded.base
      : (folded.ends[place - 1] ?? folded.base);
}
