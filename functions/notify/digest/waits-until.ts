import type { Recipient } from '../../contracts/case-telling.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { Instant, RosterRole } from '../../contracts/vocabulary.ts';
import { nextTimeOfDay } from '../../shared/case/time-of-day.ts';
import { isUrgent, type Occasion } from '../notice.ts';
import { peopleOf, roleOf } from '../recipient.ts';

/**
 * Until when a role waits for its mail of the day to hear of an event; null where it is told at once: it chose none, the case is P0 or P1 or
 * somebody may harm themselves, the event asks a certain person or level to act, the mail would come after the deadline of those who
 * work the case, or some of the role may not know of it, as whose own conduct it is.
 */
export function waitsUntil(
  { row, state, contact }: Occasion,
  to: Recipient,
  { policy, roster }: { readonly policy: Policy; readonly roster: Roster },
  at: Instant,
): { role: RosterRole; until: Instant } | null {
  const { digest } = policy.notify;
  const role = roleOf(to);
  if (digest === undefined || role === null || !digest.roles.includes(role) || row.mayWait !== true) return null;
  if (isUrgent(state) || state.lane === 'crisis' || contact.lane === 'crisis') return null;
  if (peopleOf(role, state, roster).length < peopleOfDay(role, roster).length) return null;
  const until = nextTimeOfDay(at, digest.at, roster.timeZone);
  const works = policy.lanes[state.lane].roles.includes(role);
  if (works && state.acknowledgeDueAt !== null && state.acknowledgeDueAt <= until) return null;
  return { role, until };
}

/** Who gets a role's mail of the day. */
export const peopleOfDay = (role: RosterRole, { people }: Roster) => people.filter(({ roles }) => roles.includes(role));
