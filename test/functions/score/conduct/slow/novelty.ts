import type { Novelty } from '../../../../../functions/score/conduct/conduct-detection.ts';
import type { Act } from './acts.ts';
import type { Counted } from './counted.ts';
import { FEWEST_OF_A_BASELINE } from './own-rate.ts';

const MINUTE_MILLISECONDS = 60 * 1000;
const MINUTES_OF_AN_HOUR = 60;
const HOURS_OF_A_DAY = 24;

/**
 * Tells what differs from all that the subject did before a window that begins at `start` (milliseconds), in the one way that `novelty`
 * names; nothing does with fewer than {@link FEWEST_OF_A_BASELINE} earlier acts. Hours are those of UTC: only their distance counts, so
 * that no zone has to be known; a change to summer time moves them by one, and a journey by more. The baseline is worked out once.
 */
export function newAgainst(all: readonly Counted[], start: number, novelty: Novelty): (one: Counted) => boolean {
  const before = all.filter(({ time }) => time <= start);
  if (before.length < FEWEST_OF_A_BASELINE) return () => false;
  if ('hours_apart' in novelty) {
    const hours = [...new Set(before.map(hourOf))];
    return (one) => hours.every((hour) => hoursApart(hourOf(one), hour) > novelty.hours_apart);
  }
  if ('times_longer' in novelty) {
    const least = Math.max(novelty.min_words, novelty.times_longer * middle(before.map(wordsOf)));
    return (one) => wordsOf(one) >= least;
  }
  if ('channel' in novelty) {
    const channels = new Set(before.map(({ channel }) => channel));
    return ({ channel }) => !channels.has(channel);
  }
  const isCalm = !before.some(({ acts }) => acts.some(isOfConcern));
  return ({ acts }) => isCalm && acts.some(isOfConcern);
}

const isOfConcern = ({ severity, categories }: Act): boolean => severity > 0 || categories.length > 0;

/** To the minute: a day has few of them, however many acts a history has. */
const hourOf = ({ time }: Counted): number =>
  (Math.floor(time / MINUTE_MILLISECONDS) / MINUTES_OF_AN_HOUR) % HOURS_OF_A_DAY;

function hoursApart(one: number, other: number): number {
  const apart = Math.abs(one - other);
  return Math.min(apart, HOURS_OF_A_DAY - apart);
}

const wordsOf = ({ acts }: Counted): number => acts[0].sightings[0].wordCount;

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
