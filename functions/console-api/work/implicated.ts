import type { CaseState } from '../../contracts/case.ts';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import { employeeOf } from '../../shared/case/need-to-know.ts';
import { type Implication, implicationOf, targetIdsOf } from '../../shared/case/people.ts';
import type { Person } from '../access/person.ts';
import { ProblemError } from '../http/problem.ts';

/** What a person has to do with a case themselves (docs/decisions/0017), or that they reported it. */
export type Part = Implication | 'reporter';

const IN_WORDS: Record<Part, string> = {
  subject: 'whom it is about',
  'complained-of': 'who is complained of in it',
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

/** The part that a person has in one of these cases; null where none. */
export function partIn(cases: readonly CaseState[], person: RosterPerson): Part | null {
  const ids = targetIdsOf(person);
  const hasReported = (state: CaseState) =>
    [
      ...state.contacts.flatMap(({ reporterId }) => reporterId ?? []),
      ...state.relations.mergedFrom.flatMap(({ reporterIds }) => reporterIds),
    ].some((reporterId) => ids.includes(reporterId));
  for (const state of cases) {
    const part = implicationOf(person, state) ?? (hasReported(state) ? 'reporter' : null);
    if (part !== null) return part;
  }
  return null;
}

/**
 * What makes less of a case is done by nobody who has a part in it (requirement 22): they would decide of themselves.
 * @param what in words, such as `closed`.
 * @throws ProblemError 409
 */
export function assertNotImplicated(cases: readonly CaseState[], person: Person, roster: Roster, what: string): void {
  const who = rosterPersonOf(person, roster) ?? employeeOf(person.address, roster);
  const part = who === null ? null : partIn(cases, who);
  if (part === null) return;
  throw new ProblemError(409, `A case is not ${what} by the person ${IN_WORDS[part]}. Hand it over to somebody else.`);
}
