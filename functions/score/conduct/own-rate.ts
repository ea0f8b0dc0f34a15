import { type Counted, countOf, firstAfter } from './counted.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Fewer earlier acts say nothing of how often a person writes, or of when and how. */
export const FEWEST_OF_A_BASELINE = 4;

/**
 * Acts a day, given in order of time, before a window that begins at `start` (milliseconds): the subject's own baseline. Counted from the first act that the
 * history holds, so that months before a customer was one do not make them a rare writer; null with fewer than
 * {@link FEWEST_OF_A_BASELINE} acts or with less time before the window than the window is long.
 */
export function ownRate(all: readonly Counted[], start: number, windowDays: number): number | null {
  const before = firstAfter(all, start);
  const first = all[0];
  if (first === undefined || before < FEWEST_OF_A_BASELINE) return null;
  const days = (start - first.time) / DAY_MILLISECONDS;
  return days < windowDays ? null : countOf(all.slice(0, before)) / days;
}
