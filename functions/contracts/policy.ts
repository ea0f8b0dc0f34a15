import * as z from 'zod';
import { DispositionRule, WorkLimits } from './disposition-rule.ts';
import { RetentionPolicy } from './retention.ts';
import { Digest, TellingChannels } from './telling-policy.ts';
import { Category, ConsoleRole, Disposition, Lane, Priority, Purpose, RosterRole, ThreatType } from './vocabulary.ts';

/** How long a clock runs: plain minutes, or business days by the roster's calendar. */
export const ClockLength = z.union([
  z.strictObject({ minutes: z.int().positive() }),
  z.strictObject({ business_days: z.int().positive() }),
]);
export type ClockLength = z.infer<typeof ClockLength>;

/** What a row of the decision table asks of an assessment; every condition that is there must hold. */
export const DecisionCondition = z.strictObject({
  any_category: z.array(Category).optional(),
  any_type: z.array(ThreatType).optional(),
  min_severity: z.int().min(0).max(4).optional(),
  min_imminence: z.int().min(0).max(4).optional(),
  min_specificity: z.int().min(0).max(4).optional(),
  /** A conduct finding that opens a case by itself, of at least this priority. */
  conduct: Priority.optional(),
  unscored: z.enum(['whole', 'part']).optional(),
  reported: z.boolean().optional(),
  perceived: z.boolean().optional(),
});
export type DecisionCondition = z.infer<typeof DecisionCondition>;

/** One row: the first whose conditions hold decides; the others that hold are shown as further reasons. */
export const DecisionRow = z.strictObject({
  row: z.string().regex(/^[a-z0-9-]+$/),
  when: DecisionCondition,
  priority: Priority,
  lane: Lane,
  why: z.string().min(1),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

/** What a subject may be after, as far as it makes a case of its own: `docs/decisions/0010-one-case-a-subject-and-purpose.md`. */
export const PurposeRule = z.strictObject({
  purpose: Purpose,
  title: z.string().min(1),
  categories: z.array(Category).min(1),
  /** Purposes of which this one is a means, where both are shown: it then joins their case. */
  with: z.array(Purpose).default([]),
  /** Purposes that the same words may be read as instead: where no other words show this one, it joins their case. */
  with_same_words: z.array(Purpose).default([]),
  /** A threat that an employee felt, without words, is of this purpose. */
  perceived: z.boolean().default(false),
});
export type PurposeRule = z.infer<typeof PurposeRule>;

/** Quiet hours do not exist for what is imminent or serious: no clock of theirs waits for an office to open. */
const isOnTheWall = (length: ClockLength): boolean => 'minutes' in length;
const QUIET = { error: 'must be in minutes for P0 and P1: there are no quiet hours for them' };

const timesIn = (rules: readonly PurposeRule[], category: Category): number =>
  rules.filter(({ categories }) => categories.includes(category)).length;

export const Policy = z.strictObject({
  version: z.int().positive(),
  severity: z
    .array(z.strictObject({ value: z.int().min(0).max(4), name: z.string(), risk: z.number().min(0).max(1) }))
    .length(5),
  /** A model score at or above `raise` gives a signal of that severity; by group, tuned on customer text. */
  model: z.record(
    z.string(),
    z.strictObject({
      category: Category,
      type: ThreatType.nullable(),
      raise: z.array(z.strictObject({ score: z.number().min(0).max(1), severity: z.int().min(0).max(4) })),
      /** What it is worth when the second reader takes it for language of concern, and most likely of this group. */
      concern_severity: z.int().min(0).max(4),
    }),
  ),
  /** The second reader's score of language of concern from which it raises a signal: by itself, and where a detection found something too. */
  concern: z.strictObject({
    raise_from: z.number().min(0).max(1),
    raise_beside_detection_from: z.number().min(0).max(1),
    /** For mail that a machine or a list sent to many: hardly ever a threat, and often about anything at all. */
    raise_in_automated_from: z.number().min(0).max(1),
    /** Where all that detections found is somebody else's words or what was done to the writer. */
    raise_explained_from: z.number().min(0).max(1),
    /** Halfway between concern and self-harm: what is missed there cannot be made good. */
    raise_self_harm_from: z.number().min(0).max(1),
    /** A detection of what is implied is a hint, and worth no more than `severity`; where the second reader says this much, it counts in full. */
    hint: z.strictObject({ severity: z.int().min(0).max(4), raise_from: z.number().min(0).max(1) }),
  }),
  priorities: z
    .record(Priority, z.strictObject({ title: z.string(), acknowledge: ClockLength }))
    .refine(({ P0, P1 }) => [P0, P1].every(({ acknowledge }) => isOnTheWall(acknowledge)), QUIET),
  /**
   * By priority, beside the clock of acknowledgement: from it to the first action that is recorded, and from the day on which a case asks
   * to be looked at again until somebody has.
   */
  clocks: z
    .record(Priority, z.strictObject({ first_action: ClockLength, review: ClockLength }))
    .refine(({ P0, P1 }) => [P0, P1].every((clock) => [clock.first_action, clock.review].every(isOnTheWall)), QUIET),
  lanes: z.record(Lane, z.strictObject({ title: z.string(), roles: z.array(RosterRole).min(1) })),
  purposes: z
    .array(PurposeRule)
    .refine((rules) => Category.options.every((category) => timesIn(rules, category) === 1), {
      error: 'must hold each category once',
    })
    .refine(
      (rules) =>
        rules.every((rule) =>
          [...rule.with, ...rule.with_same_words].every((other) => rules.some(({ purpose }) => purpose === other)),
        ),
      {
        error: 'must name purposes of this list under `with` and `with_same_words`',
      },
    ),
  decision: z.array(DecisionRow).min(1),
  notify: z
    .strictObject({
      /** Told of every case (requirement 21). */
      every_case: z.array(RosterRole).min(1),
      /** Told besides of every threat, whatever its outcome. */
      every_threat: z.array(RosterRole),
      /** The levels that a missed clock climbs, lowest first. */
      climb: z.array(RosterRole).min(2),
      /** Roles that get one mail a day in place of one an event; never of P0 and P1, or of the crisis lane. */
      digest: Digest.optional(),
      /** Further ways, beside the mail: see `docs/runbook.md`. None unless named here. */
      channels: TellingChannels.default({}),
    })
    .refine(({ every_case, digest }) => !digest?.roles.some((role) => every_case.includes(role)), {
      error: 'must name no role under `digest` that is told of every case: it has to act within minutes',
    }),
  dispositions: z.record(Disposition, DispositionRule),
  work: WorkLimits,
  /** Requirement 32: the account has one decider, and who is told of the decision. */
  account: z.strictObject({
    decider: RosterRole,
    /** Whoever signs in with this role decides too: for tokens without a mail address, by which the roster would know them. */
    decider_console_role: ConsoleRole.optional(),
    told: z.array(RosterRole),
  }),
  /** How long the employee's side takes at the most (requirement 30), from when a review is opened. */
  review: z.strictObject({
    tell_employee: ClockLength,
    offer_support: ClockLength,
    complete: ClockLength,
    /** How often HR is reminded of a step that is late. */
    remind: ClockLength,
  }),
  /** How long a person who says why is shown who the subject of a case is. */
  access: z.strictObject({ unmasked: z.strictObject({ minutes: z.int().positive().max(10_080) }) }),
  evidence: z.strictObject({ retention_years: z.int().min(5) }),
  retention: RetentionPolicy,
});
export type Policy = z.infer<typeof Policy>;
