import { z } from 'zod';

/** Queue messages carry pointers; text stays in S3. */

/** On `score`: a contact was written. */
export const ScoreMessage = z.strictObject({ contactId: z.string() });
export type ScoreMessage = z.infer<typeof ScoreMessage>;

/**
 * On `cases` (FIFO, grouped by subject): an assessment asks for a case, or shows an act that was seen elsewhere, and may have one, or
 * comes after a contact that asked for one.
 */
export const CaseMessage = z.strictObject({
  contactId: z.string(),
  subjectId: z.string(),
  /** The first flagged contact of the subject that is not later than this one; left out where this one is flagged, or there is none. */
  follows: z.string().optional(),
});
export type CaseMessage = z.infer<typeof CaseMessage>;

/** On `notify` (FIFO, grouped by case): an event of a case that people are to be told of. */
export const NotifyMessage = z.strictObject({ caseId: z.string(), eventNumber: z.int().positive() });
export type NotifyMessage = z.infer<typeof NotifyMessage>;
