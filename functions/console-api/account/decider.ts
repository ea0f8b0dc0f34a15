import type { Policy } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { levelAbove } from '../../shared/case/climb.ts';
import { type CaseParties, implicationOf, peopleToTell } from '../../shared/case/people.ts';
import type { Person } from '../access/person.ts';

interface Deciding {
  readonly policy: Policy;
  readonly roster: Roster;
}

/**
 * The role that decides on the account of a case: the one that the policy names, or the next level up that has somebody where everyone in
 * it is implicated (requirements 22 and 32); the one that the policy names where nobody above has.
 */
export function decidingRole(parties: CaseParties, { policy, roster }: Deciding): RosterRole {
  const { decider } = policy.account;
  for (let role: RosterRole | null = decider; role !== null; role = levelAbove(role, policy)) {
    if (peopleToTell(role, parties, roster).length > 0) return role;
  }
  return decider;
}

/**
 * Whether a person decides: known by a mail address of theirs that is proven and on the roster in the deciding role, or by the console role
 * that the policy names beside it. Whom the case is about or aimed at never does.
 */
export function mayDecide(person: Person, parties: CaseParties, setting: Deciding): boolean {
  const { policy, roster } = setting;
  const isThem = ({ addresses }: { readonly addresses: readonly string[] }) =>
    person.address !== null && addresses.includes(person.address);
  if (peopleToTell(decidingRole(parties, setting), parties, roster).some(isThem)) return true;
  const consoleRole = policy.account.decider_console_role;
  if (consoleRole === undefined || !person.roles.includes(consoleRole)) return false;
  const self = roster.people.find(isThem);
  return self === undefined || implicationOf(self, parties) === null;
}

/** Who decides, in words for whoever may not. */
export function whoDecides(parties: CaseParties, setting: Deciding): string {
  const role = decidingRole(parties, setting);
  const names = peopleToTell(role, parties, setting.roster).map(({ name }) => name);
  const byName = names.length === 0 ? 'nobody on the roster may in this case' : names.join(', ');
  const consoleRole = setting.policy.account.decider_console_role;
  const beside = consoleRole === undefined ? '' : `, or who signs in as ${consoleRole}`;
  return `the ${role.replaceAll('-', ' ')} (${byName})${beside}`;
}
