import * as z from 'zod';
import { Instant } from './vocabulary.ts';

/**
 * What the company did that changes what later contacts mean. `notice-to-stop`: told in writing not to contact an employee, or anyone,
 * again. `block`: the address is blocked. `promise-to-answer`: told that an answer will come. `answered`: what was asked was answered.
 */
export const NoticeKind = z.enum(['notice-to-stop', 'block', 'promise-to-answer', 'answered']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** One such event. Item `SUBJECT#{subjectId}` / `NOTICE#{at}#{noticeId}` of the history table. */
export const Notice = z.strictObject({
  noticeId: z.string().regex(/^notice-[0-9a-f]{32}$/),
  subjectId: z.string(),
  kind: NoticeKind,
  /** The employee whom it is about; null where it is about the company. */
  targetId: z.string().nullable(),
  /** When the subject was told, or the block began. */
  at: Instant,
  /** When it was recorded, and by whom: the pseudonym of a signed-in person. */
  recordedAt: Instant,
  by: z.string(),
});
export type Notice = z.infer<typeof Notice>;
