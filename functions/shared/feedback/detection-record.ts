import type { FeedbackItem, WrongBecause } from '../../contracts/case-feedback.ts';
import type { Category } from '../../contracts/vocabulary.ts';
import type { DayCount } from './detection-counts.ts';

/** The least number of verdicts from which a share says something. */
export const LEAST_JUDGED = 10;

/** What a detection came to in a time. */
export interface DetectionRecord {
  readonly id: string;
  readonly fired: number;
  readonly flagged: number;
  readonly lowered: number;
  /** The last day on which it fired; null where it did not in this time. */
  readonly lastFired: string | null;
  readonly right: number;
  readonly wrong: number;
  readonly wrongBecause: Partial<Record<WrongBecause, number>>;
  /** Of what reviewers judged, the share that was right; null where they judged too little. They judge what was flagged, not all that fired. */
  readonly rightShare: number | null;
}

/** Pure. Those that are wrong most often first, then those that fire most. */
export function recordsOf(counts: readonly DayCount[], feedback: readonly FeedbackItem[]): DetectionRecord[] {
  const said = feedback.flatMap(({ said: one }) => (one.verdict === 'missed' ? [] : one));
  const ids = new Set([...counts.map(({ id }) => id), ...said.map(({ signalId }) => signalId)]);
  const records = [...ids].map((id): DetectionRecord => {
    const days = counts.filter((count) => count.id === id);
    const sum = (of: (count: DayCount) => number) => days.reduce((total, count) => total + of(count), 0);
    const verdicts = said.filter(({ signalId }) => signalId === id);
    const right = verdicts.filter(({ verdict }) => verdict === 'right').length;
    const wrong = verdicts.length - right;
    const wrongBecause: Partial<Record<WrongBecause, number>> = {};
    for (const one of verdicts) {
      if (one.verdict === 'wrong') wrongBecause[one.because] = (wrongBecause[one.because] ?? 0) + 1;
    }
    return {
      id,
      fired: sum(({ fired }) => fired),
      flagged: sum(({ flagged }) => flagged),
      lowered: sum(({ lowered }) => lowered),
      lastFired:
        days
          .map(({ day }) => day)
          .sort()
          .at(-1) ?? null,
      ...{ right, wrong, wrongBecause },
      rightShare: verdicts.length < LEAST_JUDGED ? null : right / verdicts.length,
    };
  });
  return records.sort((a, b) => b.wrong - a.wrong || b.fired - a.fired || (a.id < b.id ? -1 : 1));
}

/** How often people missed language of concern, by its category. */
export function missedOf(feedback: readonly FeedbackItem[]): { category: Category; missed: number }[] {
  const missed = new Map<Category, number>();
  for (const { said } of feedback) {
    if (said.verdict === 'missed') missed.set(said.category, (missed.get(said.category) ?? 0) + 1);
  }
  return [...missed].map(([category, count]) => ({ category, missed: count })).sort((a, b) => b.missed - a.missed);
}
