import fc from 'fast-check';
import type { CaseEventBody, CaseState, Track } from '../../../functions/contracts/case.ts';
import { FactKind, RuleBroken } from '../../../functions/contracts/case-review.ts';
import type { Instant } from '../../../functions/contracts/vocabulary.ts';
import { reviewDeadlines, reviewOpened } from '../../../functions/shared/case/review.ts';
import { DANA, policy, roster } from './examples.ts';

/** What HR may do in the review of an employee, in any order; and who may be let in or out of a case. */
export const ReviewAttempt = fc.record({
  type: fc.constant('review' as const),
  // What comes after a review is complete would else hardly be reached.
  step: fc.oneof(
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'open',
        'name',
        'fact',
        'tell',
        'support',
        'hear',
        'find',
        'late',
        'let-in',
        'put-out',
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom('all-but-complete', 'complete', 'discipline', 'appeal', 'decide-appeal') },
  ),
  n: fc.constantFrom(1, 1, 1, 2),
  kind: fc.constantFrom(...FactKind.options),
  ruleBroken: fc.constantFrom('yes' as const, ...RuleBroken.options),
  minutesAgo: fc.integer({ min: -1, max: 30 }),
});
export type ReviewAttempt = typeof ReviewAttempt extends fc.Arbitrary<infer T> ? T : never;

export const OPEN_REVIEW: ReviewAttempt = {
  ...{ type: 'review', step: 'open', n: 1, kind: 'what-the-employee-did', ruleBroken: 'yes', minutesAgo: 1 },
};

export const trackOfBody = (body: CaseEventBody): Track => ('reviewId' in body ? 'employee-review' : 'handling');

const TEXT = 'As it was.';

/** When a step is found late; null where none is, or the attempt is another. */
export function reviewTime({ step, minutesAgo }: ReviewAttempt, state: CaseState): number | null {
  const [due] = step === 'late' ? reviewDeadlines(state) : [];
  return due === undefined ? null : Date.parse(due.dueAt) + minutesAgo * 60_000;
}

/** The events of an attempt: one, but for all that has to be there before a review is complete. */
export function reviewBodies(attempt: ReviewAttempt, state: CaseState, at: Instant): CaseEventBody[] {
  const { step, n, kind, ruleBroken, minutesAgo } = attempt;
  const reviewId = `review-${n}`;
  const then = new Date(Date.parse(at) - minutesAgo * 60_000).toISOString();
  const person = { personId: DANA, name: 'Dana Whitfield', reason: TEXT };
  switch (step) {
    case 'open': {
      const asked = { employeeId: minutesAgo % 2 === 0 ? null : DANA, contactId: null, because: TEXT };
      return [reviewOpened(state, { ...asked, at, policy, calendar: roster })];
    }
    case 'name':
      return [{ type: 'review-employee-named', reviewId, employeeId: DANA }];
    case 'fact':
      return [{ type: 'review-fact-recorded', reviewId, fact: { kind, text: TEXT, source: TEXT, who: TEXT } }];
    case 'tell':
      return [
        { type: 'review-employee-told', reviewId, told: { toldAt: then, how: 'in-person', who: TEXT, note: null } },
      ];
    case 'support': {
      const support = { step: 'contact-person' as const, offeredAt: then, accepted: null, note: null };
      return [{ type: 'review-support-offered', reviewId, support }];
    }
    case 'hear': {
      const interview = { of: 'employee' as const, outcome: 'held' as const, heldAt: then, who: TEXT, summary: TEXT };
      return [{ type: 'review-interview-held', reviewId, interview }];
    }
    case 'find': {
      const findings = { factsEstablished: TEXT, ruleBroken, reason: TEXT, recommendation: TEXT };
      return [{ type: 'review-findings-saved', reviewId, findings }];
    }
    case 'all-but-complete': {
      const now = { ...attempt, minutesAgo: 0 };
      const steps = (['name', 'tell', 'support', 'hear', 'find'] as const).map((each) => ({ ...now, step: each }));
      const facts = FactKind.options.map((each) => ({ ...now, step: 'fact' as const, kind: each }));
      return [...steps, ...facts].flatMap((each) => reviewBodies(each, state, at));
    }
    case 'late': {
      const late = reviewDeadlines(state)[0] ?? { reviewId, step: 'complete' as const, dueAt: at };
      const nextDueAt = new Date(Date.parse(at) + n * 3_600_000).toISOString();
      return [{ type: 'review-step-missed', ...late, nextDueAt }];
    }
    case 'complete':
      return [{ type: 'review-completed', reviewId }];
    case 'discipline': {
      const discipline = {
        measure: 'training' as const,
        decidedAt: minutesAgo > 10 ? then : at,
        who: TEXT,
        note: TEXT,
      };
      return [{ type: 'discipline-recorded', reviewId, discipline }];
    }
    case 'appeal': {
      const against = kind === 'what-the-employee-did' ? ('discipline' as const) : ('findings' as const);
      return [{ type: 'review-appealed', reviewId, appeal: { receivedAt: then, against, grounds: TEXT } }];
    }
    case 'decide-appeal': {
      const appealed = state.review.reviews.find(({ appeals }) => appeals.length > 0);
      const appeal = appealed?.appeals.at(-1)?.number ?? 1;
      const decision = { outcome: 'dismissed' as const, decidedAt: then, who: TEXT, note: TEXT };
      return [{ type: 'review-appeal-decided', reviewId: appealed?.reviewId ?? reviewId, appeal, decision }];
    }
    case 'let-in':
      return [{ type: 'access-granted', ...person, until: minutesAgo > 20 ? null : then }];
    case 'put-out':
      return [{ type: 'access-withdrawn', ...person }];
  }
}
