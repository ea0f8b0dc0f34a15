import type { CaseEvent, CaseState } from '../../contracts/case.ts';
import type { WorkLimits } from '../../contracts/disposition-rule.ts';
import type { Instant, Priority } from '../../contracts/vocabulary.ts';
import { heldContacts } from '../../shared/case/held.ts';
import { isMoreUrgent } from '../../shared/case/urgency.ts';
import { ProblemError } from '../http/problem.ts';
import { unreadBy } from './read-by.ts';

const HOUR_MS = 3_600_000;

/**
 * What a person may not lower (requirements 12, 13, 19). P3 is a routine review and nothing is below it, so that words of self-harm keep
 * one whatever is decided here. Whoever lowers has read what the case stands on: the assessment is corrected by a reading, not by a guess.
 * @throws ProblemError 409
 */
export function assertMayLower(
  state: CaseState,
  events: readonly CaseEvent[],
  to: Priority,
  personId: string,
  at: Instant,
  { imminence_holds_hours: hours }: WorkLimits,
): void {
  if (state.status === 'open') {
    throw new ProblemError(409, 'Nobody has acknowledged the case yet. Acknowledge it, read it, then lower it.');
  }
  if (state.status === 'closed')
    throw new ProblemError(409, 'The case is closed: its priority is that of its closing.');
  const imminent = heldContacts(state).filter(({ priority }) => priority === 'P0');
  const holdsUntil = Math.max(0, ...imminent.map(({ occurredAt }) => Date.parse(occurredAt) + hours * HOUR_MS));
  if (isMoreUrgent('P1', to) && Date.parse(at) < holdsUntil) {
    throw new ProblemError(
      409,
      `A contact of this case was assessed as imminent and came less than ${hours} hours ago. Until ${new Date(holdsUntil).toISOString()} it stays at P1 or above.`,
    );
  }
  const unread = unreadBy(personId, [{ state, events }]);
  if (unread.length > 0) {
    throw new ProblemError(
      409,
      `Only who has read a case lowers it: ${unread.length} of its flagged contacts you have not opened.`,
    );
  }
}
