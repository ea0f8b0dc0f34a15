import type { LoadedRules } from './loaded-rules.ts';
import type { MetLiterals } from './met-literals.ts';
import type { PatternRunner } from './run-pattern.ts';
import type { WordStream } from './word-stream.ts';

/** Patterns of one kind of one detection. */
export interface PatternRange {
  readonly first: number;
  readonly last: number;
}

/** What is known of the text. */
export interface MatchContext {
  readonly rules: LoadedRules;
  readonly stream: WordStream;
  readonly literals: MetLiterals;
  readonly runner: PatternRunner;
  /** The places of the first words of the sentences, in order; made when they are first asked for. */
  readonly sentences: () => readonly number[];
}

/** A half-open stretch of the stream, and the pattern that stands there. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly pattern: number;
}
