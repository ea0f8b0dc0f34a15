import { z } from '@hono/zod-openapi';
import { Instant } from '../../contracts/vocabulary.ts';
import { ProblemError } from './problem.ts';

/** A quarter of a year. */
const LONGEST_DAYS = 92;
const DAY_MS = 86_400_000;

export const Period = z.object({ from: Instant, to: Instant });

/** @throws ProblemError 422 for a time that ends before it begins, or is longer than so many days. */
export function assertPeriod(from: Instant, to: Instant, longestDays = LONGEST_DAYS): void {
  if (from > to) throw new ProblemError(422, 'from: is after to.');
  if (Date.parse(to) - Date.parse(from) > longestDays * DAY_MS) {
    throw new ProblemError(422, `to: is more than ${longestDays} days after from. Ask for a shorter time.`);
  }
}
