import * as z from 'zod';
import type { CaseState } from '../../contracts/case.ts';
import type { NeedToKnow } from '../../contracts/case-access.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import type { Category, ConsoleRole, Instant } from '../../contracts/vocabulary.ts';
import { heldContacts } from './held.ts';
import { isSubject, targetIdsOf } from './people.ts';

/** Who asks, as far as a roster is concerned. */
export interface Reader {
  /** The token's subject. */
  readonly id: string;
  readonly name: string;
  /** Proven by the user pool; null where none is, and then nobody of the company's roster is known to be asking. */
  readonly address: string | null;
  readonly roles: readonly ConsoleRole[];
}

/** Of the deployer's, and when: a grant may have an end. */
export interface NeedSetting {
  readonly roster: Roster;
  readonly policy: Pick<Policy, 'notify'>;
  readonly at: Instant;
}

/** Why a person is on the roster of a case. */
export const Place = z.enum([
  'security',
  'legal',
  'auditor',
  'hr-lane',
  'hr-threat',
  'hr-conduct',
  'hr-told',
  'hr-review',
  'supervises',
  'nobody-supervises',
  'climbed',
  'handed',
  'granted',
]);
export type Place = z.infer<typeof Place>;

/** A role by which a person is on the roster of a case, and the reasons. */
export interface Placed {
  readonly role: ConsoleRole;
  readonly because: readonly Place[];
}

/** What an employer has to act on for an employee even where nobody threatens (requirements 10 and 30). */
const HR_CATEGORIES: readonly Category[] = ['sexual-harassment', 'protected-trait', 'personal-report'];

/** Who works cases; an operator runs the system and needs none. */
const CASE_ROLES: readonly ConsoleRole[] = ['supervisor', 'security', 'hr', 'legal', 'auditor'];

export function needToKnow(state: CaseState): NeedToKnow {
  const { access, subjectId, lane, told, review, work } = state;
  const contacts = heldContacts(state);
  const { mergedFrom } = state.relations;
  const flagged = contacts.filter(({ part }) => part === 'flagged');
  const { holder } = work;
  const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];
  return {
    opensOn: access.opensOn,
    subjectId,
    alsoSubjectIds: unique(mergedFrom.flatMap(({ subjectIds }) => subjectIds)),
    lane,
    targetIds: unique([...contacts, ...mergedFrom].flatMap(({ targetIds }) => targetIds)),
    aimedAt: unique([...flagged, ...mergedFrom].flatMap(({ targetIds }) => targetIds)),
    reporterIds: unique([
      ...contacts.flatMap(({ reporterId }) => reporterId ?? []),
      ...mergedFrom.flatMap(({ reporterIds }) => reporterIds),
    ]),
    threatens: contacts.some(({ threatType }) => threatType !== null),
    categories: unique(contacts.flatMap(({ categories }) => categories)),
    told: unique(told.map(({ role }) => role)),
    granted: access.granted,
    withdrawn: access.withdrawn.map(({ personId }) => personId),
    complainedOf: unique([
      ...flagged
        .filter(({ categories }) => categories.includes('personal-report'))
        .flatMap(({ targetIds }) => targetIds),
      ...review.reviews.flatMap(({ employeeId }) => employeeId ?? []),
    ]),
    complainants: unique(review.reviews.flatMap(({ complainantId }) => complainantId ?? [])),
    handedTo: holder === null ? [] : [holder.id, ...(holder.employeeId === undefined ? [] : [holder.employeeId])],
  };
}

/**
 * The roles by which a person is on the roster of a case, each with why; none where the case is not theirs to know
 * (requirement 31, docs/decisions/0021). Whose conduct the case is about, or who is complained of in it, is never on it, in no role.
 */
export function placesOn(need: NeedToKnow, reader: Reader, { roster, policy, at }: NeedSetting): Placed[] {
  const self = employeeOf(reader.address, roster);
  const ids = self === null ? [] : targetIdsOf(self);
  const isAmong = (others: readonly string[]) => ids.some((id) => others.includes(id));
  if (isAbout(need, reader, roster)) return [];

  const isGranted = need.granted.some(
    ({ personId, until }) => ids.includes(personId) && (until === null || at < until),
  );
  const isHanded = need.handedTo.includes(reader.id) || isAmong(need.handedTo);
  const byName: Place[] = [...(isGranted ? ['granted' as const] : []), ...(isHanded ? ['handed' as const] : [])];
  const isOff = !isGranted && isAmong(need.withdrawn);
  return reader.roles
    .filter((role) => CASE_ROLES.includes(role))
    .map((role) => {
      if (role === 'security' || role === 'legal' || role === 'auditor') return { role, because: [role, ...byName] };
      if (role === 'hr') return { role, because: [...placesOfHr(need), ...byName] };
      // A supervisor whom it is aimed at is helped, and does not handle it themselves (requirement 22), unless somebody says so.
      const bySupervising = isAmong(need.aimedAt) ? [] : placesOfSupervisor(need, self, roster, policy);
      return { role, because: isOff ? [] : [...bySupervising, ...byName] };
    })
    .filter(({ because }) => because.length > 0);
}

/** Whether a person who is on the roster of a case may see the review of the employee in it: not without a proven address, for it could be their own review; nor one who complained. */
export function mayReview(need: NeedToKnow, { address }: Reader, { roster }: Pick<NeedSetting, 'roster'>): boolean {
  const self = employeeOf(address, roster);
  return self !== null && !targetIdsOf(self).some((id) => need.complainants.includes(id));
}

/**
 * Whether a case is about the person: their own conduct, or a complaint of them. Without a proven address they are known by their name
 * alone: of two who share one, the wrong one is refused something, which is better than the right one being shown it.
 */
function isAbout(need: NeedToKnow, { name, address }: Reader, roster: Roster): boolean {
  const known = roster.people.filter((person) => person.name.toLowerCase() === name.toLowerCase());
  const self = address === null ? known : [employeeOf(address, roster) ?? []].flat();
  return self.some(
    (person) =>
      [need.subjectId, ...need.alsoSubjectIds].some((subjectId) => isSubject(person, { subjectId })) ||
      targetIdsOf(person).some((id) => need.complainedOf.includes(id)),
  );
}

/** HR is told of every threat whatever its outcome (requirement 21), and opens what it was told of. */
function placesOfHr({ lane, threatens, categories, targetIds, told, complainedOf }: NeedToKnow): Place[] {
  const touches = targetIds.length > 0 && HR_CATEGORIES.some((category) => categories.includes(category));
  return [
    ...(lane === 'hr' ? ['hr-lane' as const] : []),
    ...(threatens ? ['hr-threat' as const] : []),
    ...(touches ? ['hr-conduct' as const] : []),
    ...(told.includes('human-resources') ? ['hr-told' as const] : []),
    ...(complainedOf.length > 0 ? ['hr-review' as const] : []),
  ];
}

/** The levels above the employees of the case; where none of them has one, as who is told of it then: everyone who is a supervisor. */
function placesOfSupervisor(
  { targetIds, reporterIds, told }: NeedToKnow,
  self: RosterPerson | null,
  roster: Roster,
  { notify }: Pick<Policy, 'notify'>,
): Place[] {
  if (self === null) return [];
  const above = levelsAbove([...targetIds, ...reporterIds], roster);
  const nobody = levelsAbove(targetIds, roster).size === 0;
  const climbed = notify.climb.filter((role) => role !== 'supervisor' && told.includes(role));
  return [
    ...(above.has(self.id) ? ['supervises' as const] : []),
    ...(nobody && self.roles.includes('supervisor') ? ['nobody-supervises' as const] : []),
    ...(climbed.some((role) => self.roles.includes(role)) ? ['climbed' as const] : []),
  ];
}

function levelsAbove(employeeIds: readonly string[], { people }: Roster): Set<string> {
  const above = new Set<string>();
  for (const person of people) {
    if (!targetIdsOf(person).some((id) => employeeIds.includes(id))) continue;
    let next = person.supervisor;
    while (next !== null && !above.has(next)) {
      above.add(next);
      next = people.find(({ id }) => id === next)?.supervisor ?? null;
    }
  }
  return above;
}

/** The person of the roster whose address it is. @returns an employee outside the roster by their address alone; null without one. */
export function employeeOf(address: string | null, { people }: Roster): RosterPerson | null {
  if (address === null) return null;
  const known = people.find(({ addresses }) => addresses.includes(address));
  const unlisted = { id: address, name: address, addresses: [address], position: '', location: '', roles: [] };
  return known ?? { ...unlisted, supervisor: null };
}
