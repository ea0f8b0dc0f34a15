import * as z from 'zod';
import { FormName } from './form.ts';
import { ConsoleRole, Priority } from './vocabulary.ts';

export const FactName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/**
 * How a fact is answered. `text`: in words. `moment`: an instant that is past. `date`: a calendar day to come, such as `2026-08-01`, on which
 * people look again. `notice`: the id of a notice to stop that the case has on record.
 */
export const FactKind = z.enum(['text', 'moment', 'date', 'notice']);

/** One thing that a disposition asks of whoever closes a case with it. */
export const FactAsked = z.strictObject({
  fact: FactName,
  title: z.string().min(1),
  kind: FactKind.default('text'),
  /** Left out: it is asked for. `false`: it may be given, alone or as one of `one_of`. */
  required: z.boolean().default(true),
});
export type FactAsked = z.infer<typeof FactAsked>;

/** What a disposition means, and what has to be so before a case is closed with it (requirement 34). */
export const DispositionRule = z
  .strictObject({
    definition: z.string().min(1),
    asks: z.array(FactAsked).min(1),
    /** Of each group at least one. */
    one_of: z.array(z.array(FactName).min(2)).default([]),
    /** The fact by which the case is looked at again; left out where it is not. */
    look_again: FactName.optional(),
    /** Who closes with it; left out: whoever may close. */
    roles: z.array(ConsoleRole).min(1).optional(),
    /** Where it says that there was nothing, and a case was once as urgent as one of these or holds a direct threat, a second person agrees. */
    second_person: z
      .strictObject({ ever: z.array(Priority).default([]), direct_threat: z.boolean().default(false) })
      .optional(),
    /** Whoever closes has opened every flagged contact of the case themselves. */
    reads_every_contact: z.boolean().default(false),
    /** Forms that have to be complete, of those that the case asks for. Every other one may be completed late (requirement 27). */
    forms: z.array(FormName).default([]),
    /** A review of the employee is on record, and complete. */
    review_complete: z.boolean().default(false),
    /** Several cases at once may be closed with it. */
    in_bulk: z.boolean().default(false),
  })
  .refine(({ asks, one_of }) => one_of.flat().every((name) => asks.some(({ fact }) => fact === name)), {
    error: 'one_of must name facts of `asks`',
  })
  .refine(
    ({ asks, look_again }) =>
      look_again === undefined || asks.some(({ fact, kind }) => fact === look_again && kind === 'date'),
    { error: 'look_again must name a date of `asks`' },
  );
export type DispositionRule = z.infer<typeof DispositionRule>;

/** Limits of what people may decide about a case. */
export const WorkLimits = z.strictObject({
  /** The longest rest; an imminent case has none. */
  longest_snooze_days: z.strictObject({ P1: z.int().min(1), P2: z.int().min(1), P3: z.int().min(1) }),
  /** As long after the last contact that was scored P0, a case stays at P1 or above. */
  imminence_holds_hours: z.int().min(1),
  /** The furthest day on which a case is looked at again. */
  longest_watch_days: z.int().min(1),
  /** As many cases are closed at once. */
  most_in_bulk: z.int().min(1).max(100),
});
export type WorkLimits = z.infer<typeof WorkLimits>;
