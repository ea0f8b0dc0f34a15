import * as z from 'zod';
import type { RuleOrigin } from './detection.ts';

/** A named list of words that patterns refer to as `@name`: `rules/lexicon/{name}.yml`. */
export const Lexicon = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z]+(_[a-z]+)*$/)
      .describe('The name of the file without .yml, in snake_case.'),
    why: z.string().trim().min(1).describe('What its members have in common, in one line.'),
    includes: z.array(z.string()).default([]).describe('Other lexicons whose members are members of this one.'),
    members: z
      .array(z.string().trim().min(1))
      .default([])
      .describe('Words, ~words (all inflections), word* (all that begin so) and phrases of them.'),
  })
  .describe('A named list of words and phrases.');
export type LexiconFields = z.infer<typeof Lexicon>;

/** A lexicon and, where it was read from a file, where each of its parts stands. */
export interface Lexicon extends LexiconFields {
  readonly origin?: RuleOrigin;
}

/**
 * The lexicons that also hold the names of a contact's targets, which are known only when a text is matched. A lexicon that
 * includes one of them holds the names too.
 */
export const LEXICONS_WITH_TARGET_NAMES: readonly string[] = ['recipient', 'named_target'];
