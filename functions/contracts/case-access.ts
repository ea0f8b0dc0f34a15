import * as z from 'zod';
import { Category, Instant, Lane, RosterRole, Track } from './vocabulary.ts';

/** The pseudonym of an employee, made of the first of their mail addresses, as a target's is. */
export const EmployeeId = z.string().regex(/^target-[0-9a-f]{32}$/);

export const ACCESS_EVENTS = [
  /** Security, HR or legal put a person on the roster of this case who is not on it by what they are (requirement 31). */
  z.strictObject({
    type: z.literal('access-granted'),
    personId: EmployeeId,
    name: z.string().min(1).max(200),
    reason: z.string().min(1).max(1000),
    /** Null: until it is withdrawn. */
    until: Instant.nullable(),
  }),
  /** Takes back what was granted, and what a person has by whom they supervise; who is there by their function stays. */
  z.strictObject({
    type: z.literal('access-withdrawn'),
    personId: EmployeeId,
    name: z.string().min(1).max(200),
    reason: z.string().min(1).max(1000),
  }),
] as const;

/** Whom people put on the roster of a case by name, and whom they took off it. */
export const AccessState = z.strictObject({
  /** The track that the case was opened on: who does not see it sees no case. */
  opensOn: Track,
  granted: z.array(z.strictObject({ personId: EmployeeId, name: z.string(), until: Instant.nullable() })),
  withdrawn: z.array(z.strictObject({ personId: EmployeeId, name: z.string() })),
});
export type AccessState = z.infer<typeof AccessState>;

export const noAccess = (opensOn: Track): AccessState => ({ opensOn, granted: [], withdrawn: [] });

/** What of a case decides who is on its roster. Kept beside the summary, so that a list can be filtered; shown to nobody. */
export const NeedToKnow = z.strictObject({
  opensOn: Track,
  subjectId: z.string(),
  /** Of the cases that were merged into it; left out by a version that knew of none. */
  alsoSubjectIds: z.array(z.string()).default([]),
  lane: Lane,
  /** Employees of whom its contacts are, whom a flagged one is aimed at, and who reported it. */
  targetIds: z.array(z.string()),
  aimedAt: z.array(z.string()),
  reporterIds: z.array(z.string()),
  /** A threat of any type, whatever its outcome. */
  threatens: z.boolean(),
  categories: z.array(Category),
  /** Who has been told of it. */
  told: z.array(RosterRole),
  granted: AccessState.shape.granted,
  withdrawn: z.array(EmployeeId),
  /** Employees whom a customer threatens to report, or who are under review; and the employees who complained of them. */
  complainedOf: z.array(z.string()),
  complainants: z.array(z.string()),
  /** Tokens' subjects and employees' pseudonyms to whom it was handed. */
  handedTo: z.array(z.string()),
});
export type NeedToKnow = z.infer<typeof NeedToKnow>;
