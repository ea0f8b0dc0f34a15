import * as z from 'zod';
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
  /** For text messages, where `notify.channels.sms` of the policy names a role of theirs; ITU-T E.164, such as +12075550123. */
  mobile: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +12075550123')
    .optional(),
  position: z.string(),
  location: z.string(),
  roles: z.array(RosterRole),
  /** The id of the person who supervises them. */
  supervisor: z.string().nullable().default(null),
});
export type RosterPerson = z.infer<typeof RosterPerson>;

/** Whether this Node knows the zone: one that it does not know would stop each contact that is scored. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

const SpeakerLabel = z.string().trim().min(1).max(320);

/**
 * Who is who in chats and calls whose format does not say it: display names, ids, labels, team inboxes, bots, or `@domain` for
 * everyone with an address there. What the format says of a speaker's part goes first; who is on no list is told by the directory,
 * else is unknown, and scored. Compared without case, accents and punctuation.
 */
export const Speakers = z
  .strictObject({
    employee: z.array(SpeakerLabel).default([]),
    customer: z.array(SpeakerLabel).default([]),
    /** Bots and notices: kept for the reader, never scored. Only for what no customer can write as. */
    system: z.array(SpeakerLabel).default([]),
  })
  .check(({ value, issues }) => {
    const seen = new Map<string, string>();
    for (const part of ['employee', 'customer', 'system'] as const) {
      for (const [index, label] of value[part].entries()) {
        const key = speakerLabelKey(label);
        const message =
          key === ''
            ? `"${label}" has no letter or digit, so it names nobody`
            : seen.has(key) && seen.get(key) !== part
              ? `"${label}" is named as ${seen.get(key)} as well; a speaker is one or the other`
              : null;
        if (message !== null) issues.push({ code: 'custom', message, path: [part, index], input: label });
        seen.set(key, part);
      }
    }
  });
export type Speakers = z.infer<typeof Speakers>;

/** The form in which speakers' labels are compared: `@domain` kept as such, else lower case, without accents and punctuation. */
export function speakerLabelKey(label: string): string {
  const plain = label.trim().toLowerCase();
  if (/^@[^\s@]+$/.test(plain)) return plain;
  return plain
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The deployer's people and calendar (requirement 21). Read from the file that `cdk.json` names. */
export const Roster = z.strictObject({
  /** IANA name; business days are counted in it. */
  timeZone: z.string().refine(isTimeZone, 'must be the name of a time zone such as America/New_York'),
  /** Monday is 1, Sunday is 7. */
  businessDays: z.array(z.int().min(1).max(7)).min(1),
  businessHours: z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) }),
  holidays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Mail domains of the company: a writer from one of them is an employee, not a customer. */
  domains: z.array(z.string()).min(1),
  /** Addresses that employees forward to; never a target. */
  intakeAddresses: z.array(MailAddress),
  speakers: Speakers.default({ employee: [], customer: [], system: [] }),
  people: z.array(RosterPerson).min(1),
});
export type Roster = z.infer<typeof Roster>;

/** What `ingest` needs of the roster to say who is an employee. */
export type Directory = Pick<Roster, 'domains' | 'intakeAddresses' | 'people'> & Partial<Pick<Roster, 'speakers'>>;
