import { z } from '@hono/zod-openapi';
import { Appeal, AppealDecision, Discipline } from '../../contracts/case-review.ts';
import { whyNoDiscipline } from '../../shared/case/review.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertPast, ReviewParameters, reviewIn } from './steps.ts';

/** What may follow a review that is complete: discipline where a rule was broken, and what the employee says to it. */
export function addReviewOutcome(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'work-review',
    path: '/reviews/{reviewId}/discipline',
    summary: 'Record discipline: after the review, and only where it found that a rule was broken',
    parameters: ReviewParameters,
    body: Discipline,
    decide: ({ body: discipline, parameters: { reviewId }, state, at }) => {
      const review = reviewIn(state, reviewId);
      const why = whyNoDiscipline(review);
      if (why !== null) throw new ProblemError(409, `It is refused: ${why}.`);
      assertPast('decidedAt', discipline.decidedAt, at);
      if (discipline.decidedAt < String(review.completedAt)) {
        throw new ProblemError(
          409,
          'It was decided before the review of the employee was complete. It is decided anew after it.',
        );
      }
      return { type: 'discipline-recorded', reviewId, discipline };
    },
  });
  addCaseChange(api, setting, {
    action: 'work-review',
    path: '/reviews/{reviewId}/appeals',
    summary: 'Note that the employee appeals',
    parameters: ReviewParameters,
    body: Appeal,
    tells: () => true,
    decide: ({ body: appeal, parameters: { reviewId }, state, at }) => {
      const review = reviewIn(state, reviewId);
      if (review.completedAt === null) {
        throw new ProblemError(409, 'The review is not complete: there is nothing to appeal against yet.');
      }
      if (appeal.against === 'discipline' && review.discipline.length === 0) {
        throw new ProblemError(409, 'No discipline is recorded: there is none to appeal against.');
      }
      assertPast('receivedAt', appeal.receivedAt, at);
      return { type: 'review-appealed', reviewId, appeal };
    },
  });
  addCaseChange(api, setting, {
    action: 'work-review',
    path: '/reviews/{reviewId}/appeals/{appeal}/decision',
    summary: 'Record what was decided on an appeal',
    parameters: ReviewParameters.extend({ appeal: z.coerce.number().int().positive() }),
    body: AppealDecision,
    decide: ({ body: decision, parameters: { reviewId, appeal }, state, at }) => {
      const known = reviewIn(state, reviewId).appeals.find(({ number }) => number === appeal);
      if (known === undefined) throw new ProblemError(404, 'There is no such appeal in this review.');
      if (known.decision !== null) throw new ProblemError(409, 'The appeal has been decided already.');
      assertPast('decidedAt', decision.decidedAt, at);
      return { type: 'review-appeal-decided', reviewId, appeal, decision };
    },
  });
}
