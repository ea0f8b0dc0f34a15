import { randomBytes } from 'node:crypto';
import type { CaseEventOf, CaseState } from '../../contracts/case.ts';
import {
  FactKind,
  type Findings,
  type Review,
  type ReviewState,
  type ReviewStep,
} from '../../contracts/case-review.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { targetIdOf } from '../ids.ts';
import { type Calendar, deadline } from './business-time.ts';
import { targetIdsOf } from './people.ts';

/** How a review is opened: by a contact that threatens to report an employee, or by HR on something else. */
export interface ReviewAsked {
  readonly employeeId: string | null;
  readonly contactId: string | null;
  readonly complainantId?: string;
  readonly because: string;
  /** See the contract. */
  readonly salt?: string;
  readonly at: Instant;
  readonly policy: Pick<Policy, 'review'>;
  readonly calendar: Calendar;
}

/** A salt for an event of a review: 128 random bits. */
export const saltOf = (): string => randomBytes(16).toString('hex');

/** The event that opens a review, with every deadline that it sets. */
export function reviewOpened(
  { review }: Reviewed,
  { at, policy, calendar, ...asked }: ReviewAsked,
): CaseEventOf<'review-opened'> {
  const { tell_employee, offer_support, complete } = policy.review;
  return {
    type: 'review-opened',
    reviewId: `review-${review.reviews.length + 1}`,
    ...asked,
    noteDueAt: deadline(at, tell_employee, calendar),
    supportDueAt: deadline(at, offer_support, calendar),
    completeDueAt: deadline(at, complete, calendar),
  };
}

/** An employee by the one pseudonym by which reviews and rosters name them: several addresses are one person. */
export function employeeIdOf(targetId: string, { people }: Pick<Roster, 'people'>): string {
  const known = people.find((person) => targetIdsOf(person).includes(targetId));
  return known === undefined ? targetId : targetIdOf({ name: null, address: known.addresses[0] ?? null });
}

type Reviewed = Pick<CaseState, 'review'>;

export const isReviewOpen = ({ review }: Reviewed): boolean =>
  review.reviews.some(({ completedAt }) => completedAt === null);

/**
 * Why a case may not be closed, merged away or otherwise ended: requirement 30. Null where no review is open. To who does not see the
 * review it says whom to ask, and not that there is one.
 */
export function whyReviewKeepsOpen(state: Reviewed, seesReview: boolean): string | null {
  if (!isReviewOpen(state)) return null;
  return seesReview
    ? 'A case cannot be closed while the review of the employee is open. Complete the review first.'
    : 'This case cannot be closed yet. Human resources says when it can: ask them.';
}

const FACT_NAMES: Record<FactKind, string> = {
  'what-the-employee-did': 'what the employee did',
  'what-the-customer-claims': 'what the customer claims',
  'whether-a-rule-was-broken': 'whether a rule was broken',
};
const FINDING_NAMES: Record<keyof Findings, string> = {
  factsEstablished: 'the facts established',
  ruleBroken: 'whether a rule was broken',
  reason: 'the reason',
  recommendation: 'the recommendation',
};

/** What a review lacks before it can be complete, all of it at once; null where nothing. */
export function whyNotComplete(review: Review): string | null {
  const { facts, told, support, interviews, findings, employeeId } = review;
  const missingFacts = FactKind.options.filter((kind) => !facts.some((fact) => fact.kind === kind));
  const names = Object.keys(FINDING_NAMES) as (keyof Findings)[];
  const missingFindings = names.filter((name) => findings[name] === null);
  const lacking = [
    ...(employeeId === null ? ['it does not say whom it is about'] : []),
    ...missingFacts.map((kind) => `no fact is recorded on ${FACT_NAMES[kind]}`),
    ...(told === null ? ['the employee has not been told'] : []),
    ...(support.length === 0 ? ['the employee has been offered no support'] : []),
    ...(interviews.some(({ of }) => of === 'employee') ? [] : ['the employee has not been heard']),
    ...missingFindings.map((name) => `the findings do not say ${FINDING_NAMES[name]}`),
  ];
  return lacking.length === 0 ? null : lacking.join('; ');
}

/** Why no discipline may be recorded: not before the review is complete, and only where a rule was broken. Null where it may. */
export function whyNoDiscipline({ completedAt, findings }: Review): string | null {
  if (completedAt === null) return 'no discipline is recorded before the review of the employee is complete';
  if (findings.ruleBroken === 'yes') return null;
  return 'the review did not find that a rule was broken, and without that there is no discipline';
}

/** Deadlines of the employee's side that still run. They are on the track `employee-review`, as is everything that follows from them. */
export interface ReviewDeadline {
  readonly reviewId: string;
  readonly step: ReviewStep;
  readonly dueAt: Instant;
}

export function reviewDeadlines({ review }: Reviewed): ReviewDeadline[] {
  return review.reviews.flatMap(({ reviewId, noteDueAt, supportDueAt, completeDueAt, completedAt }) => {
    if (completedAt !== null) return [];
    const due = [
      { reviewId, step: 'tell-employee', dueAt: noteDueAt },
      { reviewId, step: 'offer-support', dueAt: supportDueAt },
      { reviewId, step: 'complete', dueAt: completeDueAt },
    ] as const;
    return due.flatMap(({ dueAt, ...rest }) => (dueAt === null ? [] : [{ ...rest, dueAt }]));
  });
}

/** As long as an event may go without HR being told of it before it is asked for again. */
const UNTOLD_MS = 2 * 60_000;

export const isReviewUntold = ({ since }: ReviewState['untold'][number], at: Instant): boolean =>
  Date.parse(since) + UNTOLD_MS <= Date.parse(at);

/** When the clock has to look at the reviews of a case; null where nothing runs. */
export function reviewDueAt(state: Reviewed): Instant | null {
  const tellAgain = state.review.untold.map(({ since }) => new Date(Date.parse(since) + UNTOLD_MS).toISOString());
  return [...reviewDeadlines(state).map(({ dueAt }) => dueAt), ...tellAgain].sort()[0] ?? null;
}
