import * as z from 'zod';
import { LONGEST_REASON } from './case-work.ts';
import { Instant, Lane, Priority } from './vocabulary.ts';

const CaseId = z.string().regex(/^case-[0-9a-f]{32}$/);
const Sentence = z.string().min(1).max(LONGEST_REASON);

/** More than a person chooses by hand. */
export const MOST_SPLIT_OFF = 100;

/**
 * What cases have to do with each other. Both cases say it, each in its own chain, and nothing moves from one to the other: an event
 * names the other case, and whoever reads follows it.
 */
export const RELATION_EVENTS = [
  /** In the case that goes on; with what the other had then, whose urgency it takes over. */
  z.strictObject({
    type: z.literal('merged-from'),
    caseId: CaseId,
    reason: Sentence,
    priority: Priority,
    lane: Lane,
    /** The deadline that ran in the other; null where somebody had acknowledged it. */
    acknowledgeDueAt: Instant.nullable(),
    /** Employees at whom the other is aimed, and who reported it: who supervises them goes on with this case. */
    targetIds: z.array(z.string()),
    reporterIds: z.array(z.string()),
    /** Whom the other, and those merged into it, are about. */
    subjectIds: z.array(z.string()),
  }),
  /** In the case that is read only from then on. */
  z.strictObject({ type: z.literal('merged-into'), caseId: CaseId, reason: Sentence }),
  /** In both. The one that goes on its own again has its clock anew; one that was closed stays closed. */
  z.strictObject({
    type: z.literal('merge-undone'),
    caseId: CaseId,
    reason: Sentence,
    acknowledgeDueAt: Instant.nullable(),
  }),
  /** The contacts stay on the record here and are worked in the other case, which opened on them. */
  z.strictObject({
    type: z.literal('contacts-split-off'),
    caseId: CaseId,
    contactIds: z.array(z.string()).min(1).max(MOST_SPLIT_OFF),
    reason: Sentence,
  }),
  z.strictObject({ type: z.literal('case-linked'), caseId: CaseId, reason: Sentence }),
  z.strictObject({ type: z.literal('case-unlinked'), caseId: CaseId, reason: Sentence }),
] as const;

/** The other cases of a case. */
export const RelationsState = z.strictObject({
  /** The case in which it goes on; it is read only itself. */
  mergedInto: z
    .strictObject({
      caseId: z.string(),
      at: Instant,
      by: z.string(),
      reason: z.string(),
      /** What it was, and is again when the merge is undone. */
      statusBefore: z.enum(['open', 'acknowledged', 'closed']),
      lookAgainAt: Instant.nullable(),
    })
    .nullable(),
  mergedFrom: z.array(
    z.strictObject({
      caseId: z.string(),
      at: Instant,
      reason: z.string(),
      targetIds: z.array(z.string()),
      reporterIds: z.array(z.string()),
      subjectIds: z.array(z.string()),
    }),
  ),
  splitOff: z.array(
    z.strictObject({ caseId: z.string(), contactIds: z.array(z.string()), at: Instant, reason: z.string() }),
  ),
  splitFrom: z.string().nullable(),
  links: z.array(z.strictObject({ caseId: z.string(), at: Instant, by: z.string(), reason: z.string() })),
});
export type RelationsState = z.infer<typeof RelationsState>;

export const NO_RELATIONS: RelationsState = {
  mergedInto: null,
  mergedFrom: [],
  splitOff: [],
  splitFrom: null,
  links: [],
};
