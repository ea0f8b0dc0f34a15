import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { reviewDue } from '../shared/case/deadlines.ts';
import type { CaseEventDraft, CaseRecord } from '../shared/case/store.ts';
import { draft } from './draft.ts';

/**
 * The event of a day that has come: a case that rests wakes, and one that was closed to be watched is looked at again. Null while no such
 * day has come.
 */
export function wokenCase({ state }: CaseRecord, at: Instant, policy: Policy, roster: Roster): CaseEventDraft | null {
  if (state === null || state.relations.mergedInto !== null) return null;
  const { clocks, work, priority } = state;
  const days = [
    { because: 'snooze-end' as const, dueAt: work.snooze?.until ?? null },
    { because: 'look-again' as const, dueAt: clocks.lookAgainAt },
  ];
  for (const { because, dueAt } of days) {
    if (dueAt === null || dueAt > at) continue;
    const reviewDueAt = reviewDue(at, priority, policy, roster);
    return draft(state, at, { type: 'look-again-asked', because, dueAt, reviewDueAt });
  }
  return null;
}
