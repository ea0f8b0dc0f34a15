import type { Policy } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { RosterRole } from '../../contracts/vocabulary.ts';
import { type CaseParties, peopleToTell } from './people.ts';

/**
 * The levels that a missed clock climbs, lowest first. The police are never among them, whatever the policy says: nothing calls
 * an emergency service by itself (requirement 23), it prompts a person.
 */
function levels({ notify }: Policy): [RosterRole, ...RosterRole[]] {
  const [lowest, ...higher] = notify.climb.filter((role) => role !== 'law-enforcement');
  return [lowest ?? notify.every_case[0] ?? 'supervisor', ...higher];
}

/** The next level up; the lowest one for a role outside the climb; null above the top. */
export function levelAbove(role: RosterRole, policy: Policy): RosterRole | null {
  const all = levels(policy);
  return all[all.indexOf(role) + 1] ?? null;
}

/**
 * The levels above those who are told of every case that have somebody to ask. One that has nobody but who was asked just before, as where
 * a person holds several roles, is passed over: they have not answered, and it is somebody else's turn.
 */
function levelsToAsk(parties: CaseParties, policy: Policy, roster: Roster): RosterRole[] {
  const all = levels(policy);
  const toldAlready = Math.max(...policy.notify.every_case.map((role) => all.indexOf(role)));
  const peopleOf = (role: RosterRole) => peopleToTell(role, parties, roster).map(({ id }) => id);
  let before = new Set(policy.notify.every_case.flatMap(peopleOf));
  return all.slice(toldAlready + 1).filter((role) => {
    const people = peopleOf(role);
    if (people.every((id) => before.has(id))) return false;
    before = new Set(people);
    return true;
  });
}

/**
 * The level that a clock missed for the `step`-th time goes to: the first is the one above those who are told of every case.
 * A level with nobody to tell is passed over; past the top it is the top again, so that it never goes quiet.
 */
export function levelForStep(step: number, parties: CaseParties, policy: Policy, roster: Roster): RosterRole {
  const all = levels(policy);
  const toAsk = levelsToAsk(parties, policy, roster);
  return toAsk[step - 1] ?? toAsk.at(-1) ?? all.at(-1) ?? all[0];
}

/** Whether a step is past the top: nobody is left who was not asked, and the top is asked again. */
export function isPastTop(step: number, parties: CaseParties, policy: Policy, roster: Roster): boolean {
  return step > levelsToAsk(parties, policy, roster).length;
}
