import * as z from 'zod';
import { Channel, Instant, RosterRole } from './vocabulary.ts';

/** What may become of a customer's account (requirement 32). What the customer is worth is nowhere asked and nowhere kept. */
export const AccountOption = z.enum(['keep', 'restrict-channel', 'close-account', 'refer']);
export type AccountOption = z.infer<typeof AccountOption>;

/** How somebody was told: by the mail of this system, or by a person. */
export const NoticeWay = z.enum(['mail', 'in-person', 'telephone', 'in-writing']);
export type NoticeWay = z.infer<typeof NoticeWay>;

const Text = z.string().min(1).max(4000);

export const AccountDecision = z.strictObject({
  option: AccountOption,
  reason: Text,
  /** The channels that are closed to the customer; only with `restrict-channel`, and never empty there. */
  channels: z.array(Channel).min(1).optional(),
  /** To whom it is referred; only with `refer`. */
  referredTo: Text.max(320).optional(),
});
export type AccountDecision = z.infer<typeof AccountDecision>;

export const ACCOUNT_EVENTS = [
  z.strictObject({
    type: z.literal('account-decided'),
    ...AccountDecision.shape,
    /** The role by which whoever decided may. */
    decidedAs: RosterRole,
    /** Who has to be told of it. */
    asks: z.array(RosterRole),
  }),
  /** Somebody told them otherwise than by this system's mail, which has its own event. */
  z.strictObject({
    type: z.literal('account-notice-given'),
    role: RosterRole,
    /** The decision that they were told of. */
    about: z.int().positive(),
    /** When they were told, which may be before it was recorded. */
    toldAt: Instant,
    how: NoticeWay.exclude(['mail']),
  }),
] as const;

/** Somebody who has to be told of a decision, and when they were: null as long as nobody says so. */
export const AccountNotice = z.strictObject({
  role: RosterRole,
  askedAt: Instant,
  toldAt: Instant.nullable(),
  how: NoticeWay.nullable(),
});
export type AccountNotice = z.infer<typeof AccountNotice>;

export const DecidedAccount = AccountDecision.extend({
  at: Instant,
  by: z.strictObject({ id: z.string(), name: z.string() }),
  event: z.int().positive(),
  decidedAs: RosterRole,
  notices: z.array(AccountNotice),
});
export type DecidedAccount = z.infer<typeof DecidedAccount>;

/** Every decision on the account; the last one stands. Empty before the first. */
export const AccountState = z.array(DecidedAccount);
export type AccountState = z.infer<typeof AccountState>;
export const NO_ACCOUNT: AccountState = [];
