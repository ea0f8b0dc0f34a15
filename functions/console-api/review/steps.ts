import { z } from '@hono/zod-openapi';
import type { CaseEventBody, CaseState } from '../../contracts/case.ts';
import { EmployeeId } from '../../contracts/case-access.ts';
import {
  EmployeeTold,
  Findings,
  Interview,
  type Review,
  ReviewFact,
  ReviewId,
  SupportStep,
} from '../../contracts/case-review.ts';
import { employeeIdOf, whyNotComplete } from '../../shared/case/review.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertEmployee, assertNotSelf } from './employee.ts';

export const ReviewParameters = z.object({ reviewId: ReviewId });

/** @throws ProblemError 404 */
export function reviewIn({ review }: Pick<CaseState, 'review'>, reviewId: string): Review {
  const found = review.reviews.find((one) => one.reviewId === reviewId);
  if (found === undefined) throw new ProblemError(404, 'There is no such review in this case.');
  return found;
}

/** @throws ProblemError 422: what is recorded has happened. */
export function assertPast(name: string, moment: string, at: string): void {
  if (moment > at) throw new ProblemError(422, `${name}: is in the future. Record it when it has happened.`);
}

interface Step<Body extends z.ZodType> {
  readonly path: string;
  readonly method?: 'put' | 'patch';
  readonly summary: string;
  readonly body: Body;
  readonly decide: (
    body: z.infer<Body>,
    about: { review: Review; state: CaseState; at: string; person: { address: string | null } },
  ) => CaseEventBody;
}

/** The steps of a review while it is open: each is one event, and what a step was cannot be changed later. */
export function addReviewSteps(api: ConsoleApi, setting: ConsoleSetting): void {
  const { roster } = setting;
  const step = <Body extends z.ZodType>({ path, decide, ...rest }: Step<Body>): void =>
    addCaseChange(api, setting, {
      ...rest,
      action: 'work-review',
      path: `/reviews/{reviewId}${path}`,
      parameters: ReviewParameters,
      decide: ({ body, parameters, state, at, person }) => {
        const review = reviewIn(state, parameters.reviewId);
        if (review.completedAt !== null) {
          throw new ProblemError(409, 'The review is complete, and what it stands on is not changed any more.');
        }
        return decide(body as z.infer<Body>, { review, state, at, person });
      },
    });

  step({
    path: '/employee',
    method: 'put',
    summary: 'Say whom a review is about that was opened without a name',
    body: z.strictObject({ employeeId: EmployeeId }),
    decide: (body, { review, state, person }) => {
      if (review.employeeId !== null) throw new ProblemError(409, 'The review says whom it is about.');
      const employeeId = employeeIdOf(body.employeeId, roster);
      assertEmployee(employeeId, state, roster);
      assertNotSelf(employeeId, person, roster);
      return { type: 'review-employee-named', reviewId: review.reviewId, employeeId };
    },
  });
  step({
    path: '/facts',
    summary: 'Record a fact: what the employee did, what the customer claims, whether a rule was broken',
    body: ReviewFact,
    decide: (fact, { review: { reviewId } }) => ({ type: 'review-fact-recorded', reviewId, fact }),
  });
  step({
    path: '/told',
    summary: 'Record that the employee was told, neutrally; its clock stops',
    body: EmployeeTold,
    decide: (told, { review, at }) => {
      if (review.told !== null) throw new ProblemError(409, 'The employee has been told already.');
      assertPast('toldAt', told.toldAt, at);
      return { type: 'review-employee-told', reviewId: review.reviewId, told };
    },
  });
  step({
    path: '/support',
    summary: 'Record support that the employee was offered; the first stops its clock',
    body: SupportStep,
    decide: (support, { review: { reviewId }, at }) => {
      assertPast('offeredAt', support.offeredAt, at);
      return { type: 'review-support-offered', reviewId, support };
    },
  });
  step({
    path: '/interviews',
    summary: 'Record an interview, or that somebody did not want to be heard',
    body: Interview,
    decide: (interview, { review: { reviewId }, at }) => {
      assertPast('heldAt', interview.heldAt, at);
      return { type: 'review-interview-held', reviewId, interview };
    },
  });
  step({
    path: '/findings',
    method: 'patch',
    summary: 'Save fields of the findings; what another person typed in another stays',
    body: Findings.partial().refine((fields) => Object.keys(fields).length > 0, 'name at least one field'),
    decide: (findings, { review: { reviewId } }) => ({ type: 'review-findings-saved', reviewId, findings }),
  });
  step({
    path: '/completion',
    summary: 'Complete a review; everything that it asks for has to be there',
    body: z.strictObject({}),
    decide: (_, { review }) => {
      const missing = whyNotComplete(review);
      if (missing !== null) throw new ProblemError(409, `The review cannot be completed: ${missing}.`);
      return { type: 'review-completed', reviewId: review.reviewId };
    },
  });
}
