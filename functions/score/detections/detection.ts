import * as z from 'zod';
import { Category, Severity, ThreatType } from '../../contracts/vocabulary.ts';

const Text = z.string().trim().min(1);

/** Where all parts of a composite must be: one sentence, one turn, or so many words from the first part to the last. */
export const Within = z.union([z.enum(['sentence', 'turn']), z.int().min(2).max(200)]);
export type Within = z.infer<typeof Within>;

/** Below three, an example shows a phrase and not where the line runs. */
export const MINIMUM_EXAMPLES = 3;

/** One detection, as its file says it. Its id is its path below `rules/`, without `.yml`. */
export const Detection = z
  .strictObject({
    id: z.string().describe('The path of this file below rules/, without .yml, such as threat/implied/taste-of-it.'),
    title: Text.max(120).describe('What it finds, in one line: "Hopes the recipient will suffer what they did".'),
    category: Category.describe('What kind of language of concern it is.'),
    type: ThreatType.nullable()
      .default(null)
      .describe('direct, implied or perceived for a threat; left out where it is none, as for plain abuse.'),
    severity: Severity.describe(
      'Before context: 0 complaint, 1 abuse, 2 implied threat or targeted harassment, 3 injury or stalking, 4 lethal or mass.',
    ),
    why: Text.describe('One or two sentences that a supervisor understands: why this matters.'),
    source: z
      .strictObject({ title: Text, url: z.url().optional() })
      .optional()
      .describe('Where the rule comes from; only a real source.'),
    false_positives: z.array(Text).min(1).describe('Harmless writing that may look like it.'),
    blind_spots: z.array(Text).default([]).describe('What it is known to miss.'),
    stands_alone: z
      .boolean()
      .default(false)
      .describe(
        'For an implied or perceived threat: whether it counts in full even where the second reader hears nothing. Only where its words are hardly ever harmless.',
      ),
    context: z
      .array(z.string().regex(/^[a-z]+(-[a-z]+)*$/))
      .optional()
      .describe('The only contexts that may lower it; left out, all that apply may.'),
    match: z.array(Text).default([]).describe('Token patterns; any one of them is enough.'),
    match_all: z
      .strictObject({
        within: Within.describe('sentence, turn, or a number of words.'),
        patterns: z.array(Text).min(2),
      })
      .optional()
      .describe('Token patterns that must all be there.'),
    unless: z
      .array(Text)
      .default([])
      .describe('Token patterns that cancel the span they overlap; for match_all, the sentence they share.'),
    examples: z
      .strictObject({
        must_match: z.array(Text).min(MINIMUM_EXAMPLES).describe('Sentences that must be found, evasions among them.'),
        must_not_match: z.array(Text).min(MINIMUM_EXAMPLES).describe('Harmless near-twins that must not be.'),
        named_target: z
          .array(Text)
          .default([])
          .describe(
            'Names of the employees that the examples are written to, for patterns that use @recipient or @named_target.',
          ),
      })
      .describe('Run as tests on the whole path.'),
  })
  .describe('One detection: the form of words that it finds, and the examples that prove it.');
export type DetectionFields = z.infer<typeof Detection>;

/** A detection and, where it was read from a file, where each of its parts stands. */
export interface Detection extends DetectionFields {
  readonly origin?: RuleOrigin;
}

/** Where a rule was read: places by path, such as `match.0`. */
export interface RuleOrigin {
  readonly file: string;
  readonly places: Readonly<Record<string, { readonly line: number; readonly column: number }>>;
}

/** What a match carries of its detection: no pattern and no example. */
export type DetectionMetadata = Pick<
  DetectionFields,
  'id' | 'title' | 'category' | 'type' | 'severity' | 'why' | 'context'
> & { readonly stands_alone?: boolean };
