import type { CaseState } from '../../contracts/case.ts';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { subjectIdOf, targetIdOf } from '../ids.ts';
import { fullNameKey, mailKey } from '../person-keys.ts';
import { heldContacts } from './held.ts';

/** What of a case decides who may be told of it. */
export type CaseParties = Pick<CaseState, 'subjectId' | 'contacts'> & Partial<Pick<CaseState, 'relations' | 'review'>>;

/**
 * What a person has to do with a case themselves (requirement 22). `subject`: it is about their own conduct. `complained-of`: a customer
 * complains of them or threatens their job, or they are under review. `target`: it is aimed at them.
 */
export type Implication = 'subject' | 'complained-of' | 'target';

/** The line of command, in which somebody stands above each. HR and Corporate Security have a function, and nobody to take it over. */
const LINE: ReadonlySet<RosterRole> = new Set(['supervisor', 'next-level-manager', 'market-president']);

/**
 * The people of a role who are told of a case and asked to act (requirements 21 and 22); an empty list means that the next level has to be.
 * For `supervisor` those who supervise its targets, and anyone with the role where no target has a supervisor on the roster: where theirs
 * is implicated, no other team's takes their place.
 *
 * Whom the case is about, or who is complained of in it, is told in no role. Whom it is aimed at does not decide on it: in the line of
 * command the next level is told, and for HR and Corporate Security their colleagues. The last one of these is told, target or not: they
 * are told of every threat.
 */
export function peopleToTell(role: RosterRole, parties: CaseParties, roster: Roster): RosterPerson[] {
  const asked = peopleOfRole(role, parties, roster).map((person) => ({
    person,
    implication: implicationOf(person, parties),
  }));
  const free = asked.filter(({ implication }) => implication === null);
  if (free.length > 0 || LINE.has(role)) return free.map(({ person }) => person);
  return asked.filter(({ implication }) => implication === 'target').map(({ person }) => person);
}

/** Whether a role has people who are all passed over because of what they have to do with the case: the roster is not at fault. */
export function isPassedOver(role: RosterRole, parties: CaseParties, roster: Roster): boolean {
  return peopleToTell(role, parties, roster).length === 0 && peopleOfRole(role, parties, roster).length > 0;
}

/** Whether a person is told in no role and under no name. */
export function isBarred(person: RosterPerson, parties: CaseParties): boolean {
  const implication = implicationOf(person, parties);
  return implication === 'subject' || implication === 'complained-of';
}

function peopleOfRole(role: RosterRole, parties: CaseParties, { people }: Roster): RosterPerson[] {
  if (role === 'supervisor') {
    const targetIds = new Set([...contactsOf(parties), ...mergedOf(parties)].flatMap((one) => one.targetIds));
    const isTarget = (person: RosterPerson) => targetIdsOf(person).some((id) => targetIds.has(id));
    const supervisorIds = new Set(people.filter(isTarget).map(({ supervisor }) => supervisor));
    const supervisors = people.filter(({ id }) => supervisorIds.has(id));
    if (supervisors.length > 0) return supervisors;
  }
  return people.filter(({ roles }) => roles.includes(role));
}

/** The gravest of what a person has to do with a case; null for one who has nothing to do with it. */
export function implicationOf(person: RosterPerson, parties: CaseParties): Implication | null {
  const subjectIds = [parties.subjectId, ...mergedOf(parties).flatMap((one) => one.subjectIds)];
  if (subjectIds.some((subjectId) => isSubject(person, { subjectId }))) return 'subject';
  const ids = targetIdsOf(person);
  const isAimed = ({ targetIds }: { targetIds: readonly string[] }) => targetIds.some((id) => ids.includes(id));
  const flagged = contactsOf(parties).filter(({ part }) => part === 'flagged');
  const isComplainedOf = flagged.some((contact) => contact.categories.includes('personal-report') && isAimed(contact));
  const underReview = parties.review?.reviews.some(({ employeeId }) => employeeId !== null && ids.includes(employeeId));
  if (isComplainedOf || underReview) return 'complained-of';
  return [...flagged, ...mergedOf(parties)].some(isAimed) ? 'target' : null;
}

/** The cases that were merged into it, as far as they say whom they concern. */
const mergedOf = ({ relations }: CaseParties): CaseState['relations']['mergedFrom'] => relations?.mergedFrom ?? [];

/** Of the contacts that the case is worked on: one that was split off is somebody else's matter. */
function contactsOf({ contacts, relations }: CaseParties): CaseParties['contacts'] {
  return relations === undefined ? contacts : heldContacts({ contacts, relations });
}

/** An employee can be the one who harasses: their own address, or in a colleague's report their name, then gives the case's subject. */
export function isSubject(
  { name, addresses }: Pick<RosterPerson, 'name' | 'addresses'>,
  { subjectId }: Pick<CaseParties, 'subjectId'>,
): boolean {
  const keys = [...addresses.map(mailKey), fullNameKey(name)];
  return keys.some((key) => key !== null && subjectIdOf(key) === subjectId);
}

/** The pseudonyms under which a person may be a contact's target: an assessment names targets by address, else by name. */
export function targetIdsOf(person: RosterPerson): readonly string[] {
  const known = pseudonyms.get(person);
  if (known !== undefined) return known;
  const byAddress = person.addresses.map((address) => targetIdOf({ name: null, address }));
  const ids = [...byAddress, targetIdOf({ name: person.name, address: null })];
  pseudonyms.set(person, ids);
  return ids;
}

/** Each is a hash, and a list of cases asks for those of the whole roster once a case. */
const pseudonyms = new WeakMap<RosterPerson, readonly string[]>();
