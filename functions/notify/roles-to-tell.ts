import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { RosterRole } from '../contracts/vocabulary.ts';
import { levelForStep } from '../shared/case/climb.ts';
import type { Occasion } from './notice.ts';
import { isThreat } from './reason-class.ts';

/**
 * Who is told (requirement 21): the supervisor of every case, HR and Corporate Security of every threat whatever comes of it, those
 * who work the lane, and whoever the clock has climbed to. A missed clock goes to the next level alone: the others know.
 */
export function rolesToTell({ event, state, contact }: Occasion, policy: Policy, roster: Roster): RosterRole[] {
  if (event.body.type === 'clock-missed') return [event.body.escalatedTo];
  const { notify, lanes } = policy;
  const roles = new Set<RosterRole>([
    ...notify.every_case,
    ...(isThreat(contact) ? notify.every_threat : []),
    ...lanes[state.lane].roles,
    ...(contact.lane === null ? [] : lanes[contact.lane].roles),
    ...(state.escalationStep > 0 ? [levelForStep(state.escalationStep, state, policy, roster)] : []),
  ]);
  // Nothing calls the police by itself, whatever the policy says (requirement 23): it prompts a person.
  roles.delete('law-enforcement');
  return [...roles];
}
