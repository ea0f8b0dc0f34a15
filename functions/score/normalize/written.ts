/** Tokens as they were written: the text, after folding, and where each token begins and ends in it. */
export interface Written {
  readonly text: string;
  /** The place of the token `offset` is the first here, and so on. */
  readonly places: readonly number[];
  readonly ends: readonly number[];
  readonly offset: number;
  /** The text as received, where it has signs that are no ASCII and some may be pictures; else null. */
  readonly original: string | null;
  /** Where in all that was received the text begins. */
  readonly base: number;
}
