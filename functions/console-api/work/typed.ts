import { z } from '@hono/zod-openapi';
import { LONGEST_NOTE, LONGEST_REASON } from '../../contracts/case-work.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { ProblemError } from '../http/problem.ts';

/** Why somebody does something: a sentence or two, and not only spaces. */
export const Reason = z.string().trim().min(1, 'Say why, in a sentence.').max(LONGEST_REASON);
export const ShortText = z.string().trim().min(1).max(320);
export const NoteText = z.string().trim().min(1).max(LONGEST_NOTE);

/** A clock of a client may be a little ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

/**
 * A moment that somebody says is past, never later than now.
 * @throws ProblemError 422 for one that is to come.
 */
export function pastMoment(name: string, moment: Instant, now: Instant): Instant {
  if (Date.parse(moment) > Date.parse(now) + CLOCK_SKEW_MS) {
    throw new ProblemError(422, `${name}: is in the future. Record it when it has been done.`);
  }
  return moment > now ? now : moment;
}

/** A moment as people and clients write it, with any offset from UTC: kept in UTC. */
export const Moment = z.iso
  .datetime({ offset: true, error: 'must be a moment such as 2026-07-15T14:00:00Z' })
  .transform((text) => new Date(text).toISOString())
  .pipe(Instant);
