import * as z from 'zod';

/*
 * The violent incident log: Cal. Labor Code 6401.9(d)(2). Its words are the statute's, shortened; a deployer elsewhere may leave the log
 * unused. Nothing in a row may tell who a person is (6401.9(d)(1)).
 */

/** 6401.9(a)(6)(B): 1 nobody with business there, 2 a customer, client, patient, student, inmate or visitor, 3 a present or former employee, 4 somebody with a personal relationship to an employee. */
export const ViolenceType = z.enum(['1', '2', '3', '4']);
export type ViolenceType = z.infer<typeof ViolenceType>;

export const CommittedBy = z.enum([
  'client or customer',
  'family or friend of a client or customer',
  'stranger with criminal intent',
  'coworker',
  'supervisor or manager',
  'partner or spouse',
  'parent or relative',
  'other',
]);
export type CommittedBy = z.infer<typeof CommittedBy>;

export const Circumstance = z.enum([
  'usual job duties',
  'poorly lit area',
  'rushed',
  'low staffing level',
  'isolated or alone',
  'unable to get help or assistance',
  'community setting',
  'unfamiliar or new location',
  'other',
]);
export type Circumstance = z.infer<typeof Circumstance>;

export const IncidentPlace = z.enum(['workplace', 'parking lot or other area outside the workplace', 'other area']);
export type IncidentPlace = z.infer<typeof IncidentPlace>;

export const IncidentType = z.enum([
  'physical attack without a weapon',
  'attack with a weapon or object',
  'threat of physical force, or of the use of a weapon or other object',
  'sexual assault or threat',
  'animal attack',
  'other',
]);
export type IncidentType = z.infer<typeof IncidentType>;

const words = (max: number) => z.string().trim().min(1).max(max);

/** What a person fills in. */
export const IncidentForm = z.strictObject({
  /** In the deployer's time zone. */
  date: z.iso.date(),
  /** `HH:MM`, in the same; null where nobody knows. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  /** The place by what it is: "Main Street branch, lobby", or "by email". */
  location: words(300),
  violenceTypes: z.array(ViolenceType).min(1).max(4),
  description: words(4000),
  committedBy: z.array(CommittedBy).min(1).max(8),
  circumstances: z.array(Circumstance).min(1).max(9),
  where: IncidentPlace,
  incidentTypes: z.array(IncidentType).min(1).max(6),
  consequences: z.strictObject({
    securityContacted: z.boolean(),
    lawEnforcementContacted: z.boolean(),
    /** What they did; empty where neither was contacted. */
    response: z.string().trim().max(2000),
    /** Against a continuing threat, and any other hazard that was found. */
    protectiveActions: words(2000),
  }),
  /** The job title of who completes it. */
  title: words(200),
});
export type IncidentForm = z.infer<typeof IncidentForm>;

/** One row, as it was completed. */
export const IncidentRow = IncidentForm.omit({ title: true }).extend({
  completedBy: z.strictObject({ name: z.string(), title: z.string(), date: z.iso.date() }),
});
export type IncidentRow = z.infer<typeof IncidentRow>;
