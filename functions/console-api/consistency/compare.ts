import type { Disposition } from '../../contracts/vocabulary.ts';
import { type CaseFacts, MEASURES, type Measure } from './case-facts.ts';
import { distances, LEAST_COMPARED, median, medianDeviation, OUTLYING } from './robust.ts';

/** A disposition that so large a share of a group has is what such cases come to. */
const USUAL_SHARE = 0.75;

/** The times of one measure in a group, in minutes. */
export interface Times {
  readonly cases: number;
  /** Null where the group is too small to say what is usual. */
  readonly median: number | null;
  readonly medianDeviation: number | null;
}

/** Cases that are alike in what was found: of one priority, with the same categories, for the same purpose. */
export interface Group {
  readonly key: string;
  readonly cases: readonly CaseFacts[];
}

export interface Outlier {
  readonly facts: CaseFacts;
  readonly group: string;
  readonly measure: Measure | 'disposition';
  /** One sentence, with the figures. */
  readonly why: string;
}

/** In the order of priority. */
export function groupsOf(all: readonly CaseFacts[]): Group[] {
  const groups = new Map<string, CaseFacts[]>();
  for (const facts of all) {
    const key = keyOf(facts);
    groups.set(key, [...(groups.get(key) ?? []), facts]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, cases]) => ({ key, cases }));
}

const keyOf = ({ priority, purpose, categories }: CaseFacts): string =>
  `${priority}, ${purpose ?? 'no purpose known'}: ${categories.join(' + ') || 'no category'}`;

export const isTooSmall = ({ cases }: Pick<Group, 'cases'>): boolean => cases.length < LEAST_COMPARED;

export function timesOf(cases: readonly CaseFacts[], measure: Measure): Times {
  const minutes = cases.flatMap((facts) => facts.minutes[measure] ?? []);
  if (minutes.length < LEAST_COMPARED) return { cases: minutes.length, median: null, medianDeviation: null };
  return { cases: minutes.length, median: median(minutes), medianDeviation: medianDeviation(minutes) };
}

export function dispositionsOf(cases: readonly CaseFacts[]): Partial<Record<Disposition, number>> {
  const counts: Partial<Record<Disposition, number>> = {};
  for (const { disposition } of cases) if (disposition) counts[disposition] = (counts[disposition] ?? 0) + 1;
  return counts;
}

/**
 * The cases of a group that went otherwise than those like them: a time far from the median of the group, or an outcome that hardly any
 * other has. None of a group that is too small. That a case is one says that somebody should look why, and nothing else.
 */
export function outliersOf(group: Group): Outlier[] {
  return [...MEASURES.flatMap((measure) => slowOrFast(group, measure)), ...otherwiseClosed(group)];
}

function slowOrFast({ key, cases }: Group, measure: Measure): Outlier[] {
  const done = cases.flatMap((facts) => {
    const minutes = facts.minutes[measure];
    return minutes === null ? [] : { facts, minutes };
  });
  if (done.length < LEAST_COMPARED) return [];
  const usual = median(done.map(({ minutes }) => minutes));
  const far = distances(done.map(({ minutes }) => minutes));
  return done.flatMap(({ facts, minutes }, at) => {
    const distance = far[at] ?? 0;
    if (Math.abs(distance) <= OUTLYING) return [];
    const why = `${minutes} minutes to ${NAMES[measure]}, where the median of ${done.length} cases alike is ${usual}: ${Math.abs(distance).toFixed(1)} spreads ${distance > 0 ? 'longer' : 'shorter'}.`;
    return { facts, group: key, measure, why };
  });
}

const NAMES: Readonly<Record<Measure, string>> = {
  acknowledge: 'acknowledge',
  'first-action': 'the first action',
  close: 'close',
};

function otherwiseClosed({ key, cases }: Group): Outlier[] {
  const closed = cases.filter(({ disposition }) => disposition !== null);
  if (closed.length < LEAST_COMPARED) return [];
  const counts = Object.entries(dispositionsOf(closed)) as [Disposition, number][];
  const [usual, times] = counts.sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
  if (times / closed.length < USUAL_SHARE) return [];
  return closed
    .filter(({ disposition }) => disposition !== usual)
    .map((facts) => ({
      ...{ facts, group: key, measure: 'disposition' as const },
      why: `Closed as ${facts.disposition}, where ${times} of ${closed.length} cases alike were closed as ${usual}.`,
    }));
}
