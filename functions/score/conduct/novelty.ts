import type { Act } from './acts.ts';
import type { Novelty } from './conduct-detection.ts';
import type { Counted } from './counted.ts';
import { FEWEST_OF_A_BASELINE } from './own-rate.ts';

const HOUR_MILLISECONDS = 60 * 60 * 1000;
const HOURS_OF_A_DAY = 24;

/**
 * Whether what is counted differs from all that the subject did before a window that begins at `start` (milliseconds), in the one way
 * that `novelty` names. False with fewer than {@link FEWEST_OF_A_BASELINE} earlier acts. Hours are those of UTC: only their distance
 * counts, so that no zone has to be known; a change to summer time moves them by one, and a journey by more.
 */
export function isNew(one: Counted, all: readonly Counted[], start: number, novelty: Novelty): boolean {
  const before = all.filter(({ at }) => Date.parse(at) <= start);
  if (before.length < FEWEST_OF_A_BASELINE) return false;
  if ('hours_apart' in novelty)
    return before.every((earlier) => hoursApart(hourOf(one), hourOf(earlier)) > novelty.hours_apart);
  if ('times_longer' in novelty) {
    const words = wordsOf(one);
    return words >= novelty.min_words && words >= novelty.times_longer * middle(before.map(wordsOf));
  }
  if ('channel' in novelty) return before.every(({ channel }) => channel !== one.channel);
  return one.acts.some(isOfConcern) && !before.some(({ acts }) => acts.some(isOfConcern));
}

const isOfConcern = ({ severity, categories }: Act): boolean => severity > 0 || categories.length > 0;

const hourOf = ({ at }: Counted): number => (Date.parse(at) / HOUR_MILLISECONDS) % HOURS_OF_A_DAY;

function hoursApart(one: number, other: number): number {
  const apart = Math.abs(one - other);
  return Math.min(apart, HOURS_OF_A_DAY - apart);
}

const wordsOf = ({ acts }: Counted): number => acts[0].sightings[0].wordCount;

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
