import type { CaseState } from '../../contracts/case.ts';
import type { DeadlineKind } from '../../contracts/case-clocks.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Instant, Priority } from '../../contracts/vocabulary.ts';
import { toInstant } from '../time.ts';
import { type Calendar, deadline } from './business-time.ts';

/** Something that a case waits for, and when it is due. */
export interface CaseDeadline {
  readonly kind: DeadlineKind;
  readonly at: Instant;
}

/**
 * How long an event may go without anybody being told of it before the clock asks again. `notify` records it within seconds; the second try
 * of a mail that failed comes two minutes later, and a P0 leaves five in all.
 */
const UNTOLD_MINUTES = 2;

/** Every deadline that runs in a case, the earliest first; of two at once the one that climbs. None in a case that goes on in another. */
export function runningDeadlines(state: CaseState): CaseDeadline[] {
  const { acknowledgeDueAt, clocks, work, relations } = state;
  if (relations.mergedInto !== null) return [];
  const all: readonly [DeadlineKind, Instant | null][] = [
    ['acknowledge', acknowledgeDueAt],
    ['first-action', clocks.firstAction?.dueAt ?? null],
    ['review', clocks.review?.dueAt ?? null],
    ['snooze-end', work.snooze?.until ?? null],
    ['look-again', clocks.lookAgainAt],
  ];
  const running = all.flatMap(([kind, at]) => (at === null ? [] : { kind, at }));
  return running.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export function earliestDeadline(state: CaseState): CaseDeadline | null {
  return runningDeadlines(state)[0] ?? null;
}

type Untold = CaseState['clocks']['untold'][number];

/** Whether an event has gone so long without anybody being told of it that it is asked for again. */
export function isUntold(one: Untold, at: Instant): boolean {
  return tellAgainAt(one) <= at;
}

function tellAgainAt({ since }: Untold): Instant {
  return toInstant(new Date(Date.parse(since) + UNTOLD_MINUTES * 60_000));
}

/**
 * The place of a case in the queue and in the clock's index: what breaks first comes first. One for which nothing runs comes after all
 * others, the longest so first: as of the year 9026 in place of 2026, which no deadline reaches.
 */
export function sortKeyOf(state: CaseState): Instant {
  const due = [...runningDeadlines(state).map(({ at }) => at), ...state.clocks.untold.map(tellAgainAt)].sort()[0];
  return due ?? `9${(state.acknowledgedAt ?? state.openedAt).slice(1)}`;
}

/** By when the first action is recorded in a case that somebody acknowledges now. */
export function firstActionDue(at: Instant, priority: Priority, policy: Policy, calendar: Calendar): Instant {
  return deadline(at, policy.clocks[priority].first_action, calendar);
}

/** By when somebody has looked again at a case that asks for it now. */
export function reviewDue(at: Instant, priority: Priority, policy: Policy, calendar: Calendar): Instant {
  return deadline(at, policy.clocks[priority].review, calendar);
}
