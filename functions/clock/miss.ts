import type { CaseState } from '../contracts/case.ts';
import type { ClockKind } from '../contracts/case-clocks.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { deadline } from '../shared/case/business-time.ts';
import { levelForStep } from '../shared/case/climb.ts';
import { firstActionDue, reviewDue } from '../shared/case/deadlines.ts';
import type { CaseEventDraft, CaseRecord } from '../shared/case/store.ts';
import { draft } from './draft.ts';

/** A clock as it stands in a case. */
interface Running {
  readonly clock: ClockKind;
  readonly dueAt: Instant;
  /** How often it was missed. */
  readonly step: number;
}

/**
 * The event of a deadline that has passed with nobody doing what it asks for: the next step up the roster, and how long that step has, as
 * long as the first had. Null while every deadline runs, or none does. However late the clock comes, it is one step: people are
 * asked one after the other, with time to answer.
 */
export function missedClock({ state }: CaseRecord, at: Instant, policy: Policy, roster: Roster): CaseEventDraft | null {
  if (state === null || state.relations.mergedInto !== null) return null;
  const missed = runningIn(state).find(({ dueAt }) => dueAt <= at);
  if (missed === undefined) return null;
  const step = missed.step + 1;
  return draft(state, at, {
    type: 'clock-missed',
    clock: missed.clock,
    dueAt: missed.dueAt,
    escalatedTo: levelForStep(step, state, policy, roster),
    step,
    nextDueAt: DUE[missed.clock](at, state, policy, roster),
  });
}

function runningIn({ status, acknowledgeDueAt, escalationStep, clocks }: CaseState): Running[] {
  const { firstAction, review } = clocks;
  return [
    ...(status === 'open' && acknowledgeDueAt !== null
      ? [{ clock: 'acknowledge' as const, dueAt: acknowledgeDueAt, step: escalationStep }]
      : []),
    ...(firstAction === null ? [] : [{ clock: 'first-action' as const, ...firstAction }]),
    ...(review === null ? [] : [{ clock: 'review' as const, ...review }]),
  ];
}

const DUE: Record<ClockKind, (at: Instant, state: CaseState, policy: Policy, roster: Roster) => Instant> = {
  acknowledge: (at, { priority }, policy, roster) => deadline(at, policy.priorities[priority].acknowledge, roster),
  'first-action': (at, { priority }, policy, roster) => firstActionDue(at, priority, policy, roster),
  review: (at, { priority }, policy, roster) => reviewDue(at, priority, policy, roster),
};
