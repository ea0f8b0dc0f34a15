import * as z from 'zod';
import { Instant } from './vocabulary.ts';

/** What two addresses of one person may have in common. */
export const MarkKind = z.enum([
  'account',
  'phone',
  'thread',
  'address',
  'signature',
  'display-name',
  'words',
  'phrase',
]);
export type MarkKind = z.infer<typeof MarkKind>;

/**
 * How a contact bears a mark. `own`: said as one's own ("my account number is …"), or what all of the contact shows. `signature`: in the
 * block at its end. `caller`: the number or account that the channel itself names. `sent` and `answered`: a thread is the contact's own,
 * or one in which it answers the company. `mentioned`: stands in the text, or among the messages that it answers, and may be anyone's.
 */
export const MarkPlace = z.enum(['own', 'signature', 'caller', 'mentioned', 'sent', 'answered']);
export type MarkPlace = z.infer<typeof MarkPlace>;

/** SHA-256, 32 hexadecimal digits of it. */
const Hash = z.string().regex(/^[0-9a-f]{32}$/);

/** One thing that a contact shows of who wrote it, as a hash: never the number, the name or the words. */
export const IdentityMark = z.strictObject({
  kind: MarkKind,
  place: MarkPlace,
  /** Of the kind and the mark in its normal form. */
  hash: Hash,
});
export type IdentityMark = z.infer<typeof IdentityMark>;

/** A full name as hashes, to tell two people of one family from one person. */
export const NameMark = z.strictObject({ whole: Hash, family: Hash });
export type NameMark = z.infer<typeof NameMark>;

/**
 * A subject that bears a mark, with the first contact known to show it.
 * Item `MARK#{kind}#{hash}` / `SUBJECT#{subjectId}#{place}` of the history table, `UNPROVEN#…` where the sender is not proven.
 */
export const MarkBearer = z.strictObject({
  subjectId: z.string(),
  place: MarkPlace,
  contactId: z.string(),
  /** When that contact was heard: no sender chooses it. */
  at: Instant,
  /** False where the mail failed the check of who sent it: such a bearer joins nothing by itself. */
  proven: z.boolean(),
  /** Of the name that the contact shows; null where it shows no full one. */
  name: NameMark.nullable(),
});
export type MarkBearer = z.infer<typeof MarkBearer>;

export const LinkStrength = z.enum(['strong', 'weak']);
export type LinkStrength = z.infer<typeof LinkStrength>;

/** Evidence that two subjects are one person: of which kind, and in which contact of each it was seen. */
export const LinkEvidence = z.strictObject({
  kind: MarkKind,
  mark: Hash,
  strength: LinkStrength,
  why: z.string().min(1),
  /** The link's own subject first. */
  contactIds: z.tuple([z.string(), z.string()]),
});
export type LinkEvidence = z.infer<typeof LinkEvidence>;

/**
 * `joined`: their histories are read as one. `suggested`: a person decides. `parted`: a person said that they are two, and no evidence
 * joins them again.
 */
export const LinkState = z.enum(['joined', 'suggested', 'parted']);
export type LinkState = z.infer<typeof LinkState>;

/** Who links by evidence alone: what it wrote is nobody's decision. */
export const LINKING_STAGE = 'score';

/**
 * Two subjects that may be one person. Never a merge: each keeps its own history, and the link can be parted.
 * Items `SUBJECT#{subjectId}` / `LINK#{otherId}` of the history table, one in each direction.
 */
export const SubjectLink = z.strictObject({
  subjectId: z.string(),
  otherId: z.string(),
  state: LinkState,
  strength: LinkStrength,
  evidence: z.array(LinkEvidence).max(20),
  /** Who decided last: {@link LINKING_STAGE}, or the pseudonym of a signed-in person. */
  by: z.string(),
  at: Instant,
});
export type SubjectLink = z.infer<typeof SubjectLink>;

/** What an assessment says of another subject that may be the same person, as it was known then. */
export const LinkSeen = z.strictObject({
  subjectId: z.string(),
  state: LinkState,
  strength: LinkStrength,
  kinds: z.array(MarkKind),
});
export type LinkSeen = z.infer<typeof LinkSeen>;
