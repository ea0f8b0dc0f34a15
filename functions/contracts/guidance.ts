import * as z from 'zod';
import { Category, Channel, Lane } from './vocabulary.ts';

/** Where a rule of conduct comes from. */
export const Source = z.strictObject({ title: z.string().min(1), url: z.url() });

/** An imperative sentence that a person can follow under stress. */
const Step = z
  .string()
  .min(10)
  .max(200)
  .regex(/[.!?]$/, 'must be a sentence');

/** What a kind asks of a contact; every condition that is there must hold, and one must be there. */
export const GuidanceCondition = z
  .strictObject({
    channels: z.array(Channel).min(1).optional(),
    any_category: z.array(Category).min(1).optional(),
    without_category: z.array(Category).min(1).optional(),
    lanes: z.array(Lane).min(1).optional(),
    /** It is flagged for what it is together with others. */
    conduct: z.literal(true).optional(),
  })
  .refine((when) => Object.keys(when).length > 0, { error: 'must hold at least one condition' });
export type GuidanceCondition = z.infer<typeof GuidanceCondition>;

export const GuidanceKind = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  title: z.string().min(1).max(80),
  when: GuidanceCondition,
  /** Its steps are for while it happens and the hours after: it is not what to do first once only other contacts come. */
  encounter: z.literal(true).optional(),
  steps: z.array(Step).min(1).max(10),
  sources: z.array(Source).min(1),
});
export type GuidanceKind = z.infer<typeof GuidanceKind>;

/** `rules/guidance.yml`: what to do by kind of case (requirement 24), the most urgent kind first. */
export const Guidance = z.strictObject({
  version: z.int().positive(),
  /** Said first, whatever the case is. */
  always: Step,
  kinds: z
    .array(GuidanceKind)
    .min(1)
    .refine((kinds) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length, {
      error: 'must name a kind once',
    }),
});
export type Guidance = z.infer<typeof Guidance>;

/** What is shown of it for a case. */
export const GuidanceShown = z.strictObject({
  always: z.string(),
  kinds: z.array(GuidanceKind.pick({ kind: true, title: true, steps: true, sources: true })),
});
export type GuidanceShown = z.infer<typeof GuidanceShown>;
