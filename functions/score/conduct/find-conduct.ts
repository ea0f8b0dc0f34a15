import type { ConductFinding } from '../../contracts/conduct.ts';
import type { Act } from './acts.ts';
import { type Beside, type ConductDetection, windowDays } from './conduct-detection.ts';
import { byTime, type Counted, countedOf, countOnce, firstAfter, leadOf, type MailedAct } from './counted.ts';
import { type Facts, NO_FACTS } from './facts.ts';
import { type Defied, defiedBy } from './in-spite.ts';
import { loweredBy } from './lowering.ts';
import { MOMENT_MS, mailingsOf } from './mailings.ts';
import { measures } from './measures.ts';
import { meets } from './meets.ts';
import { newAgainst } from './novelty.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The patterns that a subject's acts (`actsOf`) show and that the act of `contactId` is part of (requirement 16), in the order of the
 * detections. What is found depends on the set of acts alone, so that a late arrival ends where a prompt one would. Copies of one
 * mailing are counted once. A detection that asks for others beside it sees those that ask for none, so that no order matters.
 * @param facts what the company told the person, and of which other addresses; their order matters no more.
 */
export function findConduct(
  acts: readonly Act[],
  contactId: string,
  detections: readonly ConductDetection[],
  version: string,
  facts: Facts = NO_FACTS,
): ConductFinding[] {
  const current = actShownBy(acts, contactId);
  if (current === undefined) return [];
  const all = countOnce(inMailings(acts));
  const found = (detection: ConductDetection) => findOne({ all, current, facts }, detection, version);
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
  mailingsOf(acts).flatMap((mailing, number) => mailing.map((act) => ({ act, time: act.time, mailing: number })));

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

/** A person's acts, what they count as in order of time, the one that is asked about, and what else is known. */
interface History {
  readonly all: readonly Counted[];
  readonly current: Act;
  readonly facts: Facts;
}

/** What a finding is made of besides its acts. */
interface Found {
  readonly detection: ConductDetection;
  readonly targetId: string | null;
  readonly version: string;
  readonly defied: Defied;
  readonly facts: Facts;
}

function findOne(history: History, detection: ConductDetection, version: string): ConductFinding[] {
  const { current, facts } = history;
  if (!meets(current, detection.where)) return [];
  const defied = defiedBy(detection.and ?? {}, facts, history.all);
  if (!defied.by(current)) return [];
  const targets: (string | null)[] = detection.group_by === 'subject' ? [null] : current.targetIds;
  return targets.flatMap((targetId) => findToward(history, { detection, targetId, version, defied, facts }) ?? []);
}

function findToward({ all, current }: History, found: Found): ConductFinding | null {
  const { detection, targetId, defied } = found;
  const days = windowDays(detection);
  const span = days * DAY_MILLISECONDS;
  const isAsked = (act: Act) =>
    (targetId === null || act.targetIds.includes(targetId)) && meets(act, detection.where) && defied.by(act);
  const counted = askedNear(all, current.time, span, isAsked);
  const now = counted.find(({ acts }) => acts.includes(current));
  if (now === undefined) return null;
  const { novelty, ...measure } = detection.and ?? {};
  let best: ConductFinding | null = null;
  // A window may end at any act that is not before the current one: the current may have arrived late.
  for (let last = firstAfter(counted, now.time - 1); last < counted.length; last++) {
    const end = (counted[last] as Counted).time;
    if (end - now.time >= span) break;
    const start = end - span;
    const inWindow = between(counted, start, end);
    if (inWindow.length < detection.at_least) continue;
    const group = novelty === undefined ? inWindow : inWindow.filter(newAgainst(all, start, novelty));
    if (!group.includes(now) || group.length < detection.at_least) continue;
    if (!measures({ group, within: between(all, start, end), all, start, days }, measure)) continue;
    const finding = findingOf(group, found);
    // What lowers it in one window may not hold in the next.
    if (best === null || finding.opensCase) best = finding;
    if (finding.lowered === undefined) break;
  }
  return best;
}

/** Those after `start` and not after `end`, of what is in order of time. */
const between = (counted: readonly Counted[], start: number, end: number): Counted[] =>
  counted.slice(firstAfter(counted, start), firstAfter(counted, end));

/**
 * What a detection asks for, near enough to share a window with `moment`. A window that holds it reaches no further than its own length;
 * a mailing of minutes is not cut in two by a day more.
 */
function askedNear(
  all: readonly Counted[],
  moment: number,
  span: number,
  isAsked: (act: Act) => boolean,
): readonly Counted[] {
  const reach = span + DAY_MILLISECONDS;
  const found: Counted[] = [];
  let isMoved = false;
  for (const one of between(all, moment - reach - MOMENT_MS - 1, moment + reach)) {
    const acts = one.acts.filter((act) => Math.abs(act.time - moment) <= reach && isAsked(act));
    const [first, ...others] = acts;
    if (first === undefined) continue;
    isMoved ||= first !== one.acts[0];
    found.push(acts.length === one.acts.length ? one : countedOf([first, ...others]));
  }
  return isMoved ? found.sort(byTime) : found;
}

function findingOf(group: readonly Counted[], { detection, targetId, version, defied, facts }: Found): ConductFinding {
  const leads = new Set(group.map(leadOf));
  const seen = group.flatMap(({ acts }) => acts.flatMap(({ sightings }) => sightings));
  const lowered = loweredBy(group, detection.lowered_by ?? [], facts.notices);
  return {
    id: detection.id,
    title: detection.title,
    why: detection.why.trim(),
    severity: detection.severity,
    priority: detection.priority,
    opensCase: detection.opens_case && lowered.length === 0,
    windowDays: windowDays(detection),
    targetId,
    contactIds: [...leads],
    copyIds: seen.map(({ contactId }) => contactId).filter((contactId) => !leads.has(contactId)),
    ...(lowered.length > 0 && { lowered }),
    ...defied.grounds(group.flatMap(({ acts }) => acts)),
    by: version,
  };
}
