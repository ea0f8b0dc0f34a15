import type { NormalizedText } from '../text.ts';
import { isNumber } from './is-number.ts';
import type { LoadedRules } from './loaded-rules.ts';

/**
 * A text as the matcher walks it: one id for each word, and a sentence break before the first, between sentences and after the
 * last, so that no pattern crosses a sentence end unless it asks for one.
 */
export interface WordStream {
  readonly ids: Int32Array;
  readonly length: number;
  /** How many words stand before each place: the way back to the tokens. */
  readonly wordsBefore: Int32Array;
}

export function readWords(text: NormalizedText, rules: LoadedRules): WordStream {
  const { tokens } = text;
  const ids = new Int32Array(2 * tokens.length + 2);
  const wordsBefore = new Int32Array(2 * tokens.length + 3);
  let length = 0;
  let sentence = -1;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as NormalizedText['tokens'][number];
    if (token.sentence !== sentence) {
      ids[length] = rules.sentenceBreak;
      wordsBefore[length] = index;
      length += 1;
      sentence = token.sentence;
    }
    ids[length] = wordId(token.text, rules);
    wordsBefore[length] = index;
    length += 1;
  }
  ids[length] = rules.sentenceBreak;
  wordsBefore[length] = tokens.length;
  wordsBefore[length + 1] = tokens.length;
  return { ids, length: length + 1, wordsBefore };
}

/** The id of a word of the rules, else of the longest prefix it begins with, else of numbers, else 0. */
export function wordId(word: string, rules: LoadedRules): number {
  const known = rules.wordIds.get(word);
  if (known !== undefined) return known;
  if (rules.prefixIds.size > 0 && word.length >= 3) {
    for (const { prefix, id } of rules.prefixIds.get(word.slice(0, 3)) ?? []) if (word.startsWith(prefix)) return id;
  }
  return isNumber(word) ? rules.number : 0;
}
