import type { CaseState } from '../../contracts/case.ts';
import type { Roster } from '../../contracts/roster.ts';
import { employeeOf } from '../../shared/case/need-to-know.ts';
import { targetIdsOf } from '../../shared/case/people.ts';
import type { Person } from '../access/person.ts';
import { ProblemError } from '../http/problem.ts';

/** Of the roster, or a target of the case whom the roster does not have. @throws ProblemError 422 */
export function assertEmployee(
  employeeId: string,
  { contacts }: Pick<CaseState, 'contacts'>,
  { people }: Pick<Roster, 'people'>,
): void {
  const isKnown =
    people.some((person) => targetIdsOf(person).includes(employeeId)) ||
    contacts.some(({ targetIds }) => targetIds.includes(employeeId));
  if (!isKnown) throw new ProblemError(422, 'employeeId: is nobody of the roster and no target of this case.');
}

/** @throws ProblemError 409 */
export function assertNotSelf(employeeId: string, { address }: Pick<Person, 'address'>, roster: Roster): void {
  const self = employeeOf(address, roster);
  if (self !== null && targetIdsOf(self).includes(employeeId)) {
    throw new ProblemError(409, 'Nobody works on the review of their own conduct. Hand it to a colleague in HR.');
  }
}
