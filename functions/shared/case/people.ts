import type { CaseState } from '../../contracts/case.ts';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { subjectIdOf, targetIdOf } from '../ids.ts';

/** What of a case decides who may be told of it. */
export type CaseParties = Pick<CaseState, 'subjectId' | 'contacts'>;

/**
 * The people of a role who are told of a case (requirement 21). For `supervisor` those who supervise its targets, and anyone
 * with the role where no target has a supervisor on the roster. A person whose own conduct the case is about is never among them
 * (requirement 22): an empty list means that the next level has to be told.
 */
export function peopleToTell(role: RosterRole, parties: CaseParties, roster: Roster): RosterPerson[] {
  const trusted = roster.people.filter((person) => !isSubject(person, parties));
  if (role === 'supervisor') {
    const targetIds = new Set(parties.contacts.flatMap((contact) => contact.targetIds));
    const supervisorIds = new Set(
      roster.people.filter((person) => targetIdsOf(person).some((id) => targetIds.has(id))).map((p) => p.supervisor),
    );
    const supervisors = trusted.filter((person) => supervisorIds.has(person.id));
    if (supervisors.length > 0) return supervisors;
  }
  return trusted.filter((person) => person.roles.includes(role));
}

/** An employee can be the one who harasses: their own address then gives the case's subject. */
export function isSubject(person: Pick<RosterPerson, 'addresses'>, { subjectId }: Pick<CaseParties, 'subjectId'>): boolean {
  return person.addresses.some((address) => subjectIdOf(`mail:${address}`) === subjectId);
}

/** The pseudonyms under which a person may be a contact's target: an assessment names targets by address, else by name. */
export function targetIdsOf(person: RosterPerson): string[] {
  const byAddress = person.addresses.map((address) => targetIdOf({ name: null, address }));
  return [...byAddress, targetIdOf({ name: person.name, address: null })];
}
