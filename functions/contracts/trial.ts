import * as z from 'zod';
import { Assessment } from './assessment.ts';
import { Span } from './signal.ts';

/** Some eight pages, which are read in about a second. A longer letter is tried in parts: what is looked for is in a few sentences. */
const MOST_CHARACTERS = 20_000;
const MOST_NAMES = 5;
const MOST_CHARACTERS_OF_A_NAME = 100;

/** A text that somebody tries, as if a customer had written it and nothing before. */
export const TrialRequest = z.strictObject({
  text: z.string().max(MOST_CHARACTERS).regex(/\S/, 'has no words in it'),
  /** Names of the employees that it is addressed to: detections and specificity ask for them. */
  targetNames: z
    .array(z.string().trim().min(1).max(MOST_CHARACTERS_OF_A_NAME))
    .max(MOST_NAMES, `has more than ${MOST_NAMES} names: leave some out`)
    .default([]),
});
export type TrialRequest = z.infer<typeof TrialRequest>;

/** What one reader of the model makes of a text, whether or not it raises a finding. */
export const Opinion = z.strictObject({
  /** `words`: the first reader, of one kind of concern at a time. `meaning`: the second, of concern of any kind, and which is likeliest. */
  reader: z.enum(['words', 'meaning']),
  kind: z.string(),
  score: z.number().min(0).max(1),
  /** The score from which it raises a finding; null where the policy lets it raise none by itself. */
  raisesFrom: z.number().min(0).max(1).nullable(),
  /** The words that carried the most of the score. */
  span: Span,
});
export type Opinion = z.infer<typeof Opinion>;

/** What a text comes to by itself, without a history. Of the text it holds the words as detections see them; a quote is cut from what was sent. */
export const Trial = Assessment.pick({
  versions: true,
  signals: true,
  threatType: true,
  severity: true,
  imminence: true,
  specificity: true,
  flagged: true,
  priority: true,
  lane: true,
  reasons: true,
}).extend({
  /** The highest score first. Empty where there are no words. */
  opinions: z.array(Opinion),
  /** A sentence each: small letters, disguises and abbreviations undone, as patterns are written. */
  sentences: z.array(z.string()),
  /** Where it is written so as to slip past a reader, and how (requirement 15). */
  evasions: z.array(z.strictObject({ span: Span, how: z.string() })),
});
export type Trial = z.infer<typeof Trial>;
