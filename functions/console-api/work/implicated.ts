import type { CaseState } from '../../contracts/case.ts';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import { isSubject, targetIdsOf } from '../../shared/case/people.ts';
import type { Person } from '../access/person.ts';
import { ProblemError } from '../http/problem.ts';

/** Which part a person of the roster has in a case themselves. */
export type Part = 'subject' | 'target' | 'reporter';

const IN_WORDS: Record<Part, string> = {
  subject: 'whom it is about',
  target: 'at whom it is aimed',
  reporter: 'who reported it',
};

/**
 * Who signs in as the roster has them, by the address that the user pool has proven to be theirs. Where a token has none, by the same
 * name: of two who share one, the wrong one is refused something, which is better than the right one being allowed it.
 */
export function rosterPersonOf(
  { name, address }: Pick<Person, 'name' | 'address'>,
  roster: Roster,
): RosterPerson | null {
  const isMine = (person: RosterPerson) =>
    address === null ? person.name.toLowerCase() === name.toLowerCase() : person.addresses.includes(address);
  return roster.people.find(isMine) ?? null;
}

/** The part that a person has in one of these cases; null where none. One who is on no roster is known by their address alone. */
export function partIn(cases: readonly CaseState[], who: RosterPerson | string): Part | null {
  const person: RosterPerson =
    typeof who === 'string'
      ? { id: who, name: who, addresses: [who], position: '', location: '', roles: [], supervisor: null }
      : who;
  const ids = targetIdsOf(person);
  for (const state of cases) {
    if (isSubject(person, state)) return 'subject';
    if (state.contacts.some(({ targetIds }) => targetIds.some((id) => ids.includes(id)))) return 'target';
    if (state.contacts.some(({ reporterId }) => reporterId !== undefined && ids.includes(reporterId)))
      return 'reporter';
  }
  return null;
}

/**
 * What makes less of a case is done by nobody who has a part in it (requirement 22): they would decide of themselves.
 * @param what in words, such as `closed`.
 * @throws ProblemError 409
 */
export function assertNotImplicated(cases: readonly CaseState[], person: Person, roster: Roster, what: string): void {
  const who = rosterPersonOf(person, roster) ?? person.address;
  const part = who === null ? null : partIn(cases, who);
  if (part === null) return;
  throw new ProblemError(409, `A case is not ${what} by the person ${IN_WORDS[part]}. Hand it over to somebody else.`);
}
