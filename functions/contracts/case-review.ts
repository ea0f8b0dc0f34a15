import * as z from 'zod';
import { EmployeeId } from './case-access.ts';
import { Instant } from './vocabulary.ts';

/** Numbered within its case in the order of opening: a case may threaten to report several employees, and each is reviewed alone. */
export const ReviewId = z.string().regex(/^review-[1-9]\d{0,3}$/);

const Text = z.string().trim().min(1).max(4000);
const Short = z.string().trim().min(1).max(500);

/** The three questions of a review (requirement 30). */
export const FactKind = z.enum(['what-the-employee-did', 'what-the-customer-claims', 'whether-a-rule-was-broken']);
export type FactKind = z.infer<typeof FactKind>;

export const ReviewFact = z.strictObject({
  kind: FactKind,
  text: Text,
  /** Where it can be looked up: a recording, a log, a rule by its name. */
  source: Short,
  /** Who says so. */
  who: Short,
});

/** Told neutrally: that a complaint was threatened, that it says nothing about them yet, and what comes next. */
export const EmployeeTold = z.strictObject({
  toldAt: Instant,
  how: z.enum(['in-person', 'by-phone', 'by-video', 'in-writing']),
  /** Who told them. */
  who: Short,
  note: Text.nullable(),
});

export const SupportStep = z.strictObject({
  step: z.enum([
    'employee-assistance-program',
    'changed-duties',
    'contact-person',
    'time-off',
    'safety-planning',
    'other',
  ]),
  offeredAt: Instant,
  /** Null: they have not said. */
  accepted: z.boolean().nullable(),
  note: Text.nullable(),
});

export const Interview = z.strictObject({
  of: z.enum(['employee', 'witness', 'customer']),
  /** `declined`: they were asked and did not want to be heard. */
  outcome: z.enum(['held', 'declined']),
  heldAt: Instant,
  /** Who asked, and who came with the person interviewed. */
  who: Short,
  summary: Text,
});

export const RuleBroken = z.enum(['yes', 'no', 'undetermined']);
export type RuleBroken = z.infer<typeof RuleBroken>;

/** The form that has to be whole before a review is complete; null is not filled in yet. */
export const Findings = z.strictObject({
  factsEstablished: Text.nullable(),
  ruleBroken: RuleBroken.nullable(),
  reason: Text.nullable(),
  recommendation: Text.nullable(),
});
export type Findings = z.infer<typeof Findings>;

export const NO_FINDINGS: Findings = { factsEstablished: null, ruleBroken: null, reason: null, recommendation: null };

export const Discipline = z.strictObject({
  measure: z.enum([
    'spoken-warning',
    'written-warning',
    'final-warning',
    'training',
    'suspension',
    'dismissal',
    'other',
  ]),
  decidedAt: Instant,
  /** Who decided. */
  who: Short,
  note: Text,
});

export const Appeal = z.strictObject({
  receivedAt: Instant,
  against: z.enum(['findings', 'discipline']),
  grounds: Text,
});
export const AppealDecision = z.strictObject({
  outcome: z.enum(['upheld', 'changed', 'dismissed', 'withdrawn']),
  decidedAt: Instant,
  who: Short,
  note: Text,
});

/** What runs out in a review. */
export const ReviewStep = z.enum(['tell-employee', 'offer-support', 'complete']);
export type ReviewStep = z.infer<typeof ReviewStep>;

/**
 * Random: an export of a case gives an event that its reader may not see as its hash, and of what a stage writes, the rest could be guessed
 * and the guess be checked by that hash.
 */
const Salt = z.string().regex(/^[0-9a-f]{32}$/);

const reviewId = ReviewId;

/** The track `employee-review` (requirements 29 and 30). */
export const REVIEW_EVENTS = [
  z.strictObject({
    type: z.literal('review-opened'),
    reviewId,
    /** Whom it is about; null where no contact names them: HR says who. */
    employeeId: EmployeeId.nullable(),
    /** The contact that threatens to report them; null where HR opened it on something else. */
    contactId: z.string().nullable(),
    /** An employee who complained of them; left out where the subject of the case is the only one. */
    complainantId: EmployeeId.optional(),
    because: Text,
    salt: Salt.optional(),
    noteDueAt: Instant,
    supportDueAt: Instant,
    completeDueAt: Instant,
  }),
  z.strictObject({ type: z.literal('review-employee-named'), reviewId, employeeId: EmployeeId }),
  z.strictObject({ type: z.literal('review-fact-recorded'), reviewId, fact: ReviewFact }),
  z.strictObject({ type: z.literal('review-employee-told'), reviewId, told: EmployeeTold }),
  z.strictObject({ type: z.literal('review-support-offered'), reviewId, support: SupportStep }),
  z.strictObject({ type: z.literal('review-interview-held'), reviewId, interview: Interview }),
  /** Only the fields that were typed: what another person typed in another stays. */
  z.strictObject({ type: z.literal('review-findings-saved'), reviewId, findings: Findings.partial() }),
  z.strictObject({ type: z.literal('review-completed'), reviewId }),
  /** A step was not done in time: HR is reminded, and again when the next deadline has passed. */
  z.strictObject({
    type: z.literal('review-step-missed'),
    reviewId,
    step: ReviewStep,
    dueAt: Instant,
    nextDueAt: Instant,
    salt: Salt.optional(),
  }),
  z.strictObject({ type: z.literal('discipline-recorded'), reviewId, discipline: Discipline }),
  z.strictObject({ type: z.literal('review-appealed'), reviewId, appeal: Appeal }),
  z.strictObject({
    type: z.literal('review-appeal-decided'),
    reviewId,
    /** The number of the event by which it was noted. */
    appeal: z.int().positive(),
    decision: AppealDecision,
  }),
] as const;

export const Review = z.strictObject({
  reviewId,
  employeeId: EmployeeId.nullable(),
  contactId: z.string().nullable(),
  complainantId: EmployeeId.nullable(),
  because: z.string(),
  openedAt: Instant,
  /** Deadlines that still run; null where the step was done, or the review is complete. */
  noteDueAt: Instant.nullable(),
  supportDueAt: Instant.nullable(),
  completeDueAt: Instant.nullable(),
  facts: z.array(ReviewFact),
  told: EmployeeTold.nullable(),
  support: z.array(SupportStep),
  interviews: z.array(Interview),
  findings: Findings,
  completedAt: Instant.nullable(),
  discipline: z.array(Discipline),
  appeals: z.array(Appeal.extend({ number: z.int().positive(), decision: AppealDecision.nullable() })),
});
export type Review = z.infer<typeof Review>;

export const ReviewState = z.strictObject({
  reviews: z.array(Review),
  /** Events of which HR is to be told, and nothing is on record: neither that it was nor that it could not be. */
  untold: z.array(z.strictObject({ about: z.int().positive(), since: Instant })),
});
export type ReviewState = z.infer<typeof ReviewState>;

export const NO_REVIEW: ReviewState = { reviews: [], untold: [] };
