import * as z from 'zod';
import { Instant, RosterRole } from './vocabulary.ts';

/** Somebody on the roster who is told as themselves and not for a role: `person:` and the roster's id. */
const RosterPersonTold = z.templateLiteral(['person:', z.string().min(1).max(200)]);

/** To whom a notification goes: a role of the roster, or one person on it. */
export const Recipient = z.union([RosterRole, RosterPersonTold]);
export type Recipient = z.infer<typeof Recipient>;

/** How a mail that SES took did not arrive. `delay`: not yet, and a threat does not wait for a full mailbox. */
export const BounceKind = z.enum(['bounce', 'complaint', 'reject', 'delay']);
export type BounceKind = z.infer<typeof BounceKind>;

/** Further ways to be told, beside the mail and never instead of it. */
export const TellingChannel = z.enum(['sms', 'webhook']);
export type TellingChannel = z.infer<typeof TellingChannel>;

/** The name of a template, which is its file's in `rules/templates`. */
export const TemplateId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

export const TemplateAudience = z.enum(['customer', 'employee', 'account-officer']);
export type TemplateAudience = z.infer<typeof TemplateAudience>;

/** What is known of a delivery: of which event, to whom. */
const About = z.int().positive();

export const TELLING_EVENTS = [
  z.strictObject({
    type: z.literal('person-told'),
    about: About,
    to: RosterPersonTold,
    /** SES's id of the mail. */
    deliveryId: z.string(),
  }),
  z.strictObject({ type: z.literal('person-not-told'), about: About, to: RosterPersonTold, reason: z.string() }),
  /** A mail that was taken and did not arrive. Which address it was is nowhere: the roster's ids say whose. */
  z.strictObject({
    type: z.literal('notification-bounced'),
    about: About,
    to: Recipient,
    kind: BounceKind,
    /** SES's words for why, such as `Permanent/General`. */
    reason: z.string().regex(/^[A-Za-z0-9/ _-]{0,80}$/),
    deliveryId: z.string(),
    /** Ids of the roster; fewer than bounced where an address is no longer on it. */
    people: z.array(z.string()),
  }),
  /** A role that chose one mail a day hears of the event by that mail, and not later than `until`. */
  z.strictObject({ type: z.literal('notification-deferred'), about: About, role: RosterRole, until: Instant }),
  z.strictObject({
    type: z.literal('channel-delivered'),
    about: About,
    to: Recipient,
    channel: TellingChannel,
    deliveryId: z.string(),
  }),
  z.strictObject({
    type: z.literal('channel-failed'),
    about: About,
    to: Recipient,
    channel: TellingChannel,
    reason: z.string(),
  }),
  /** A person says that they sent a text of ours, in their own name and by their own means. Nothing here sends it. */
  z.strictObject({
    type: z.literal('template-sent'),
    template: TemplateId,
    to: TemplateAudience,
    sentAt: Instant,
    note: z.string().max(4000).optional(),
  }),
] as const;

/** Who was told how, beside the mails to roles. */
export const TellingState = z.strictObject({
  /** When a person first did something in the case, such as opening it: they had notice then, whatever became of the mails. */
  personAt: Instant.nullable(),
  persons: z.array(z.strictObject({ to: RosterPersonTold, at: Instant, about: About })),
  bounced: z.array(z.strictObject({ about: About, to: Recipient, at: Instant, kind: BounceKind })),
  /** What a role is still to be told of in its mail of the day. */
  deferred: z.array(z.strictObject({ about: About, role: RosterRole, at: Instant, until: Instant })),
  templates: z.array(
    z.strictObject({ template: TemplateId, to: TemplateAudience, sentAt: Instant, number: z.int().positive() }),
  ),
});
export type TellingState = z.infer<typeof TellingState>;

export const NO_TELLING: TellingState = { personAt: null, persons: [], bounced: [], deferred: [], templates: [] };
