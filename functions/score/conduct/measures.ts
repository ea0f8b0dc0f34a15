import type { Measure } from './conduct-detection.ts';
import { type Counted, countOf } from './counted.ts';
import { eachLikeAnother } from './likeness.ts';
import { meets } from './meets.ts';
import { ownRate } from './own-rate.ts';

const HOUR_MILLISECONDS = 60 * 60 * 1000;

/** The counted acts of a window, and what they are measured against. */
export interface Window {
  readonly group: readonly Counted[];
  /** All that the subject did in the same window, counted or not. */
  readonly within: readonly Counted[];
  /** All that the subject did at any time. */
  readonly all: readonly Counted[];
  /** When the window begins, in milliseconds; it does not hold this moment itself. */
  readonly start: number;
  readonly days: number;
}

/** Whether the acts of a window together measure what a detection asks for; every measure that is there must hold. */
export function measures({ group, within, all, start, days }: Window, measure: Measure): boolean {
  const { min_share, intervals_shrink_to, severity_rises_by, min_channels, min_targets, min_similarity, min_days } =
    measure;
  const { min_hours_apart, min_received, times_own_rate, some, either, last_is, name_use_grows } = measure;
  if (min_share !== undefined && countOf(group) / countOf(within) < min_share) return false;
  if (intervals_shrink_to !== undefined && !intervalsShrink(group, intervals_shrink_to)) return false;
  if (severity_rises_by !== undefined && !severityRises(group, severity_rises_by)) return false;
  if (min_channels !== undefined && new Set(group.map((act) => act.channel)).size < min_channels) return false;
  if (min_targets !== undefined && apart(group) < min_targets) return false;
  if (min_days !== undefined && new Set(group.map((act) => act.at.slice(0, 10))).size < min_days) return false;
  if (min_hours_apart !== undefined && hoursFromFirstToLast(group) < min_hours_apart) return false;
  if (min_similarity !== undefined && !eachLikeAnother(group, min_similarity)) return false;
  if (min_received !== undefined && received(group) < min_received) return false;
  if (times_own_rate !== undefined) {
    const own = ownRate(all, start, days);
    if (own === null || countOf(group) / days < times_own_rate * own) return false;
  }
  if (some !== undefined && howMany(group, some.where) < some.at_least) return false;
  if (either?.every(({ at_least, where }) => howMany(group, where) < at_least)) return false;
  if (last_is !== undefined && !group.at(-1)?.acts.some((act) => meets(act, last_is))) return false;
  if (name_use_grows !== undefined && !nameUseGrows(group, name_use_grows)) return false;
  return true;
}

/** How many of the counted acts meet a condition. */
export const howMany = (group: readonly Counted[], where: Parameters<typeof meets>[1]): number =>
  group.filter(({ acts }) => acts.some((act) => meets(act, where))).length;

function hoursFromFirstToLast(group: readonly Counted[]): number {
  const [first, last] = [group[0], group.at(-1)];
  return first === undefined || last === undefined ? 0 : (last.time - first.time) / HOUR_MILLISECONDS;
}

/** How many acts there are, copies each for itself, none of whose targets another of them has; those of the fewest targets first. */
function apart(group: readonly Counted[]): number {
  const known = new Set<string>();
  let count = 0;
  for (const { targetIds } of group
    .flatMap(({ acts }) => acts)
    .sort((a, b) => a.targetIds.length - b.targetIds.length)) {
    if (targetIds.length === 0 || targetIds.some((id) => known.has(id))) continue;
    for (const id of targetIds) known.add(id);
    count++;
  }
  return count;
}

/** Of acts whose contacts name nobody it is not known how often a name is used; those do not count for or against. */
function nameUseGrows(
  group: readonly Counted[],
  { times, to_at_least }: NonNullable<Measure['name_use_grows']>,
): boolean {
  const uses = group.flatMap(({ acts }) => acts[0].sightings[0].nameUses ?? []);
  if (uses.length < 4) return false;
  const middle = Math.floor(uses.length / 2);
  const later = mean(uses.slice(middle));
  return later >= to_at_least && later >= times * mean(uses.slice(0, middle));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What came from the sender: an employee who passes it on adds nothing. */
const received = (group: readonly Counted[]): number =>
  group.reduce(
    (sum, { acts }) =>
      acts.reduce((part, { sightings }) => part + sightings.filter(({ via }) => via === 'direct').length, sum),
    0,
  );

/** An act that counts as several ends as many gaps: those before each of the ones that it stands for. */
function intervalsShrink(group: readonly Counted[], factor: number): boolean {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined || group.length < 3) return false;
  const gaps = countOf(group) - first.countsAs;
  let earlier = 0;
  let middle = 0;
  while (middle === 0 || (middle < group.length - 2 && earlier < Math.floor(gaps / 2))) {
    middle++;
    earlier += (group[middle] as Counted).countsAs;
  }
  const between = (group[middle] as Counted).time;
  return (last.time - between) / (gaps - earlier) <= (factor * (between - first.time)) / earlier;
}

function severityRises(group: readonly Counted[], by: number): boolean {
  const severities = group.map((act) => act.severity);
  const falls = severities.some((severity, index) => index > 0 && severity < (severities[index - 1] ?? 0));
  return !falls && (severities.at(-1) ?? 0) - (severities[0] ?? 0) >= by;
}
