import type { Act, ConductFinding } from '../../contracts/conduct.ts';
import { similarity } from '../normalize/fingerprint.ts';
import { type ActCondition, type ConductDetection, type Measure, windowDays } from './conduct-detection.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The patterns that a subject's acts show and that `contactId` is part of (requirement 16). Acts may come in any order and more
 * than once: what is found depends on the set of them alone, so that a late arrival ends where a prompt one would.
 */
export function findConduct(
  acts: readonly Act[],
  contactId: string,
  detections: readonly ConductDetection[],
  version: string,
): ConductFinding[] {
  const history = distinctActs(acts, contactId);
  const current = history.find((act) => act.contactId === contactId);
  if (current === undefined) return [];
  return detections.flatMap((detection) => findOne(history, current, detection, version));
}

/** In time order, one act for each original: the same bytes delivered to two mailboxes are said once. */
function distinctActs(acts: readonly Act[], contactId: string): Act[] {
  const byOriginal = new Map<string, Act>();
  const ordered = [...acts].sort(byTime);
  for (const act of ordered) {
    const known = byOriginal.get(act.originalSha256);
    if (known === undefined || act.contactId === contactId) byOriginal.set(act.originalSha256, act);
  }
  return [...byOriginal.values()].sort(byTime);
}

const byTime = (a: Act, b: Act) =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.contactId < b.contactId ? -1 : a.contactId > b.contactId ? 1 : 0;

function findOne(history: Act[], current: Act, detection: ConductDetection, version: string): ConductFinding[] {
  if (!counts(current, detection.where)) return [];
  const days = windowDays(detection);
  const span = days * DAY_MILLISECONDS;
  const targets: (string | null)[] = detection.group_by === 'subject' ? [null] : current.targetIds;
  const found: ConductFinding[] = [];
  for (const targetId of targets) {
    const counted = history.filter(
      (act) => (targetId === null || act.targetIds.includes(targetId)) && counts(act, detection.where),
    );
    // A window may end at any act that is not before the current one: the current may have arrived late.
    for (const last of counted) {
      const end = Date.parse(last.at);
      if (last.at < current.at || end - Date.parse(current.at) >= span) continue;
      const inWindow = (act: Act) => Date.parse(act.at) > end - span && Date.parse(act.at) <= end;
      const group = counted.filter(inWindow);
      if (group.length < detection.at_least || !measures(group, history.filter(inWindow), detection.and ?? {}))
        continue;
      found.push({
        id: detection.id,
        title: detection.title,
        why: detection.why.trim(),
        severity: detection.severity,
        priority: detection.priority,
        opensCase: detection.opens_case,
        windowDays: days,
        targetId,
        contactIds: group.map((act) => act.contactId),
        by: version,
      });
      break;
    }
  }
  return found;
}

function counts(act: Act, where: ActCondition): boolean {
  if (where.min_severity !== undefined && act.severity < where.min_severity) return false;
  if (where.automated !== undefined && act.automated !== where.automated) return false;
  if (where.any_category && !where.any_category.some((category) => act.categories.includes(category))) return false;
  if (where.any_signal && !where.any_signal.some((pattern) => act.signalIds.some((id) => isBelow(id, pattern))))
    return false;
  return true;
}

function isBelow(id: string, pattern: string): boolean {
  return pattern.endsWith('/**') ? id.startsWith(pattern.slice(0, -2)) : id === pattern;
}

function measures(group: readonly Act[], all: readonly Act[], measure: Measure): boolean {
  const { min_share, intervals_shrink_to, severity_rises_by, min_channels, min_targets, min_similarity, min_days } =
    measure;
  if (min_share !== undefined && group.length / all.length < min_share) return false;
  if (intervals_shrink_to !== undefined && !intervalsShrink(group, intervals_shrink_to)) return false;
  if (severity_rises_by !== undefined && !severityRises(group, severity_rises_by)) return false;
  if (min_channels !== undefined && new Set(group.map((act) => act.channel)).size < min_channels) return false;
  if (min_targets !== undefined && new Set(group.flatMap((act) => act.targetIds)).size < min_targets) return false;
  if (min_days !== undefined && new Set(group.map((act) => act.at.slice(0, 10))).size < min_days) return false;
  if (min_similarity !== undefined && !allAlike(group, min_similarity)) return false;
  return true;
}

function intervalsShrink(group: readonly Act[], factor: number): boolean {
  const times = group.map((act) => Date.parse(act.at));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  if (gaps.length < 2) return false;
  const middle = Math.floor(gaps.length / 2);
  const mean = (part: number[]) => part.reduce((sum, gap) => sum + gap, 0) / part.length;
  return mean(gaps.slice(middle)) <= factor * mean(gaps.slice(0, middle));
}

function severityRises(group: readonly Act[], by: number): boolean {
  const severities = group.map((act) => act.severity);
  const falls = severities.some((severity, index) => index > 0 && severity < (severities[index - 1] ?? 0));
  return !falls && (severities.at(-1) ?? 0) - (severities[0] ?? 0) >= by;
}

function allAlike(group: readonly Act[], least: number): boolean {
  return group.every((act) =>
    group.some(
      (other) =>
        other !== act &&
        act.fingerprint !== null &&
        other.fingerprint !== null &&
        similarity(act.fingerprint, other.fingerprint) >= least,
    ),
  );
}
