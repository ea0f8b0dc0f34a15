import * as z from 'zod';
import { DeletionId } from './case-retention.ts';
import { Instant, Sha256 } from './vocabulary.ts';

/** Section `retention` of `rules/policy.yml`; docs/retention.md says what expires when. */
export const RetentionPolicy = z.strictObject({
  /** Contacts and assessments of what nobody flagged go after so many days; what is in a case stays. */
  unflagged_contact_days: z.int().positive(),
  deletion: z.strictObject({
    /** What came in so shortly before may be on its way into a case: it is held so long, and then looked at again. */
    settle_hours: z.int().positive(),
    /** By when a person who asks for deletion has an answer, from the day on which the company had the request. */
    answer_days: z.int().positive(),
  }),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

/** By which law a person asks; the company's lawyers say so. */
export const DeletionLaw = z.enum(['ccpa', 'gdpr', 'other']);
export type DeletionLaw = z.infer<typeof DeletionLaw>;

/** What is kept of a subject outside their cases, by kind. */
export const SubjectDataKind = z.enum([
  'contact',
  'sighting',
  'week',
  'mark',
  'link',
  'decision',
  'known',
  'flag',
  'notice',
  'view',
]);
export type SubjectDataKind = z.infer<typeof SubjectDataKind>;

/**
 * Why something of a subject is held although they ask for its deletion. `in-case`: a case holds it. `flagged`: it asks for a case.
 * `settling`: it came in a moment ago. `of-a-case`: without it a case would not know who is one person, or what they did before.
 * `told`: what the company told them. `audit`: who looked at their data.
 */
export const HeldReason = z.enum(['in-case', 'flagged', 'settling', 'of-a-case', 'told', 'audit']);
export type HeldReason = z.infer<typeof HeldReason>;

/** How much there is of each kind. */
export const Inventory = z.record(SubjectDataKind, z.int().min(0));
export type Inventory = z.infer<typeof Inventory>;

/** A person's request. Item `DELETIONS` / `{deletionId}` of the retention table; beside it `DELETION#{deletionId}` / `CONTACT#…`. */
export const DeletionRequest = z.strictObject({
  deletionId: DeletionId,
  subjectId: z.string(),
  law: DeletionLaw,
  /** The company's own number for it: no name, no address. */
  reference: z.string().max(100),
  receivedAt: Instant,
  answerDueAt: Instant,
  askedAt: Instant,
  /** The token's subject of whoever entered it. */
  by: z.string(),
  /** `working`: it is being done. `waiting`: all is done but for what settles. `done`: nothing more will be deleted by it. */
  state: z.enum(['working', 'waiting', 'done']),
  before: Inventory.nullable(),
  after: Inventory.nullable(),
  finishedAt: Instant.nullable(),
  revision: z.int().positive(),
});
export type DeletionRequest = z.infer<typeof DeletionRequest>;

/** What became of one contact: the tombstone of a deleted one, or why it is held. */
export const ContactOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ contactId: z.string(), outcome: z.literal('deleted'), at: Instant }),
  z.strictObject({
    contactId: z.string(),
    outcome: z.literal('held'),
    at: Instant,
    reason: HeldReason,
    caseIds: z.array(z.string()),
    /** Until when at the least; null while nobody can say. */
    until: Instant.nullable(),
  }),
]);
export type ContactOutcome = z.infer<typeof ContactOutcome>;

/** On `retention`: a request is to be gone on with. */
export const DeletionMessage = z.strictObject({ deletionId: DeletionId });
export type DeletionMessage = z.infer<typeof DeletionMessage>;

/**
 * A preserved original whose retention is over, of a closed case without a hold: for legal to release. Item `ENDED` / `{caseId}#{contactId}`
 * of the retention table, written anew each day while it is so.
 */
export const EndedEvidence = z.strictObject({
  caseId: z.string(),
  contactId: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  sha256: Sha256,
  /** As the vault has it, which may be later than the case says. */
  retainedUntil: Instant,
  listedAt: Instant,
});
export type EndedEvidence = z.infer<typeof EndedEvidence>;
