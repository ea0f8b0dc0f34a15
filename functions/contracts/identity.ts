import { z } from 'zod';
import { Instant } from './vocabulary.ts';

/** What two addresses of one person may have in common. */
export const MarkKind = z.enum(['account', 'phone', 'thread', 'signature', 'display-name', 'words', 'phrase']);
export type MarkKind = z.infer<typeof MarkKind>;

/** One thing that a contact shows of who wrote it, as a hash: never the number, the name or the words. */
export const IdentityMark = z.strictObject({
  kind: MarkKind,
  /** SHA-256 of the kind and the mark in its normal form, 32 hexadecimal digits. */
  hash: z.string().regex(/^[0-9a-f]{32}$/),
});
export type IdentityMark = z.infer<typeof IdentityMark>;

/** Evidence that two subjects are one person: of which kind, and in which contact of each it was seen. */
export const LinkEvidence = z.strictObject({
  kind: MarkKind,
  why: z.string().min(1),
  contactIds: z.tuple([z.string(), z.string()]),
});
export type LinkEvidence = z.infer<typeof LinkEvidence>;

/**
 * `joined`: their histories are read as one. `suggested`: a person decides. `parted`: a person said that they are two, and no evidence
 * joins them again.
 */
export const LinkState = z.enum(['joined', 'suggested', 'parted']);
export type LinkState = z.infer<typeof LinkState>;

/**
 * Two subjects that may be one person. Never a merge: each keeps its own history, and the link can be parted.
 * Items `SUBJECT#{subjectId}` / `LINK#{otherId}` of the history table, one in each direction.
 */
export const SubjectLink = z.strictObject({
  subjectId: z.string(),
  otherId: z.string(),
  state: LinkState,
  strength: z.enum(['strong', 'weak']),
  evidence: z.array(LinkEvidence).max(20),
  /** Who decided last: a stage, or the pseudonym of a signed-in person. */
  by: z.string(),
  at: Instant,
});
export type SubjectLink = z.infer<typeof SubjectLink>;
