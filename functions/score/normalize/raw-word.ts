import type { Sentence } from '../text.ts';

/** One word as it was written, in lower case; `start` and `end` are places in the folded text. Changed in place as it is understood. */
export interface RawWord {
  text: string;
  start: number;
  end: number;
  kind: 'word' | 'number' | 'opaque';
  /** An ordinary word that means itself whatever stands beside it: most are, and cost one look. */
  plain: boolean;
  /** How it was written to slip past a reader; null where it was not. */
  how: string | null;
  /** What it spells if its neighbours are disguised too. */
  weak: string | null;
  /** Written in capitals only: "R" and "US" are names, "r" and "us" are words. */
  capitals: boolean;
  /** The sentence ends after it, and with what; null where it goes on. */
  stop: Sentence['terminator'] | null;
  /** The place after the terminator. */
  stopEnd: number;
}

/** A quotation mark and the sides it can be. */
export interface QuotationMark {
  readonly at: number;
  readonly double: boolean;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  readonly paragraph: number;
}

export interface Scanned {
  readonly words: RawWord[];
  readonly quotationMarks: readonly QuotationMark[];
}
