import type { CaseEvent, CaseEventBody, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { Findings, NO_FINDINGS, type Review } from '../../../contracts/case-review.ts';
import { whyNoDiscipline, whyNotComplete } from '../review.ts';
import { assertHasContact, assertNotClosed, type Changes, refusal } from './change.ts';

const DEADLINES = { 'tell-employee': 'noteDueAt', 'offer-support': 'supportDueAt', complete: 'completeDueAt' } as const;

type ReviewEvent = Extract<CaseEventBody, { reviewId: string }>['type'];

/** The review of an employee whom somebody threatens to report, step by step (requirement 30). */
export const REVIEW_CHANGES: Changes<ReviewEvent> = {
  'review-opened': reviewOpened,
  'review-employee-named': (state, { employeeId }, event) =>
    onOpen(state, event, (review) => {
      if (review.employeeId !== null) throw refusal(event, 'the review says whom it is about');
      return { employeeId };
    }),
  'review-fact-recorded': (state, { fact }, event) =>
    onOpen(state, event, ({ facts }) => ({ facts: [...facts, fact] })),
  'review-employee-told': (state, { told }, event) =>
    onOpen(state, event, (review) => {
      if (review.told !== null) throw refusal(event, 'the employee has been told');
      assertHappened(told.toldAt, event);
      return { told, noteDueAt: null };
    }),
  'review-support-offered': (state, { support }, event) =>
    onOpen(state, event, (review) => {
      assertHappened(support.offeredAt, event);
      return { support: [...review.support, support], supportDueAt: null };
    }),
  'review-interview-held': (state, { interview }, event) =>
    onOpen(state, event, ({ interviews }) => {
      assertHappened(interview.heldAt, event);
      return { interviews: [...interviews, interview] };
    }),
  'review-findings-saved': (state, { findings }, event) =>
    onOpen(state, event, (review) => ({ findings: Findings.parse({ ...review.findings, ...findings }) })),
  'review-completed': (state, _, event) =>
    onOpen(state, event, (review) => {
      const missing = whyNotComplete(review);
      if (missing !== null) throw refusal(event, missing);
      return { completedAt: event.at, completeDueAt: null };
    }),
  'review-step-missed': (state, { step, dueAt, nextDueAt }, event) =>
    onOpen(state, event, (review) => {
      const deadline = DEADLINES[step];
      if (review[deadline] !== dueAt) throw refusal(event, `the deadline is ${review[deadline]}`);
      if (event.at < dueAt) throw refusal(event, 'the deadline has not passed');
      if (nextDueAt <= event.at) throw refusal(event, 'the next deadline is not after it');
      return { [deadline]: nextDueAt };
    }),
  'discipline-recorded': (state, { discipline }, event) =>
    onReview(state, event, (review) => {
      const why = whyNoDiscipline(review);
      if (why !== null) throw refusal(event, why);
      assertHappened(discipline.decidedAt, event);
      if (discipline.decidedAt < String(review.completedAt)) {
        throw refusal(event, 'it was decided before the review was complete');
      }
      return { discipline: [...review.discipline, discipline] };
    }),
  'review-appealed': (state, { appeal }, event) =>
    onReview(state, event, (review) => {
      if (review.completedAt === null) throw refusal(event, 'the review is not complete');
      if (appeal.against === 'discipline' && review.discipline.length === 0) {
        throw refusal(event, 'there is no discipline to appeal against');
      }
      assertHappened(appeal.receivedAt, event);
      return { appeals: [...review.appeals, { ...appeal, number: event.number, decision: null }] };
    }),
  'review-appeal-decided': (state, { appeal, decision }, event) =>
    onReview(state, event, (review) => {
      const known = review.appeals.find(({ number }) => number === appeal);
      if (known === undefined) throw refusal(event, `event ${appeal} is no appeal in this review`);
      if (known.decision !== null) throw refusal(event, 'the appeal has been decided');
      assertHappened(decision.decidedAt, event);
      return { appeals: review.appeals.map((one) => (one === known ? { ...one, decision } : one)) };
    }),
};

function reviewOpened(state: CaseState, body: CaseEventOf<'review-opened'>, event: CaseEvent): Partial<CaseState> {
  assertOnTrack(event);
  assertNotClosed(state, event);
  const { type: _, salt: __, reviewId, employeeId, contactId, complainantId = null, because, ...deadlines } = body;
  const { reviews } = state.review;
  if (contactId !== null) assertHasContact(state, event, contactId);
  if (reviewId !== `review-${reviews.length + 1}`)
    throw refusal(event, `the next review is review-${reviews.length + 1}`);
  if (employeeId !== null && complainantId === employeeId)
    throw refusal(event, 'nobody complains of themselves in a review');
  if (reviews.some((one) => one.employeeId === employeeId && one.completedAt === null)) {
    throw refusal(event, 'a review of this employee is open');
  }
  const opened: Review = {
    ...{ reviewId, employeeId, contactId, complainantId, because, ...deadlines },
    openedAt: event.at,
    facts: [],
    told: null,
    support: [],
    interviews: [],
    findings: NO_FINDINGS,
    completedAt: null,
    discipline: [],
    appeals: [],
  };
  return { review: { ...state.review, reviews: [...reviews, opened] } };
}

/** Of these HR is told; whoever wrote one and crashed before asking for it is helped by the clock. */
const TOLD_OF: readonly CaseEventBody['type'][] = ['review-opened', 'review-step-missed', 'review-appealed'];

/** The state with what of the review is still to be told: it is on the track of the review, as is what became of it. */
export function withUntold(state: CaseState, { track, number, at, body }: CaseEvent): CaseState {
  if (track !== 'employee-review') return state;
  const { untold } = state.review;
  const left = 'about' in body ? untold.filter(({ about }) => about !== body.about) : untold;
  const next = TOLD_OF.includes(body.type) ? [...left, { about: number, since: at }] : left;
  return next.length === untold.length && next === untold
    ? state
    : { ...state, review: { ...state.review, untold: next } };
}

type Step = (review: Review) => Partial<Review>;

function onOpen(state: CaseState, event: CaseEvent, step: Step): Partial<CaseState> {
  return onReview(state, event, (review) => {
    if (review.completedAt !== null) throw refusal(event, 'the review is complete');
    return step(review);
  });
}

function onReview(state: CaseState, event: CaseEvent, step: Step): Partial<CaseState> {
  assertOnTrack(event);
  const { reviewId } = event.body as Extract<CaseEventBody, { reviewId: string }>;
  const review = state.review.reviews.find((one) => one.reviewId === reviewId);
  if (review === undefined) throw refusal(event, `there is no ${reviewId}`);
  const next = { ...review, ...step(review) };
  return { review: { ...state.review, reviews: state.review.reviews.map((one) => (one === review ? next : one)) } };
}

/** On another track its readers would be others. */
function assertOnTrack(event: CaseEvent): void {
  if (event.track !== 'employee-review') throw refusal(event, 'the review of an employee has a track of its own');
}

function assertHappened(at: string, event: CaseEvent): void {
  if (at > event.at) throw refusal(event, 'it has not happened yet');
}
