import type { ConductFinding } from '../../../../../functions/contracts/conduct.ts';
import {
  type Beside,
  type ConductDetection,
  windowDays,
} from '../../../../../functions/score/conduct/conduct-detection.ts';
import { meets } from '../../../../../functions/score/conduct/meets.ts';
import type { Act } from './acts.ts';
import { type Counted, countOnce, leadOf, type MailedAct } from './counted.ts';
import { mailingsOf } from './mailings.ts';
import { howMany, measures } from './measures.ts';
import { newAgainst } from './novelty.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The patterns that a subject's acts (`actsOf`) show and that the act of `contactId` is part of (requirement 16), in the order of the
 * detections. What is found depends on the set of acts alone, so that a late arrival ends where a prompt one would. Copies of one
 * mailing are counted once. A detection that asks for others beside it sees those that ask for none, so that no order matters.
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
  const all = countOnce(history);
  const found = (detection: ConductDetection) => findOne({ history, all, current }, detection, version);
  const alone = detections.filter(({ beside }) => beside === undefined).flatMap(found);
  return detections.flatMap((detection) =>
    detection.beside === undefined
      ? alone.filter(({ id }) => id === detection.id)
      : found(detection).flatMap((finding) => standingBeside(finding, alone, detection.beside as Beside)),
  );
}

/** The act that a contact shows. */
export const actShownBy = (acts: readonly Act[], contactId: string): Act | undefined =>
  acts.find(({ sightings }) => sightings.some((sighting) => sighting.contactId === contactId));

const inMailings = (acts: readonly Act[]): MailedAct[] =>
  mailingsOf(acts).flatMap((mailing, number) =>
    mailing.map((act) => ({ act, time: Date.parse(act.at), mailing: number })),
  );

/** The finding with the acts of the factors that it needs, so that a person can check all of it; none where there are too few. */
function standingBeside(finding: ConductFinding, others: readonly ConductFinding[], beside: Beside): ConductFinding[] {
  const toward = others.filter(
    ({ targetId }) => targetId === null || finding.targetId === null || targetId === finding.targetId,
  );
  const shown = beside.factors.map((ids) => toward.filter(({ id }) => ids.includes(id))).filter(({ length }) => length);
  if (shown.length < beside.at_least) return [];
  const all = [finding, ...shown.flat()];
  const contactIds = [...new Set(all.flatMap(({ contactIds }) => contactIds))];
  const copyIds = [...new Set(all.flatMap(({ copyIds }) => copyIds))].filter((id) => !contactIds.includes(id));
  return [{ ...finding, contactIds, copyIds }];
}

/** A subject's acts, what they count as, and the one that is asked about. */
interface History {
  readonly history: readonly MailedAct[];
  readonly all: readonly Counted[];
  readonly current: Act;
}

function findOne({ history, all, current }: History, detection: ConductDetection, version: string): ConductFinding[] {
  if (!meets(current, detection.where)) return [];
  const days = windowDays(detection);
  const span = days * DAY_MILLISECONDS;
  const targets: (string | null)[] = detection.group_by === 'subject' ? [null] : current.targetIds;
  const found: ConductFinding[] = [];
  const moment = Date.parse(current.at);
  // A window holds the current act, so it reaches no further than its own length; a mailing of minutes is not cut in two by a day more.
  const near = history.filter(({ time }) => Math.abs(time - moment) <= span + DAY_MILLISECONDS);
  const { novelty, ...measure } = detection.and ?? {};
  for (const targetId of targets) {
    const counted = countOnce(
      near.filter(({ act }) => (targetId === null || act.targetIds.includes(targetId)) && meets(act, detection.where)),
    );
    const now = counted.find(({ acts }) => acts.includes(current));
    if (now === undefined) continue;
    let best: ConductFinding | null = null;
    // A window may end at any act that is not before the current one: the current may have arrived late.
    for (const last of counted) {
      const end = last.time;
      if (end < now.time || end - now.time >= span) continue;
      const start = end - span;
      const inWindow = ({ time }: Counted) => time > start && time <= end;
      const isCounted = novelty === undefined ? () => true : newAgainst(all, start, novelty);
      const group = counted.filter(inWindow).filter(isCounted);
      if (!group.includes(now) || group.length < detection.at_least) continue;
      if (!measures({ group, within: all.filter(inWindow), all, start, days }, measure)) continue;
      const finding = findingOf(group, detection, targetId, version);
      // What lowers it in one window may not hold in the next.
      if (best === null || finding.opensCase) best = finding;
      if (finding.lowered === undefined) break;
    }
    if (best !== null) found.push(best);
  }
  return found;
}

function findingOf(
  group: readonly Counted[],
  detection: ConductDetection,
  targetId: string | null,
  version: string,
): ConductFinding {
  const contactIds = group.map(leadOf);
  const seen = group.flatMap(({ acts }) => acts.flatMap(({ sightings }) => sightings));
  const lowered = (detection.lowered_by ?? [])
    .filter(({ fewer_than, where }) => howMany(group, where) < fewer_than)
    .map(({ id, why }) => ({ by: id, why: why.trim() }));
  return {
    id: detection.id,
    title: detection.title,
    why: detection.why.trim(),
    severity: detection.severity,
    priority: detection.priority,
    opensCase: detection.opens_case && lowered.length === 0,
    windowDays: windowDays(detection),
    targetId,
    contactIds,
    copyIds: seen.map(({ contactId }) => contactId).filter((contactId) => !contactIds.includes(contactId)),
    ...(lowered.length > 0 && { lowered }),
    by: version,
  };
}
