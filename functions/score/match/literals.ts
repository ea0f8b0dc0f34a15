import { inflect } from '../detections/inflect.ts';
import type { PatternNode } from '../detections/pattern.ts';

/** Words in a row. An item is a word, or `threat*` for any word that begins so, or `#` for a number. */
export type Phrase = readonly string[];

/** How the words of a rule become the words that texts have. */
export type Words = (text: string) => readonly string[];

/** A choice of more phrases than this is not written out, */
const MOST_ALTERNATIVES = 600;
/** nor is a row of choices that multiply to more. */
const MOST_COMBINATIONS = 64;

export const NUMBER = '#';
/** A name of one of the contact's targets; never an item of a phrase. */
export const NAME = '@';
export const prefixOf = (item: string): string | null => (item.endsWith('*') ? item.slice(0, -1) : null);

/** The words of a rule held none that the normaliser would ever give. */
export class NoWords extends Error {
  override readonly name = 'NoWords';
  readonly column: number;

  constructor(text: string, column: number) {
    super(`"${text}" has no word in it once it is normalised: write it as it would be read`);
    this.column = column;
  }
}

/**
 * All phrases that a part of a pattern stands for, without repeats, where it is made of words, inflections, prefixes, numbers,
 * options, choices and sequences only, and they are few; else null. One is empty where all of the part may be left out.
 */
export function phrasesOf(node: PatternNode, words: Words): Phrase[] | null {
  switch (node.kind) {
    case 'word':
      return [nonEmpty(node.text, node.column, words)];
    case 'inflected':
      return distinct(inflections(node.text, node.column, words));
    case 'prefix':
      return [[`${node.text}*`]];
    case 'number':
      return [[NUMBER]];
    case 'choice': {
      const all: Phrase[] = [];
      for (const option of node.of) {
        const phrases = phrasesOf(option, words);
        if (phrases === null) return null;
        all.push(...phrases);
      }
      return all.length > MOST_ALTERNATIVES ? null : distinct(all);
    }
    case 'sequence': {
      let all: Phrase[] = [[]];
      for (const part of node.of) {
        const phrases = phrasesOf(part, words);
        if (phrases === null) return null;
        if (all.length * phrases.length > (all.length === 1 ? MOST_ALTERNATIVES : MOST_COMBINATIONS)) return null;
        all = inARow(all, phrases);
      }
      return all;
    }
    case 'optional': {
      const phrases = phrasesOf(node.of, words);
      return phrases === null ? null : distinct([...phrases, []]);
    }
    case 'capture':
      return phrasesOf(node.of, words);
    default:
      return null;
  }
}

/** Each of the first followed by each of the second. */
export function inARow(first: readonly Phrase[], second: readonly Phrase[]): Phrase[] {
  return distinct(first.flatMap((before) => second.map((after) => [...before, ...after])));
}

export function distinct(phrases: readonly Phrase[]): Phrase[] {
  return [...new Map(phrases.map((phrase) => [phrase.join(' '), phrase])).values()];
}

function nonEmpty(text: string, column: number, words: Words): Phrase {
  const phrase = words(text);
  if (phrase.length === 0) throw new NoWords(text, column);
  return phrase;
}

function inflections(base: string, column: number, words: Words): Phrase[] {
  const [first = base, ...others] = inflect(base.toLowerCase());
  return [nonEmpty(first, column, words), ...others.map(words).filter((phrase) => phrase.length > 0)];
}
