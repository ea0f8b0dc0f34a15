import type { CaseActor, CaseEvent } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { deadline } from '../shared/case/business-time.ts';
import { levelForStep } from '../shared/case/climb.ts';
import type { CaseEventDraft, CaseRecord } from '../shared/case/store.ts';

const ACTOR: CaseActor = { kind: 'stage', id: 'clock' };

/**
 * The event of a deadline that has passed with nobody acknowledging: the next step up the roster, and how long that step has, as
 * long as the first had. Null while the deadline runs, or none does. However late the clock comes, it is one step: people are
 * asked one after the other, with time to answer.
 */
export function missedClock({ state }: CaseRecord, at: Instant, policy: Policy, roster: Roster): CaseEventDraft | null {
  if (state === null || state.status !== 'open' || state.acknowledgeDueAt === null) return null;
  if (at < state.acknowledgeDueAt) return null;
  const step = state.escalationStep + 1;
  return {
    at,
    actor: ACTOR,
    track: 'handling',
    body: {
      type: 'clock-missed',
      clock: 'acknowledge',
      dueAt: state.acknowledgeDueAt,
      escalatedTo: levelForStep(step, state, policy, roster),
      step,
      nextDueAt: deadline(at, policy.priorities[state.priority].acknowledge, roster),
    },
  };
}

/**
 * The last missed clock, while nobody is recorded as told of it: a crash came between the event and the message that asks
 * `notify`. Null otherwise.
 */
export function untoldMiss({ events }: CaseRecord): CaseEvent | null {
  const miss = events.findLast(({ body }) => body.type === 'clock-missed');
  if (miss === undefined) return null;
  const told = events.some(({ body }) => body.type === 'notification-sent' && body.about === miss.number);
  return told ? null : miss;
}
