import type { NormalizedText } from '../text.ts';
import type { LoadedRules } from './loaded-rules.ts';
import { wordId } from './word-id.ts';

/** More room than the longest mail needs is given back, so that one flood does not hold it for ever. */
export const MOST_PLACES_KEPT = 65_536;
export const LEAST_PLACES = 1024;

/** Some more than are needed, so that texts which grow by a word do not each need new room. */
export const roomFor = (places: number): number => Math.max(LEAST_PLACES, places + (places >> 1));

/**
 * A text as the matcher walks it: one id for each word, and a sentence break before the first, between sentences and after the
 * last, so that no pattern crosses a sentence end unless it asks for one. Read again for each text.
 */
export class WordStream {
  ids = new Int32Array(LEAST_PLACES);
  /** How many words stand before each place: the way back to the tokens. */
  wordsBefore = new Int32Array(LEAST_PLACES);
  /** 1 for each place where a clause begins inside its sentence. */
  clauses = new Uint8Array(LEAST_PLACES);
  length = 0;

  read({ tokens, clauses }: NormalizedText, rules: LoadedRules): void {
    this.makeRoom(2 * tokens.length + 3);
    const { ids, wordsBefore } = this;
    this.clauses.fill(0, 0, 2 * tokens.length + 3);
    let clause = 0;
    const { sentenceBreak } = rules;
    let length = 0;
    let sentence = -1;
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index] as NormalizedText['tokens'][number];
      if (token.sentence !== sentence) {
        ids[length] = sentenceBreak;
        wordsBefore[length] = index;
        length += 1;
        sentence = token.sentence;
      }
      if (clauses[clause] === index) {
        this.clauses[length] = 1;
        clause += 1;
      }
      ids[length] = wordId(token.text, rules);
      wordsBefore[length] = index;
      length += 1;
    }
    ids[length] = sentenceBreak;
    wordsBefore[length] = tokens.length;
    wordsBefore[length + 1] = tokens.length;
    this.length = length + 1;
  }

  private makeRoom(places: number): void {
    const { length } = this.ids;
    if (length >= places && (length <= MOST_PLACES_KEPT || places > MOST_PLACES_KEPT)) return;
    this.ids = new Int32Array(roomFor(places));
    this.wordsBefore = new Int32Array(this.ids.length);
    this.clauses = new Uint8Array(this.ids.length);
  }
}
