import type { Recipient } from '../contracts/case-telling.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { RosterRole } from '../contracts/vocabulary.ts';
import { levelForStep } from '../shared/case/climb.ts';
import type { Occasion } from './notice.ts';
import { isThreat } from './reason-class.ts';

/**
 * Who is told of an event: whom its row names, or the circle of those who are told of what comes in (requirement 21). Nothing calls the
 * police by itself, whatever the policy or a row says (requirement 23): it prompts a person. Of what is on the track of the review of an
 * employee HR alone is told, whatever a row says (requirement 29).
 */
export function recipientsOf(occasion: Occasion, policy: Policy, roster: Roster): Recipient[] {
  const { event, state, row } = occasion;
  const to =
    row.to === 'circle'
      ? circleOf(occasion, policy, roster)
      : row.to({ body: event.body, event, state, policy, roster });
  const seen = event.track === 'handling' ? to : to.filter((one) => one === 'human-resources');
  return [...new Set(seen)].filter((one) => one !== 'law-enforcement');
}

/**
 * The supervisor of every case, HR and Corporate Security of every threat whatever comes of it, those who work the lane, and whoever the
 * clock has climbed to.
 */
function circleOf({ state, contact }: Occasion, policy: Policy, roster: Roster): RosterRole[] {
  const { notify, lanes } = policy;
  return [
    ...notify.every_case,
    ...(isThreat(contact) ? notify.every_threat : []),
    ...lanes[state.lane].roles,
    ...(contact.lane === null ? [] : lanes[contact.lane].roles),
    ...(state.escalationStep > 0 ? [levelForStep(state.escalationStep, state, policy, roster)] : []),
  ];
}
