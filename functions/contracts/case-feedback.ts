import * as z from 'zod';
import { Span } from './signal.ts';
import { Category, Instant } from './vocabulary.ts';

/** Why a reviewer says that a signal is wrong: what the words were instead of language of concern. */
export const WrongBecause = z.enum([
  'idiom',
  'quotation',
  'reported-speech',
  'product-talk',
  'name',
  'news-or-fiction',
  'victims-account',
  'not-about-us',
  'negated',
  'other',
]);
export type WrongBecause = z.infer<typeof WrongBecause>;

/** A detection's id, or a model's or report's signal. */
export const SignalId = z.string().regex(/^[a-z][a-z0-9-]*(\/[a-z0-9-]+){1,4}$/);

/** What a reviewer says of what was found, or was not. The words stay in the contact: only where they stand is here. */
export const Verdict = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('right'), signalId: SignalId, span: Span.nullable() }),
  z.strictObject({ verdict: z.literal('wrong'), signalId: SignalId, span: Span.nullable(), because: WrongBecause }),
  z.strictObject({ verdict: z.literal('missed'), span: Span, category: Category }),
]);
export type Verdict = z.infer<typeof Verdict>;

export const FEEDBACK_EVENTS = [
  z.strictObject({
    type: z.literal('feedback-given'),
    contactId: z.string(),
    said: Verdict,
    /** Whether the operator may see the sentence, without names, addresses and numbers. */
    shareQuote: z.boolean(),
  }),
] as const;

const Given = z.strictObject({
  number: z.int().positive(),
  at: Instant,
  by: z.strictObject({ id: z.string(), name: z.string() }),
  contactId: z.string(),
  said: Verdict,
  shareQuote: z.boolean(),
});

/** What a person last said of each signal or span. */
export const FeedbackState = z.array(Given);
export type FeedbackState = z.infer<typeof FeedbackState>;

export const NO_FEEDBACK: FeedbackState = [];

/**
 * For the operator, beside the event that says the same. Item `FEEDBACK#{month}` / `{at}#{caseId}#{number}` of the history table. Ids and
 * places: no words.
 */
export const FeedbackItem = z.strictObject({
  at: Instant,
  /** The token's subject of the reviewer: whoever says something else of the same is counted once. */
  by: z.string(),
  caseId: z.string(),
  number: z.int().positive(),
  contactId: z.string(),
  said: Verdict,
  shareQuote: z.boolean(),
});
export type FeedbackItem = z.infer<typeof FeedbackItem>;
