import type { CaseEventOf, CaseState } from '../contracts/case.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { deadline } from '../shared/case/business-time.ts';
import { isReviewUntold, type ReviewDeadline, reviewDeadlines, saltOf } from '../shared/case/review.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import type { ClockSetting } from './check-case.ts';
import { ACTOR } from './draft.ts';

/**
 * Puts on record each step of a review that is late, sets its next deadline, and asks for HR to be told (requirement 30): all of it on the
 * track of the review. It does not climb: the levels above do not see it. What a run that crashed left untold is asked for by the
 * next one, as is what another stage left so.
 */
export async function checkReviews(caseId: string, setting: ClockSetting): Promise<CaseRecord> {
  const { store, at, policy, roster, requestNotification } = setting;
  const own = new Set<number>();
  let record = await store.read(caseId);
  for (;;) {
    const { record: next, event } = await store.append(record, ({ state }) => {
      const late = state && lateStep(state, at);
      if (!late) return null;
      const nextDueAt = deadline(at, policy.review.remind, roster);
      return { at, actor: ACTOR, track: 'employee-review', body: missed(late, nextDueAt) };
    });
    record = next;
    if (event === null) break;
    own.add(event.number);
  }
  for (const one of record.state?.review.untold ?? []) {
    if (own.has(one.about) || isReviewUntold(one, at)) await requestNotification(caseId, one.about);
  }
  await store.saveSummary(record);
  return record;
}

const lateStep = (state: CaseState, at: Instant): ReviewDeadline | undefined =>
  reviewDeadlines(state).find(({ dueAt }) => dueAt <= at);

const missed = (late: ReviewDeadline, nextDueAt: Instant): CaseEventOf<'review-step-missed'> => ({
  type: 'review-step-missed',
  ...late,
  nextDueAt,
  salt: saltOf(),
});
