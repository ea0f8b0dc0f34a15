import * as z from 'zod';
import { Instant } from './vocabulary.ts';

export const DeletionId = z.string().regex(/^deletion-[0-9a-f]{32}$/);

/** What is said in a case about the end of what it keeps. Nothing of the case itself is ever deleted by it. */
export const RETENTION_EVENTS = [
  /** The subject asked for their data to be deleted. What this case needs of it is held, and the request says why. */
  z.strictObject({ type: z.literal('deletion-requested'), deletionId: DeletionId }),
  /** The retention of an original is over, and a person says that the case needs its bytes no more. The event that preserved it stays. */
  z.strictObject({
    type: z.literal('evidence-released'),
    contactId: z.string(),
    versionId: z.string(),
    reason: z.string().min(1).max(1000),
  }),
] as const;

export const RetentionState = z.strictObject({
  deletions: z.array(z.strictObject({ deletionId: z.string(), at: Instant })),
  released: z.array(
    z.strictObject({ contactId: z.string(), versionId: z.string(), at: Instant, by: z.string(), reason: z.string() }),
  ),
});
export type RetentionState = z.infer<typeof RetentionState>;

export const NO_RETENTION: RetentionState = { deletions: [], released: [] };
