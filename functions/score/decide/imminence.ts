import type { StatedTime } from './when/stated-time.ts';

/**
 * Requirement 13: a threat for the next 72 hours has imminence 3. One that is for today is among them: "now" is what begins within an hour,
 * for which P0 gives a person five minutes; a lethal one for today is P0 by its severity already (`rules/policy.yml`).
 */
const SOON_HOURS = 72;
const NOW_HOURS = 1;
/** Whoever says when they will come arrives at no other time: nearer than what "next Friday" may reach, it is an arrival that people prepare for. */
const ARRIVAL_HOURS = 14 * 24;

/**
 * Imminence of one signal by requirement 13: 0 none, 1 undated, 2 conditional or deadline, 3 within 72 hours or arrival stated,
 * 4 now. `threatening` says whether the signal is a threat at all: a complaint with a date is not imminent.
 */
export function imminenceOf(
  time: StatedTime,
  signal: { threatening: boolean; arrival: boolean; condition: boolean },
): number {
  if (!signal.threatening) return 0;
  if (time.hours !== null && time.hours < NOW_HOURS) return 4;
  if (signal.arrival && (time.hours === null || time.hours <= ARRIVAL_HOURS)) return 3;
  if (time.hours !== null && time.hours <= SOON_HOURS) return 3;
  if (time.conditional || signal.condition || time.hours !== null) return 2;
  return 1;
}
