import { z } from 'zod';
import { RosterRole } from './vocabulary.ts';

const MailAddress = z
  .string()
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'must be a mail address')
  .toLowerCase();

/** An employee who receives contacts, or is on the roster of those who are told. */
export const RosterPerson = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  addresses: z.array(MailAddress).min(1),
  position: z.string(),
  location: z.string(),
  roles: z.array(RosterRole),
  /** The id of the person who supervises them. */
  supervisor: z.string().nullable().default(null),
});
export type RosterPerson = z.infer<typeof RosterPerson>;

/** The deployer's people and calendar (requirement 21). Read from the file that `cdk.json` names. */
export const Roster = z.strictObject({
  /** IANA name; business days are counted in it. */
  timeZone: z.string(),
  /** Monday is 1, Sunday is 7. */
  businessDays: z.array(z.int().min(1).max(7)).min(1),
  businessHours: z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) }),
  holidays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Mail domains of the company: a writer from one of them is an employee, not a customer. */
  domains: z.array(z.string()).min(1),
  /** Addresses that employees forward to; never a target. */
  intakeAddresses: z.array(MailAddress),
  people: z.array(RosterPerson).min(1),
});
export type Roster = z.infer<typeof Roster>;

/** What `ingest` needs of the roster to say who is an employee. */
export type Directory = Pick<Roster, 'domains' | 'intakeAddresses' | 'people'>;
