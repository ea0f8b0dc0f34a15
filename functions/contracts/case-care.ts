import * as z from 'zod';
import { Instant } from './vocabulary.ts';

/** Where the handling of a customer stands (requirement 32), in their order. */
export const CareStage = z.enum(['service-effort', 'assess-and-act', 'report', 'evaluate-the-relationship']);
export type CareStage = z.infer<typeof CareStage>;

export const CARE_EVENTS = [
  z.strictObject({
    type: z.literal('care-stage-reached'),
    stage: CareStage,
    /** What was done or found that brings the case there. */
    facts: z.string().min(1).max(4000),
    /** Why a case goes back to an earlier stage; left out where it goes on. */
    backBecause: z.string().min(1).max(4000).optional(),
  }),
] as const;

/** A stage that the case is at or was at, and since when. */
export const CareStep = z.strictObject({
  stage: CareStage,
  since: Instant,
  by: z.strictObject({ id: z.string(), name: z.string() }),
  event: z.int().positive(),
  facts: z.string(),
  backBecause: z.string().optional(),
});
export type CareStep = z.infer<typeof CareStep>;

/** Every step on the way; the last one is where the case stands. Empty before the first. */
export const CareState = z.array(CareStep);
export type CareState = z.infer<typeof CareState>;
export const NO_CARE: CareState = [];
