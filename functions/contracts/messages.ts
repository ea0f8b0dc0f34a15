import * as z from 'zod';
import { VersionsHash } from './rescore.ts';

/** Queue messages carry pointers; text stays in S3. */

/** On `score`: a contact was written. */
export const ScoreMessage = z.strictObject({ contactId: z.string() });
export type ScoreMessage = z.infer<typeof ScoreMessage>;

/**
 * On `cases` (FIFO, grouped by person): an assessment asks for a case, or shows an act that was seen elsewhere, and may have one, or
 * comes after a contact that asked for one.
 */
export const CaseMessage = z.strictObject({
  contactId: z.string(),
  subjectId: z.string(),
  /** The first flagged contact of the subject that is not later than this one; left out where this one is flagged, or there is none. */
  follows: z.string().optional(),
  /** Other subjects that are the same person, as it was known when this was asked; beside those that the assessment knew. */
  others: z.array(z.string()).optional(),
  /** Which assessment asks: the hash of its versions where a re-scoring made it; left out for the first. */
  assessment: VersionsHash.optional(),
});
export type CaseMessage = z.infer<typeof CaseMessage>;

/** On `notify` (FIFO, grouped by case): an event of a case that people are to be told of. */
export const NotifyMessage = z.strictObject({ caseId: z.string(), eventNumber: z.int().positive() });
export type NotifyMessage = z.infer<typeof NotifyMessage>;

/** On `packets` (FIFO, grouped by case): a packet that somebody asked for is to be made. */
export const PacketMessage = z.strictObject({ caseId: z.string(), packetId: z.string() });
export type PacketMessage = z.infer<typeof PacketMessage>;
