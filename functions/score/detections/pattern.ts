import type { CaptureName } from '../../contracts/signal.ts';

/**
 * A token pattern as it was written. `column` counts from 1 in the pattern. Words are as the author wrote them: they become
 * the normaliser's words when the rules are compiled.
 */
export type PatternNode = { readonly column: number } & (
  | { readonly kind: 'word'; readonly text: string }
  /** `~kill`: any inflection. */
  | { readonly kind: 'inflected'; readonly text: string }
  /** `threat*`: any word that begins so. */
  | { readonly kind: 'prefix'; readonly text: string }
  /** `@weapon`: a member of a lexicon. */
  | { readonly kind: 'lexicon'; readonly name: string }
  /** `#`: a number. */
  | { readonly kind: 'number' }
  /** `...` or `..3`: up to so many words of the same sentence, as few as will do. */
  | { readonly kind: 'gap'; readonly most: number }
  /** `//`: one sentence ends and the next begins. */
  | { readonly kind: 'break' }
  /** `^`: nothing stands before in the sentence. */
  | { readonly kind: 'start' }
  /** `$`: nothing follows in the sentence. */
  | { readonly kind: 'end' }
  /** `!word`: what follows is not that; consumes nothing. */
  | { readonly kind: 'not'; readonly of: PatternNode }
  | { readonly kind: 'optional'; readonly of: PatternNode }
  | { readonly kind: 'choice'; readonly of: readonly PatternNode[] }
  | { readonly kind: 'sequence'; readonly of: readonly PatternNode[] }
  /** `{target: ...}`: the part of a threat that these words are. */
  | { readonly kind: 'capture'; readonly name: CaptureName; readonly of: PatternNode }
);

/** How many words `...` may pass over. */
export const GAP_WORDS = 4;
/** A wider gap joins words that have nothing to do with each other. */
export const MAXIMUM_GAP_WORDS = 12;
/** Fewer letters before a `*` would begin too many unrelated words. */
export const MINIMUM_PREFIX_LETTERS = 3;
/** Far above what a readable pattern needs; keeps a slip from making a pattern that takes minutes to compile. */
export const MAXIMUM_PATTERN_LENGTH = 1000;
export const MAXIMUM_NESTING = 8;
