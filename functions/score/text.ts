/** One word as detections see it. `start` and `end` are UTF-16 offsets in the turn's original text, half-open. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Index into the sentences. */
  readonly sentence: number;
}

/** `first` and `last` are token indexes, half-open; `start` and `end` offsets in the original text. */
export interface Sentence {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly terminator: '' | '.' | '!' | '?';
}

/** A half-open range of tokens. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

/** A turn's new speech, as words with a way back to what was received. */
export interface NormalizedText {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** Tokens that begin a clause inside their sentence, in order: behind a comma, or beside a name that somebody is only called by. */
  readonly clauses: readonly number[];
  /** Where the text was written so as to slip past a reader, and how (requirement 15). */
  readonly evasions: readonly (TokenRange & { readonly how: string })[];
  /** Inside quotation marks. */
  readonly quotes: readonly TokenRange[];
}
