import type { Draw } from './draw.ts';

/** A Monday. */
export const START = Date.UTC(2026, 0, 5);
export const DAY_MILLISECONDS = 86_400_000;
const HOUR_MILLISECONDS = 3_600_000;

/** How the days of one customer's contacts lie: evenly strewn, each sooner than the last, or all within their first days. */
export type Pace = 'strewn' | 'closing' | 'burst';

/** When a person writes: most in the working day and week, some in the evening, at night and at the weekend. */
export interface Habit {
  readonly weekend: number;
  readonly evening: number;
  readonly night: number;
}

/** Of people who write about their business. */
export const USUAL: Habit = { weekend: 0.12, evening: 0.22, night: 0.02 };
/** Of someone whom the matter does not let sleep. */
export const RESTLESS: Habit = { weekend: 0.25, evening: 0.35, night: 0.2 };

/** A burst is over in three days. */
const BURST_DAYS = 3;
/** Each gap between contacts that close in is about so much of the one before. */
const CLOSING = 0.7;

export interface Stretch {
  readonly count: number;
  /** In days from the start of the simulation. */
  readonly from: number;
  readonly days: number;
  readonly pace: Pace;
}

/** Times of contacts, ascending, in milliseconds; no two in the same minute. */
export function timesOf({ count, from, days, pace }: Stretch, habit: Habit, draw: Draw): number[] {
  const places = PLACES[pace](count, days, draw);
  const times = places.map((place) => moment(Math.floor(from + place), habit, draw)).sort((a, b) => a - b);
  return times.map((time, index) => time + index * 60_000);
}

const PLACES: Record<Pace, (count: number, days: number, draw: Draw) => number[]> = {
  strewn: (count, days, draw) =>
    Array.from({ length: count }, (_, index) => ((index + draw.between(0.1, 0.9)) / count) * days),
  burst: (count, days, draw) => Array.from({ length: count }, () => draw.between(0, Math.min(days, BURST_DAYS))),
  closing: (count, days, draw) => {
    const gaps = Array.from(
      { length: Math.max(0, count - 1) },
      (_, index) => CLOSING ** index * draw.between(0.8, 1.2),
    );
    const sum = gaps.reduce((total, gap) => total + gap, 0);
    let at = 0;
    return [0, ...gaps.map((gap) => (at += (gap / sum) * (days - 1)))].slice(0, count);
  },
};

function moment(day: number, habit: Habit, draw: Draw): number {
  const weekday = day % 7;
  // A letter that would have been written on a Saturday or Sunday mostly waits for the Monday.
  const waits = weekday >= 5 && !draw.chance(habit.weekend * 3.5) ? 7 - weekday : 0;
  const when = draw.weighted({ night: habit.night, evening: habit.evening, day: 1 - habit.night - habit.evening });
  const hour = {
    night: draw.between(0, 6),
    evening: draw.between(18, 24),
    day: 8 + (draw.between(0, 10) + draw.between(0, 10)) / 2,
  }[when];
  return START + (day + waits) * DAY_MILLISECONDS + Math.floor(hour * HOUR_MILLISECONDS);
}
