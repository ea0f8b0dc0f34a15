import * as z from 'zod';
import { ACCESS_EVENTS, AccessState } from './case-access.ts';
import { ACCOUNT_EVENTS, AccountState } from './case-account.ts';
import { CARE_EVENTS, CareState } from './case-care.ts';
import { CLOCK_EVENTS, ClockKind, ClocksState } from './case-clocks.ts';
import { CUSTODY_EVENTS, CustodyState } from './case-custody.ts';
import { FEEDBACK_EVENTS, FeedbackState } from './case-feedback.ts';
import { FORM_EVENTS, FormsState } from './case-forms.ts';
import { RELATION_EVENTS, RelationsState } from './case-relations.ts';
import { RETENTION_EVENTS, RetentionState } from './case-retention.ts';
import { REVIEW_EVENTS, ReviewState } from './case-review.ts';
import { TELLING_EVENTS, TellingState } from './case-telling.ts';
import { ClosingFacts, WORK_EVENTS, WorkState } from './case-work.ts';
import { FormName } from './form.ts';
import { Notice } from './notice.ts';
import { VersionsHash } from './rescore.ts';
import {
  Category,
  Channel,
  ConsoleRole,
  Disposition,
  Instant,
  Lane,
  Priority,
  Purpose,
  RosterRole,
  Severity,
  Sha256,
  ThreatType,
  Track,
} from './vocabulary.ts';

/** Who did it: a stage, or a signed-in person. `id` is the stage's name or the token's subject, never a mail address. */
export const CaseActor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stage'),
    id: z.enum(['open-case', 'notify', 'clock', 'dead-letters', 'packets', 'console-api']),
  }),
  z.strictObject({ kind: z.literal('person'), id: z.string(), name: z.string(), roles: z.array(ConsoleRole) }),
]);
export type CaseActor = z.infer<typeof CaseActor>;

export { Track } from './vocabulary.ts';

/** One flagged original in the write-once vault (requirement 36). */
export const Evidence = z.strictObject({
  contactId: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  sha256: Sha256,
  sizeBytes: z.int().min(0),
  retainUntil: Instant,
});
export type Evidence = z.infer<typeof Evidence>;

/** `gone`: deleted. `changed`: its bytes are not those that the contact was read from. */
export const MissingReason = z.enum(['gone', 'changed']);
export type MissingReason = z.infer<typeof MissingReason>;

/** What a case keeps of an assessment: no quote, no name, no address. */
export const CaseContact = z.strictObject({
  contactId: z.string(),
  /** `flagged` by itself or with the history; `contributing`: an act that a pattern stands on, or a later contact of the subject that shows nothing by itself. */
  part: z.enum(['flagged', 'contributing']),
  channel: Channel,
  receivedAt: Instant,
  occurredAt: Instant,
  targetIds: z.array(z.string()),
  priority: Priority.nullable(),
  lane: Lane.nullable(),
  threatType: ThreatType.nullable(),
  severity: Severity,
  categories: z.array(Category),
  conductIds: z.array(z.string()),
  /** Rows of the decision table, the deciding one first. */
  reasons: z.array(z.strictObject({ row: z.string(), why: z.string() })),
  // What follows is left out, never null, where there is nothing to say: an event must keep the bytes that were hashed.
  /** The contact of this case that showed the same act before: this is that message, seen again, and is not counted. */
  sightingOf: z.string().optional(),
  /** The other contacts that were known to show the same act when this one was scored. */
  sightings: z.array(z.string()).optional(),
  /** The employee who passed it on: a pseudonym made as a target's is. */
  reporterId: z.string().optional(),
  /** The first contact of an earlier act with nearly the same words. */
  nearDuplicateOf: z.string().optional(),
  /** The assessment that it stands on, by the hash of its versions, where a re-scoring made it; left out for the first. */
  assessment: VersionsHash.optional(),
  /** What the subject is after by it, as far as this case is concerned; left out where it shows none, or came before cases had one. */
  purpose: Purpose.optional(),
});
export type CaseContact = z.infer<typeof CaseContact>;

/** What a second sighting adds: an employee reports it, it reached someone else, or it shows more than the first did. */
export const SightingNews = z.enum(['reported', 'new-target', 'new-concern']);
export type SightingNews = z.infer<typeof SightingNews>;

/**
 * What happened. Deadlines are written down when they are set and never computed again: what a person was held to stays what it
 * was, whatever the policy says later.
 */
const CaseEventBody = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('case-opened'),
    subjectId: z.string(),
    priority: Priority,
    lane: Lane,
    contact: CaseContact,
    acknowledgeDueAt: Instant,
    /** The case off which a person split it; left out where it opened by itself. */
    splitFrom: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('contact-added'),
    contact: CaseContact,
    /** Null for a contributing contact, which nobody has to answer by itself. */
    acknowledgeDueAt: Instant.nullable(),
    /** Why people are told of a contributing contact; left out where nobody is, and where it is flagged. */
    news: z.literal('after-notice').optional(),
  }),
  /**
   * The same message as a contact of the case, seen again: `contact.sightingOf` says which, `contact.reporterId` who passed it on,
   * `contact.targetIds` whom it reached. It is no further act: it renews no notice and sets no deadline.
   */
  z.strictObject({
    type: z.literal('sighting-added'),
    contact: CaseContact,
    /** What nobody could know before it. Null: nothing, and nobody is told. */
    news: SightingNews.nullable(),
  }),
  z.strictObject({
    type: z.literal('priority-raised'),
    contactId: z.string(),
    from: Priority,
    to: Priority,
    lane: Lane,
    because: z.string(),
    acknowledgeDueAt: Instant,
  }),
  /** At the same priority, to the people who can do more: from unscored to any other lane, from HR to security or crisis. */
  z.strictObject({ type: z.literal('lane-changed'), contactId: z.string(), from: Lane, to: Lane, because: z.string() }),
  z.strictObject({ type: z.literal('evidence-preserved'), evidence: Evidence }),
  /** An original that no later try finds either: the case goes on without its bytes, and the contact holds its words. */
  z.strictObject({ type: z.literal('evidence-missing'), contactId: z.string(), reason: MissingReason }),
  z.strictObject({
    type: z.literal('notification-sent'),
    /** The event that people were told of. */
    about: z.int().positive(),
    role: RosterRole,
    /** SES's id of the mail. */
    deliveryId: z.string(),
  }),
  z.strictObject({
    type: z.literal('notification-failed'),
    about: z.int().positive(),
    role: RosterRole,
    reason: z.string(),
  }),
  z.strictObject({
    type: z.literal('clock-missed'),
    clock: ClockKind,
    dueAt: Instant,
    /** The next level up the roster, or the top again: it never stops silently. */
    escalatedTo: RosterRole,
    step: z.int().positive(),
    nextDueAt: Instant,
  }),
  z.strictObject({
    type: z.literal('acknowledged'),
    note: z.string().max(4000).nullable(),
    /** By when the first action is recorded; left out by a version that set none. */
    firstActionDueAt: Instant.optional(),
  }),
  z.strictObject({
    type: z.literal('viewed'),
    /** `subject`: the history of whom the case is about, of which the case shows a part. */
    what: z.enum(['case', 'contact', 'evidence', 'packet', 'subject', 'form', 'identity', 'roster', 'custody-log']),
    contactId: z.string().nullable(),
    /** Which form; left out where it is no form, or all of them. */
    form: FormName.optional(),
    /** Of `identity`: why the person asked who the subject is, and until when they are shown it. Else left out. */
    reason: z.string().min(1).max(1000).optional(),
    until: Instant.optional(),
  }),
  z.strictObject({
    type: z.literal('closed'),
    disposition: Disposition,
    note: z.string().max(4000),
    /** What the disposition asks for; left out by cases that were closed before it asked. */
    facts: ClosingFacts.optional(),
    /** The event that proposed it, where a second person had to agree. */
    confirms: z.int().positive().optional(),
    /** When people look at it again; left out where the disposition asks for no monitoring. */
    lookAgainAt: Instant.optional(),
  }),
  /** The subject was told to stop, or blocked: what they send from then on is sent in spite of it (requirement 33). */
  z.strictObject({
    type: z.literal('notice-recorded'),
    noticeId: Notice.shape.noticeId,
    kind: Notice.shape.kind.extract(['notice-to-stop', 'block']),
    targetId: Notice.shape.targetId,
    /** When the subject was told, which may be long before it was recorded. */
    toldAt: Instant,
  }),
  z.strictObject({ type: z.literal('reopened'), contactId: z.string(), acknowledgeDueAt: Instant }),
  ...FORM_EVENTS,
  ...CARE_EVENTS,
  ...ACCOUNT_EVENTS,
  ...ACCESS_EVENTS,
  ...REVIEW_EVENTS,
  ...CLOCK_EVENTS,
  ...CUSTODY_EVENTS,
  ...TELLING_EVENTS,
  ...WORK_EVENTS,
  ...RELATION_EVENTS,
  ...RETENTION_EVENTS,
  ...FEEDBACK_EVENTS,
]);

/**
 * One item of a case: `CASE#{caseId}` / `EVENT#{number}`, written on the condition that the number is free. `hash` is the SHA-256
 * of the canonical JSON of everything else in it, `previousHash` the one before, so that a changed byte breaks the chain there.
 */
export const CaseEvent = z.strictObject({
  caseId: z.string().regex(/^case-[0-9a-f]{32}$/),
  number: z.int().positive(),
  at: Instant,
  actor: CaseActor,
  track: Track,
  body: CaseEventBody,
  previousHash: Sha256,
  hash: Sha256,
});
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventBody = z.infer<typeof CaseEventBody>;
export type CaseEventOf<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** What a subject did toward one employee, as far as the case holds it (requirement 17). */
export const TargetActs = z.strictObject({
  targetId: z.string(),
  /** The same message seen again is not counted. */
  acts: z.int().min(1),
  /** Of them, those that were flagged by themselves or with the history. */
  flaggedActs: z.int().min(0),
  severity: Severity,
  categories: z.array(Category),
  firstAt: Instant,
  lastAt: Instant,
});
export type TargetActs = z.infer<typeof TargetActs>;

/** The fold of a case's events. */
export const CaseState = z.strictObject({
  caseId: z.string(),
  /** What people say to each other: `UT-` and eight letters and digits, from the id. */
  caseNumber: z.string().regex(/^UT-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
  subjectId: z.string(),
  /** What the subject is after; null where no contact has shown it yet, or the case was opened before cases had one. */
  purpose: Purpose.nullable(),
  status: z.enum(['open', 'acknowledged', 'closed']),
  priority: Priority,
  lane: Lane,
  openedAt: Instant,
  /** Machine notice: when the company first held what opened it. */
  machineNoticeAt: Instant,
  /** Human notice: when a person was first told; null until then. */
  humanNoticeAt: Instant.nullable(),
  /** Later flagged contacts renew notice (requirement 28). */
  noticeRenewedAt: Instant,
  acknowledgeDueAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  escalationStep: z.int().min(0),
  disposition: Disposition.nullable(),
  contacts: z.array(CaseContact),
  /** Most acts first. One act may be aimed at several. */
  targets: z.array(TargetActs),
  evidence: z.array(Evidence),
  /** Contacts whose original was not to be had, and is not in the vault. */
  evidenceMissing: z.array(z.strictObject({ contactId: z.string(), reason: MissingReason })),
  told: z.array(z.strictObject({ role: RosterRole, at: Instant, about: z.int() })),
  clocks: ClocksState,
  custody: CustodyState,
  telling: TellingState,
  access: AccessState,
  review: ReviewState,
  work: WorkState,
  relations: RelationsState,
  forms: FormsState,
  care: CareState,
  account: AccountState,
  retention: RetentionState,
  feedback: FeedbackState,
  reasons: z.array(z.strictObject({ row: z.string(), why: z.string() })),
  /** What the subject was told, the earliest first: the baseline for all that comes after it (requirement 33). */
  warnings: z.array(
    Notice.pick({ noticeId: true, kind: true, targetId: true }).extend({
      toldAt: Instant,
      /** Contacts of this case that were said after it, to whom it is about; a second sighting is not counted. */
      contactsSince: z.int().min(0),
    }),
  ),
  /** The number and hash of the last event folded: what the next one is written against. */
  lastNumber: z.int().min(0),
  lastHash: Sha256,
});
export type CaseState = z.infer<typeof CaseState>;
