import * as z from 'zod';
import { Channel, Disposition, Instant, Priority } from './vocabulary.ts';

/** What a person writes into a case in full sentences; of UTF-16 units, as JSON schemas count them. */
export const LONGEST_NOTE = 4000;
/** A reason, or one fact: a sentence or two. */
export const LONGEST_REASON = 1000;

const Sentence = z.string().min(1).max(LONGEST_REASON);
const ShortText = z.string().min(1).max(320);
const EventNumber = z.int().positive();

/**
 * Somebody who has a case: who signs in, by the token's subject, or somebody of the roster, by their id there. `employeeId` is their
 * pseudonym, made as a target's is, of the first of their addresses; left out for one who is not on the roster.
 */
export const CaseHolder = z.strictObject({
  kind: z.enum(['console', 'roster']),
  id: ShortText,
  name: ShortText,
  employeeId: z
    .string()
    .regex(/^target-[0-9a-f]{32}$/)
    .optional(),
});
export type CaseHolder = z.infer<typeof CaseHolder>;

/** What keeps an employee from harm while a case is open. */
export const ProtectiveStep = z.enum([
  'escort',
  'changed-shift',
  'parking',
  'moved-workplace',
  'screened-calls',
  'access-refused',
  'other',
]);
export type ProtectiveStep = z.infer<typeof ProtectiveStep>;

/** What was done about a case (requirement 33). Each was done by people: nothing here does anything. */
export const CaseAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('investigation'), what: Sentence }),
  z.strictObject({ kind: z.literal('customer-contact'), channel: Channel, what: Sentence }),
  /** The contact goes to somebody else than the employee whom it was aimed at. */
  z.strictObject({ kind: z.literal('contact-reassigned'), targetId: ShortText.optional(), to: ShortText }),
  /** A notice that the case has as `notice-recorded`. */
  z.strictObject({ kind: z.literal('notice-to-stop'), noticeId: z.string().regex(/^notice-[0-9a-f]{32}$/) }),
  z.strictObject({
    kind: z.literal('protective-step'),
    step: ProtectiveStep,
    targetId: ShortText.optional(),
    what: Sentence.optional(),
  }),
  z.strictObject({
    kind: z.literal('law-enforcement-informed'),
    agency: ShortText,
    officer: ShortText,
    /** As the agency gave it, or `none given`. */
    reportNumber: ShortText,
  }),
]);
export type CaseAction = z.infer<typeof CaseAction>;

/** What a disposition asks for, by the names of `dispositions` in `rules/policy.yml`, as it was answered. */
export const ClosingFacts = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), Sentence);
export type ClosingFacts = z.infer<typeof ClosingFacts>;

/** What people do with a case, but for what they do with several. */
export const WORK_EVENTS = [
  /** By whom it is done is the event's actor: a claim is an assignment to oneself. */
  z.strictObject({ type: z.literal('assigned'), to: CaseHolder, reason: Sentence.optional() }),
  z.strictObject({ type: z.literal('released'), reason: Sentence.optional() }),
  /** A note is never changed: a correction is another note that names the one in whose place it stands. */
  z.strictObject({
    type: z.literal('note-added'),
    text: z.string().min(1).max(LONGEST_NOTE),
    corrects: EventNumber.optional(),
  }),
  /** The first one stops the clock of first action. Recorded late, it says when it was done. */
  z.strictObject({
    type: z.literal('action-recorded'),
    action: CaseAction,
    doneAt: Instant,
    /** In words, since whoever did it may have no account here. */
    doneBy: ShortText,
    corrects: EventNumber.optional(),
  }),
  z.strictObject({ type: z.literal('snoozed'), until: Instant, reason: Sentence }),
  /** By a person, before its time; at its end the clock asks people to look again. */
  z.strictObject({ type: z.literal('woken') }),
  /** By a person, where `priority-raised` is by a contact. One that is raised is acknowledged anew. */
  z.strictObject({
    type: z.literal('priority-set'),
    from: Priority,
    to: Priority,
    reason: Sentence,
    acknowledgeDueAt: Instant.optional(),
  }),
  z.strictObject({
    type: z.literal('closing-proposed'),
    disposition: Disposition,
    facts: ClosingFacts,
    note: z.string().max(LONGEST_NOTE),
  }),
  z.strictObject({ type: z.literal('closing-withdrawn'), proposal: EventNumber, reason: Sentence }),
  z.strictObject({ type: z.literal('reopened-by-person'), reason: Sentence, acknowledgeDueAt: Instant }),
] as const;

/** Who wrote an event, as far as a reader of the case needs it. */
const By = z.strictObject({ id: z.string(), name: z.string() });
const Written = z.strictObject({
  number: EventNumber,
  at: Instant,
  by: By,
  corrects: EventNumber.optional(),
  /** The event that stands in its place. */
  correctedBy: EventNumber.optional(),
});

/** What the work on a case comes to. */
export const WorkState = z.strictObject({
  /** Who has it and since when. It keeps nobody else from acting. */
  holder: CaseHolder.extend({ since: Instant, by: By }).nullable(),
  notes: z.array(Written.extend({ text: z.string() })),
  actions: z.array(Written.extend({ action: CaseAction, doneAt: Instant, doneBy: z.string() })),
  snooze: z.strictObject({ until: Instant, reason: z.string(), at: Instant, by: By }).nullable(),
  /** What a person last lowered it to, having seen these contacts: they raise it no more. */
  lowered: z
    .strictObject({ from: Priority, to: Priority, at: Instant, by: By, contactIds: z.array(z.string()) })
    .nullable(),
  /** A closing that waits for a second person. */
  proposal: z
    .strictObject({
      number: EventNumber,
      at: Instant,
      by: By,
      disposition: Disposition,
      facts: ClosingFacts,
      note: z.string(),
    })
    .nullable(),
  /** The facts that the case was closed with; null while it is open. */
  closedWith: z.strictObject({ facts: ClosingFacts, note: z.string(), at: Instant, by: By }).nullable(),
});
export type WorkState = z.infer<typeof WorkState>;

export const NO_WORK: WorkState = {
  holder: null,
  notes: [],
  actions: [],
  snooze: null,
  lowered: null,
  proposal: null,
  closedWith: null,
};
