import type { Measure } from '../../../../../functions/score/conduct/conduct-detection.ts';
import { meets } from '../../../../../functions/score/conduct/meets.ts';
import { type Act, alike } from './acts.ts';
import type { Counted } from './counted.ts';
import { ownRate } from './own-rate.ts';

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
  const { min_hours_apart, times_own_rate, some, either, last_is } = measure;
  if (min_share !== undefined && group.length / within.length < min_share) return false;
  if (intervals_shrink_to !== undefined && !intervalsShrink(group, intervals_shrink_to)) return false;
  if (severity_rises_by !== undefined && !severityRises(group, severity_rises_by)) return false;
  if (min_channels !== undefined && new Set(group.map((act) => act.channel)).size < min_channels) return false;
  if (min_targets !== undefined && apart(group) < min_targets) return false;
  if (min_days !== undefined && new Set(group.map((act) => act.at.slice(0, 10))).size < min_days) return false;
  if (
    min_hours_apart !== undefined &&
    !group.some((one) => group.some((other) => hours(one, other) >= min_hours_apart))
  )
    return false;
  if (min_similarity !== undefined && !allAlike(group, min_similarity)) return false;
  if (times_own_rate !== undefined) {
    const own = ownRate(all, start, days);
    if (own === null || group.length / days < times_own_rate * own) return false;
  }
  if (some !== undefined && howMany(group, some.where) < some.at_least) return false;
  if (either?.every(({ at_least, where }) => howMany(group, where) < at_least)) return false;
  if (last_is !== undefined && !group.at(-1)?.acts.some((act) => meets(act, last_is))) return false;
  return true;
}

const hours = (one: Counted, other: Counted): number => (other.time - one.time) / 3_600_000;

/** How many of the counted acts meet a condition. */
export const howMany = (group: readonly Counted[], where: Parameters<typeof meets>[1]): number =>
  group.filter(({ acts }) => acts.some((act) => meets(act, where))).length;

function apart(group: readonly Counted[]): number {
  const chosen: Act[] = [];
  for (const one of group.flatMap(({ acts }) => acts).toSorted((a, b) => a.targetIds.length - b.targetIds.length)) {
    const overlaps = chosen.some(({ targetIds }) => targetIds.some((id) => one.targetIds.includes(id)));
    if (one.targetIds.length > 0 && !overlaps) chosen.push(one);
  }
  return chosen.length;
}

function intervalsShrink(group: readonly Counted[], factor: number): boolean {
  const times = group.map((act) => act.time);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  if (gaps.length < 2) return false;
  const middle = Math.floor(gaps.length / 2);
  const mean = (part: number[]) => part.reduce((sum, gap) => sum + gap, 0) / part.length;
  return mean(gaps.slice(middle)) <= factor * mean(gaps.slice(0, middle));
}

function severityRises(group: readonly Counted[], by: number): boolean {
  const severities = group.map((act) => act.severity);
  const falls = severities.some((severity, index) => index > 0 && severity < (severities[index - 1] ?? 0));
  return !falls && (severities.at(-1) ?? 0) - (severities[0] ?? 0) >= by;
}

function allAlike(group: readonly Counted[], least: number): boolean {
  return group.every((one) => group.some((other) => other !== one && alikeIn(one.acts, other.acts, least)));
}

function alikeIn(some: readonly Act[], others: readonly Act[], least: number): boolean {
  return some.some((act) => act.fingerprint !== null && others.some((other) => alike(act, other, least)));
}
