import type { CaseEvent, CaseState } from '../../contracts/case.ts';
import type { CaseHolder } from '../../contracts/case-work.ts';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { targetIdOf } from '../../shared/ids.ts';
import { ProblemError } from '../http/problem.ts';
import { partIn, rosterPersonOf } from './implicated.ts';

/** Those of the roster who work cases. An associate reports them, and the police are told of them. */
const WORKS_CASES: ReadonlySet<RosterRole> = new Set([
  'supervisor',
  'next-level-manager',
  'market-president',
  'internal-control-specialist',
  'human-resources',
  'corporate-security',
]);

/**
 * To whom a case is handed over.
 * @throws ProblemError 422 where it is not said, or nobody is that; 409 where they have a part in the case, or work none.
 */
export function receiverOf(
  { rosterId, personId }: { readonly rosterId?: string | undefined; readonly personId?: string | undefined },
  state: CaseState,
  events: readonly CaseEvent[],
  roster: Roster,
): CaseHolder {
  if ((rosterId === undefined) === (personId === undefined)) {
    throw new ProblemError(422, 'Give one of rosterId and personId: to whom it is handed over.');
  }
  if (personId !== undefined) {
    const acted = events.findLast(({ actor }) => actor.kind === 'person' && actor.id === personId)?.actor;
    if (acted?.kind === 'person') {
      const known = rosterPersonOf({ name: acted.name, address: null }, roster);
      if (known !== null) assertNoPart(known, state);
      return { kind: 'console', id: acted.id, name: acted.name };
    }
    throw new ProblemError(422, 'personId: nobody by that id has acted in this case. Name somebody of the roster.');
  }
  const person = roster.people.find(({ id }) => id === rosterId);
  if (person === undefined) throw new ProblemError(422, 'rosterId: nobody on the roster has that id.');
  if (!person.roles.some((role) => WORKS_CASES.has(role))) {
    throw new ProblemError(409, `${person.name} works no cases by the roster. Hand it over to somebody who does.`);
  }
  assertNoPart(person, state);
  const [address = ''] = person.addresses;
  return {
    kind: 'roster',
    id: person.id,
    name: person.name,
    employeeId: targetIdOf({ name: null, address }),
  };
}

function assertNoPart(person: RosterPerson, state: CaseState): void {
  const part = partIn([state], person);
  if (part === null) return;
  throw new ProblemError(409, `${person.name} has a part in the case themselves (${part}). Hand it to somebody else.`);
}
