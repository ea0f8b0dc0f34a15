import { z } from '@hono/zod-openapi';
import { Instant } from '../../contracts/vocabulary.ts';
import { ProblemError } from '../http/problem.ts';

const LONGEST_DAYS = 92;
const DAY_MS = 86_400_000;

export const Period = z.object({ from: Instant, to: Instant });

/** @throws ProblemError 422 for a time that ends before it begins, or is longer than a quarter of a year. */
export function assertPeriod(from: Instant, to: Instant): void {
  if (from > to) throw new ProblemError(422, 'from: is after to.');
  if (Date.parse(to) - Date.parse(from) > LONGEST_DAYS * DAY_MS) {
    throw new ProblemError(422, `to: is more than ${LONGEST_DAYS} days after from. Ask for a shorter time.`);
  }
}
