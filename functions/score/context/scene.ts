import type { Speaker } from '../../contracts/contact.ts';
import { lastAtOrBefore } from '../last-at-or-before.ts';
import type { Match } from '../match/match.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { COMPANY, FIRST_SUBJECT, type Person, personIn } from './people.ts';

/** Whose words a turn is, and whether someone else wrote them down. */
export interface ContextSpeaker {
  readonly standing: 'first-hand' | 'as-reported';
  readonly speaker: Speaker;
}

/** One match with the words around it: all that a context may look at. */
export interface Scene {
  readonly match: Match;
  readonly text: NormalizedText;
  readonly original: string;
  readonly speaker: ContextSpeaker;
  /** The sentence that the act stands in; token indexes, half-open. */
  readonly sentence: TokenRange & { readonly terminator: string };
  /** The act that is captured, else the first word of harm in the match; null where it has none. */
  readonly act: TokenRange | null;
  readonly actor: Person | null;
  readonly target: Person | null;
  /** The match joins several sentences and names no act: nothing around one of them speaks for all. */
  readonly scattered: boolean;
  readonly window: Window;
}

/** Nothing further away in a sentence speaks for a match: it keeps the cost of a sentence without an end in bounds. */
export const REACH = 24;

/** Puts a match and its surroundings together; `isAct` tells the words of harm from others. */
export function sceneOf(
  match: Match,
  text: NormalizedText,
  original: string,
  speaker: ContextSpeaker,
  isAct: (word: string) => boolean,
): Scene {
  const act = actOf(match, text, isAct);
  const at = Math.min(act?.first ?? match.first, Math.max(0, text.tokens.length - 1));
  const sentence = text.sentences[text.tokens[at]?.sentence ?? 0] ?? {
    first: 0,
    last: text.tokens.length,
    terminator: '',
  };
  const first = text.tokens[match.first]?.sentence;
  const last = text.tokens[Math.max(match.first, match.last - 1)]?.sentence;
  return {
    match,
    text,
    original,
    speaker,
    sentence,
    act,
    actor: actorOf(match, text, act, sentence),
    target: targetOf(match, text, act, sentence),
    scattered: first !== last && act === null,
    window: windowOf(text, act ?? match, sentence),
  };
}

/** The words from one token to another, half-open and cut to the text. */
export function wordsOf(scene: Pick<Scene, 'text'>, first: number, last: number): string[] {
  const words: string[] = [];
  for (let at = Math.max(0, first); at < Math.min(last, scene.text.tokens.length); at++) words.push(wordAt(scene, at));
  return words;
}

/** A token's word, empty outside the text. */
export function wordAt(scene: Pick<Scene, 'text'>, at: number): string {
  return scene.text.tokens[at]?.text ?? '';
}

/** What stands between two neighbouring words in the text as received: a comma, a dash, a quotation mark. */
export function betweenWords(scene: Scene, at: number): string {
  const { tokens } = scene.text;
  const before = tokens[at];
  const after = tokens[at + 1];
  return before === undefined || after === undefined || after.start <= before.end
    ? ''
    : scene.original.slice(before.end, Math.min(after.start, before.end + 16));
}

/** Quotations nest no deeper in ordinary mail: so many are looked back over. */
const DEEPEST = 4;

/** The quotation that the tokens stand in, or null. */
export function quotationAround(scene: Scene, range: TokenRange): TokenRange | null {
  const { quotes } = scene.text;
  let low = 0;
  let high = quotes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle] as TokenRange).first <= range.first) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= Math.max(0, low - DEEPEST); at--) {
    const quote = quotes[at] as TokenRange;
    if (quote.last >= range.last) return quote;
  }
  return null;
}

/** The words near the match, one space after each, and where each begins. */
interface Window {
  readonly first: number;
  readonly joined: string;
  readonly starts: readonly number[];
}

/**
 * The first stretch that the phrase matches and that overlaps `range`; null where there is none. The phrase is a regular expression of
 * ours with the flag `g`, over normalised words with one space between them, and sees the sentence near the match only.
 */
export function findPhrase(scene: Scene, phrase: RegExp, range: TokenRange): TokenRange | null {
  const { first, joined, starts } = scene.window;
  phrase.lastIndex = 0;
  for (let found = phrase.exec(joined); found !== null; found = phrase.exec(joined)) {
    const from = first + lastAtOrBefore(starts, found.index);
    const to = first + lastAtOrBefore(starts, found.index + Math.max(0, found[0].trimEnd().length - 1)) + 1;
    if (from < range.last && to > range.first) return { first: from, last: to };
    if (found[0] === '') phrase.lastIndex += 1;
  }
  return null;
}

/** Whether the phrase stands anywhere near the match in its sentence. */
export function isMentioned(scene: Scene, phrase: RegExp): boolean {
  phrase.lastIndex = 0;
  return phrase.test(scene.window.joined);
}

/** Whether the phrase, a regular expression with the flag `y`, matches from this token on. */
export function isPhraseAt(scene: Scene, phrase: RegExp, at: number): boolean {
  const { first, joined, starts } = scene.window;
  const start = starts[at - first];
  if (start === undefined) return false;
  phrase.lastIndex = start;
  return phrase.test(joined);
}

function windowOf(text: NormalizedText, center: TokenRange, sentence: TokenRange): Window {
  const first = Math.max(sentence.first, center.first - REACH);
  const last = Math.min(sentence.last, center.last + REACH, first + 4 * REACH);
  const starts: number[] = [];
  let joined = '';
  for (let at = first; at < last; at++) {
    starts.push(joined.length);
    joined += `${text.tokens[at]?.text ?? ''} `;
  }
  return { first, joined, starts };
}

function actOf(match: Match, text: NormalizedText, isAct: (word: string) => boolean): TokenRange | null {
  const captured = match.captures.act;
  if (captured !== undefined && captured.last > captured.first) return captured;
  for (let at = match.first; at < Math.min(match.last, match.first + 2 * REACH); at++) {
    if (isAct(text.tokens[at]?.text ?? '')) return { first: at, last: at + 1 };
  }
  return null;
}

/** The captured actor; else the nearest subject before the act that is not the object of another verb. */
function actorOf(match: Match, text: NormalizedText, act: TokenRange | null, sentence: TokenRange): Person | null {
  const captured = match.captures.actor;
  if (captured !== undefined) return personIn(wordsOf({ text }, captured.first, captured.last)) ?? 'third';
  if (act !== null && passiveAt(text, act, sentence) >= 0) return null;
  const from = act?.first ?? Math.min(match.first + 2, match.last);
  // "I want to see him die": the writer is in it, whoever stands nearer.
  if (wordsOf({ text }, match.first, from).some((word) => FIRST_SUBJECT.has(word))) return 'first';
  for (let at = from - 1; at >= Math.max(sentence.first, from - 8); at--) {
    const word = text.tokens[at]?.text ?? '';
    if (FIRST_SUBJECT.has(word)) return 'first';
    if (word === 'you') return 'second';
    if (word === 'he' || word === 'she' || word === 'they' || word === 'who') return 'third';
    if (COMPANY.has(word)) return 'second';
    if (personIn([word]) === 'third') return 'third';
  }
  return null;
}

/** After one of these, a person is where or why it is done, and not the one it is done to. */
const NOT_OBJECT = new Set(
  'in at on by near from with outside inside because if when while and or so but for about around behind'.split(' '),
);
/** These begin a clause of their own and are never an object. */
const SUBJECT_FORMS = new Set('i we he she they who'.split(' '));
const PASSIVE = new Set('was were am been being got get gets getting be is are'.split(' '));
const PARTICIPLE = /(?:ed|en|shot|hit|beat|cut|hurt|struck|hung|bitten|slain)$/;

/** The captured target; else the object of the act; else, where it is said in the passive, the subject. */
function targetOf(match: Match, text: NormalizedText, act: TokenRange | null, sentence: TokenRange): Person | null {
  const captured = match.captures.target;
  if (captured !== undefined) {
    const person = personIn(wordsOf({ text }, captured.first, captured.last));
    if (person !== null) return person;
  }
  const inAct = act === null ? null : personIn(wordsOf({ text }, act.first, Math.min(act.last, act.first + REACH)));
  if (inAct !== null) return inAct;
  const from = act?.last ?? match.first;
  const last = Math.min(Math.max(match.last, from) + 3, sentence.last, from + 10);
  for (let at = from; at < last; at++) {
    const word = text.tokens[at]?.text ?? '';
    if (NOT_OBJECT.has(word) || SUBJECT_FORMS.has(word)) break;
    const person = personIn([word]);
    if (person !== null) return person;
  }
  const passive = act === null ? -1 : passiveAt(text, act, sentence);
  return passive < 0 ? null : personIn(wordsOf({ text }, Math.max(sentence.first, passive - 3), passive).reverse());
}

/** The place of the "was" of "I was attacked", or -1 where the act is not said in the passive. */
function passiveAt(text: NormalizedText, act: TokenRange, sentence: TokenRange): number {
  if (!PARTICIPLE.test(text.tokens[act.first]?.text ?? '')) return -1;
  for (let at = act.first - 1; at >= Math.max(sentence.first, act.first - 3); at--) {
    if (PASSIVE.has(text.tokens[at]?.text ?? '')) return at;
  }
  return -1;
}
