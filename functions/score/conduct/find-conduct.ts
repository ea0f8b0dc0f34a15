import type { ConductFinding } from '../../contracts/conduct.ts';
import { type Act, alike } from './acts.ts';
import { type ActCondition, type ConductDetection, type Measure, windowDays } from './conduct-detection.ts';
import { mailingsOf } from './mailings.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The patterns that a subject's acts (`actsOf`) show and that the act of `contactId` is part of (requirement 16). What is found depends
 * on the set of acts alone, so that a late arrival ends where a prompt one would. Copies of one mailing are counted once.
 */
export function findConduct(
  acts: readonly Act[],
  contactId: string,
  detections: readonly ConductDetection[],
  version: string,
): ConductFinding[] {
  const current = actShownBy(acts, contactId);
  if (current === undefined) return [];
  const history = inMailings(acts);
  return detections.flatMap((detection) => findOne(history, current, detection, version));
}

/** The act that a contact shows. */
export const actShownBy = (acts: readonly Act[], contactId: string): Act | undefined =>
  acts.find(({ sightings }) => sightings.some((sighting) => sighting.contactId === contactId));

/** An act, and the number of the mailing that it is one copy of. */
interface MailedAct {
  readonly act: Act;
  readonly mailing: number;
}

/** What is counted: the acts of one mailing that a detection asks for. */
interface Counted {
  readonly acts: readonly [Act, ...Act[]];
  readonly at: string;
  readonly channel: Act['channel'];
  readonly severity: number;
  readonly targetIds: readonly string[];
}

const inMailings = (acts: readonly Act[]): MailedAct[] =>
  mailingsOf(acts).flatMap((mailing, number) => mailing.map((act) => ({ act, mailing: number })));

/** In order of time. The first of a mailing gives its time, the gravest its severity. */
function countOnce(mailed: readonly MailedAct[]): Counted[] {
  const byMailing = new Map<number, [Act, ...Act[]]>();
  for (const { act, mailing } of mailed) {
    const known = byMailing.get(mailing);
    if (known === undefined) byMailing.set(mailing, [act]);
    else known.push(act);
  }
  return [...byMailing.values()]
    .map((acts) => ({
      acts,
      at: acts[0].at,
      channel: acts[0].channel,
      severity: Math.max(...acts.map(({ severity }) => severity)),
      targetIds: acts.flatMap(({ targetIds }) => targetIds),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : leadOf(a) < leadOf(b) ? -1 : 1));
}

const leadOf = ({ acts }: Counted): string => acts[0].sightings[0].contactId;

function findOne(history: MailedAct[], current: Act, detection: ConductDetection, version: string): ConductFinding[] {
  if (!counts(current, detection.where)) return [];
  const days = windowDays(detection);
  const span = days * DAY_MILLISECONDS;
  const targets: (string | null)[] = detection.group_by === 'subject' ? [null] : current.targetIds;
  const all = countOnce(history);
  const found: ConductFinding[] = [];
  for (const targetId of targets) {
    const counted = countOnce(
      history.filter(
        ({ act }) => (targetId === null || act.targetIds.includes(targetId)) && counts(act, detection.where),
      ),
    );
    const now = counted.find(({ acts }) => acts.includes(current));
    if (now === undefined) continue;
    // A window may end at any act that is not before the current one: the current may have arrived late.
    for (const last of counted) {
      const end = Date.parse(last.at);
      if (last.at < now.at || end - Date.parse(now.at) >= span) continue;
      const inWindow = ({ at }: Counted) => Date.parse(at) > end - span && Date.parse(at) <= end;
      const group = counted.filter(inWindow);
      if (group.length < detection.at_least || !measures(group, all.filter(inWindow), detection.and ?? {})) continue;
      const contactIds = group.map(leadOf);
      const seen = group.flatMap(({ acts }) => acts.flatMap(({ sightings }) => sightings));
      found.push({
        id: detection.id,
        title: detection.title,
        why: detection.why.trim(),
        severity: detection.severity,
        priority: detection.priority,
        opensCase: detection.opens_case,
        windowDays: days,
        targetId,
        contactIds,
        copyIds: seen.map(({ contactId }) => contactId).filter((contactId) => !contactIds.includes(contactId)),
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

function measures(group: readonly Counted[], all: readonly Counted[], measure: Measure): boolean {
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

function intervalsShrink(group: readonly Counted[], factor: number): boolean {
  const times = group.map((act) => Date.parse(act.at));
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
