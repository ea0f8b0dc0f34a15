import * as z from 'zod';
import { Versions } from './assessment.ts';
import { Instant, Lane, Priority } from './vocabulary.ts';

/** Names the versions of an assessment that is kept beside the first one: 16 hexadecimal digits of their SHA-256. */
export const VersionsHash = z.string().regex(/^[0-9a-f]{16}$/);

export const RescoreId = z.string().regex(/^rescore-[0-9a-f]{32}$/);

/** What a contact comes to by one set of versions, as far as two are compared. */
export const Outcome = z.strictObject({
  flagged: z.boolean(),
  priority: Priority.nullable(),
  lane: Lane.nullable(),
});
export type Outcome = z.infer<typeof Outcome>;

/** The most that changed for a contact; `detections`: others fire, or at another severity, and nothing else follows from it. */
export const RescoreChange = z.enum([
  'newly-flagged',
  'no-longer-flagged',
  'priority-raised',
  'priority-lowered',
  'lane-moved',
  'detections',
]);
export type RescoreChange = z.infer<typeof RescoreChange>;

/** What a contact would come to with other rules or another model, against what it came to. Ids and numbers: no text. */
export const RescoreDifference = z.strictObject({
  contactId: z.string(),
  subjectId: z.string(),
  change: RescoreChange,
  before: Outcome,
  after: Outcome,
  /** Detections, model groups and conduct patterns by their ids: those that fire and did not, and those that did and do not. */
  firesNow: z.array(z.string()),
  firesNoMore: z.array(z.string()),
  /** Those that fire in both at another severity; of a conduct pattern 0 where it is shown and opens no case. */
  moved: z.array(z.strictObject({ id: z.string(), from: z.int(), to: z.int() })),
});
export type RescoreDifference = z.infer<typeof RescoreDifference>;

/** How many contacts one detection's change concerns. */
export const DetectionTotals = z.strictObject({
  id: z.string(),
  firesNow: z.int(),
  firesNoMore: z.int(),
  raised: z.int(),
  lowered: z.int(),
});
export type DetectionTotals = z.infer<typeof DetectionTotals>;

export const RescoreTotals = z.strictObject({
  changes: z.record(RescoreChange, z.int()),
  /** Those that concern most contacts first. */
  detections: z.array(DetectionTotals),
});
export type RescoreTotals = z.infer<typeof RescoreTotals>;

/**
 * One re-scoring. Item `RESCORE#{rescoreId}` / `RUN` of the rescore table, beside `RESULT#{contactId}` for each contact that is done,
 * `DIFFERENCE#{contactId}` for each that differs and `APPLIED#{contactId}` for each difference that was applied.
 */
export const RescoreRun = z.strictObject({
  rescoreId: RescoreId,
  /** The pseudonym of the signed-in person who asked for it. */
  by: z.string(),
  at: Instant,
  /** Of the rules, the model and the policy that it scores with. */
  versions: Versions,
  /** Contacts found so far, the key after which the listing goes on, and whether it is at its end. */
  listed: z.int().min(0),
  after: z.string().nullable(),
  listedAll: z.boolean(),
  applied: z.strictObject({ by: z.string(), at: Instant }).nullable(),
  /** Counts the changes of this item: who changes it names the one that they saw. */
  revision: z.int().positive(),
});
export type RescoreRun = z.infer<typeof RescoreRun>;

/** How a contact came out: the same, different, without an assessment to compare with yet, or stored as this version cannot read it. */
export const RescoreResult = z.enum(['same', 'different', 'unscored', 'unreadable']);
export type RescoreResult = z.infer<typeof RescoreResult>;

/** On `rescore`: the steps of a re-scoring. Each may be done again. */
export const RescoreMessage = z.discriminatedUnion('step', [
  /** Lists the contacts after a key, a page, and asks for each to be scored. */
  z.strictObject({ step: z.literal('list'), rescoreId: RescoreId, after: z.string().nullable() }),
  z.strictObject({ step: z.literal('score'), rescoreId: RescoreId, contactId: z.string() }),
  /** Asks for each difference after a contact to be applied, a page. */
  z.strictObject({ step: z.literal('apply-all'), rescoreId: RescoreId, after: z.string().nullable() }),
  z.strictObject({ step: z.literal('apply'), rescoreId: RescoreId, contactId: z.string() }),
  /** Scores a contact that came between a notice and its recording, and applies the difference at once: nobody tunes anything here. */
  z.strictObject({ step: z.literal('judge'), rescoreId: RescoreId, contactId: z.string() }),
]);
export type RescoreMessage = z.infer<typeof RescoreMessage>;
