import type { Anchor } from './choose-anchor.ts';

/** One pattern, compiled but for the ids of words that are only known at the end. */
export interface CompiledPattern {
  readonly detection: number;
  readonly program: readonly number[];
  readonly most: number;
  /** Of which one begins each match; null where any word may. */
  readonly firstWords: readonly string[] | null;
  /** None for `unless`, which is only tried beside a match, and for all but the rarest pattern of match_all, which is tried first. */
  readonly anchors: readonly Anchor[];
  /** Of looking for the anchors, to be compared with others. */
  readonly cost: number;
}
