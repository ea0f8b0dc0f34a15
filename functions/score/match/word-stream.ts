import type { NormalizedText } from '../text.ts';
import { type LoadedRules, wordId } from './loaded-rules.ts';

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
