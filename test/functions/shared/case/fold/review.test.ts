import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseEvent, type CaseEventBody, CaseState, type Track } from '../../../../../functions/contracts/case.ts';
import { ACCESS_EVENTS } from '../../../../../functions/contracts/case-access.ts';
import { NO_REVIEW, REVIEW_EVENTS } from '../../../../../functions/contracts/case-review.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { applyEvent, foldCase } from '../../../../../functions/shared/case/fold.ts';
import { reviewDeadlines, reviewOpened, whyReviewKeepsOpen } from '../../../../../functions/shared/case/review.ts';
import { CASE, DANA, OPENED, opening, policy, RUTH, roster, STAGE } from '../../../case-support/examples.ts';
import { reviewAttempts, walk } from '../../../case-support/walk.ts';

const open = sealEvent({ caseId: CASE, at: OPENED, actor: STAGE, track: 'handling', body: opening() }, null);
const opened = foldCase([open]);
if (opened === null) throw new Error('the case is open');
const asked = { employeeId: DANA, contactId: null, because: 'A complaint was threatened.', at: OPENED };
const start = reviewOpened(opened, { ...asked, policy, calendar: roster });
const LATER = '2026-07-16T14:00:00.000Z';

/** The case after these events, each on the track of the review unless it says otherwise. */
type Part = CaseEventBody | { track: Track; body: CaseEventBody };
function caseAfter(...bodies: readonly Part[]) {
  const events: CaseEvent[] = [open];
  for (const each of bodies) {
    const { track, body } = 'body' in each ? each : { track: 'employee-review' as const, body: each };
    const event = sealEvent({ caseId: CASE, at: LATER, actor: RUTH, track, body }, events.at(-1) ?? null);
    applyEvent(foldCase(events), event);
    events.push(event);
  }
  return { events, state: foldCase(events) };
}

const reviewId = 'review-1';
const fact = (
  kind: 'what-the-employee-did' | 'what-the-customer-claims' | 'whether-a-rule-was-broken',
): CaseEventBody => ({
  ...{ type: 'review-fact-recorded', reviewId },
  fact: { kind, text: 'As the recording has it.', source: 'Recording 17', who: 'Priya Nair' },
});
const told: CaseEventBody = {
  ...{ type: 'review-employee-told', reviewId },
  told: { toldAt: LATER, how: 'in-person', who: 'Lena Fischer', note: null },
};
const support: CaseEventBody = {
  ...{ type: 'review-support-offered', reviewId },
  support: { step: 'contact-person', offeredAt: LATER, accepted: null, note: null },
};
const interview: CaseEventBody = {
  ...{ type: 'review-interview-held', reviewId },
  interview: { of: 'employee', outcome: 'held', heldAt: LATER, who: 'Lena Fischer', summary: 'She told her side.' },
};
const findings = (ruleBroken: 'yes' | 'no' | 'undetermined'): CaseEventBody => ({
  ...{ type: 'review-findings-saved', reviewId },
  findings: { factsEstablished: 'A call.', ruleBroken, reason: 'The policy.', recommendation: 'Training.' },
});
const facts = [
  fact('what-the-employee-did'),
  fact('what-the-customer-claims'),
  fact('whether-a-rule-was-broken'),
] as const;
const whole = [start, ...facts, told, support, interview] as const;
const completed: CaseEventBody = { type: 'review-completed', reviewId };
const discipline: CaseEventBody = {
  ...{ type: 'discipline-recorded', reviewId },
  discipline: { measure: 'training', decidedAt: LATER, who: 'Lena Fischer', note: 'One day.' },
};
const handling = (body: CaseEventBody) => ({ track: 'handling' as const, body });
const acknowledged = handling({ type: 'acknowledged', note: null });
const closed = handling({
  type: 'closed',
  disposition: 'report-employee-review',
  note: '',
  facts: {},
} as CaseEventBody);

describe('the review of an employee', () => {
  it('is complete when all is there, and is not before: it says all that is missing at once', () => {
    expect(caseAfter(...whole, findings('no'), completed).state?.review.reviews[0]?.completedAt).toBe(LATER);
    expect(() => caseAfter(start, facts[0], completed)).toThrow(
      /what the customer claims; .*whether a rule was broken; the employee has not been told; .*no support; .*not been heard; .*the reason; .*the recommendation/,
    );
    for (const left of whole.slice(1)) {
      expect(() => caseAfter(...whole.filter((one) => one !== left), findings('no'), completed)).toThrow('is refused');
    }
    expect(() => caseAfter(...whole, completed)).toThrow('the findings do not say the facts established');
  });

  it('takes no discipline before it is complete, nor where no rule was broken, nor any that was decided before', () => {
    expect(() => caseAfter(...whole, findings('yes'), discipline)).toThrow(
      'before the review of the employee is complete',
    );
    for (const found of ['no', 'undetermined'] as const) {
      expect(() => caseAfter(...whole, findings(found), completed, discipline)).toThrow(
        'did not find that a rule was broken',
      );
    }
    const { state } = caseAfter(...whole, findings('yes'), completed, discipline);
    expect(state?.review.reviews[0]?.discipline).toHaveLength(1);
    const early = { ...discipline, discipline: { ...discipline.discipline, decidedAt: OPENED } } as CaseEventBody;
    expect(() => caseAfter(...whole, findings('yes'), completed, early)).toThrow(
      'decided before the review was complete',
    );
  });

  it('keeps the case open until it is complete', () => {
    expect(() => caseAfter(start, acknowledged, closed)).toThrow('cannot be closed yet');
    const { state } = caseAfter(...whole, findings('no'), completed, acknowledged, closed);
    expect(state?.status).toBe('closed');
    expect(whyReviewKeepsOpen(caseAfter(start).state ?? opened, true)).toContain('review of the employee is open');
    expect(whyReviewKeepsOpen(caseAfter(start).state ?? opened, false)).not.toMatch(/review|employee/);
    expect(whyReviewKeepsOpen(opened, true)).toBeNull();
  });

  it('changes no more once it is complete, but for discipline and appeals', () => {
    const before = [...whole, findings('yes'), completed];
    for (const late of [facts[0], told, support, interview, findings('no'), completed]) {
      expect(() => caseAfter(...before, late)).toThrow('the review is complete');
    }
    const appeal: CaseEventBody = {
      ...{ type: 'review-appealed', reviewId },
      appeal: { receivedAt: LATER, against: 'findings', grounds: 'It was another day.' },
    };
    const { events, state } = caseAfter(...before, appeal);
    const number = events.at(-1)?.number ?? 0;
    expect(state?.review.reviews[0]?.appeals).toMatchObject([{ number, decision: null }]);
    const decided: CaseEventBody = {
      ...{ type: 'review-appeal-decided', reviewId, appeal: number },
      decision: { outcome: 'dismissed', decidedAt: LATER, who: 'Gerald Ashworth', note: 'The log is clear.' },
    };
    expect(caseAfter(...before, appeal, decided).state?.review.reviews[0]?.appeals[0]?.decision?.outcome).toBe(
      'dismissed',
    );
    expect(() => caseAfter(...before, appeal, decided, decided)).toThrow('has been decided');
  });

  it('stops a clock with each step, and all of them when it is complete', () => {
    const stepsOf = (...bodies: readonly Part[]) =>
      reviewDeadlines(caseAfter(...bodies).state ?? opened).map(({ step }) => step);
    expect(stepsOf(start)).toEqual(['tell-employee', 'offer-support', 'complete']);
    expect(stepsOf(start, told)).toEqual(['offer-support', 'complete']);
    expect(stepsOf(start, support)).toEqual(['tell-employee', 'complete']);
    expect(stepsOf(...whole, findings('no'), completed)).toEqual([]);
  });

  it('keeps what two people type in two fields', () => {
    const one: CaseEventBody = { type: 'review-findings-saved', reviewId, findings: { reason: 'The policy.' } };
    const other: CaseEventBody = { type: 'review-findings-saved', reviewId, findings: { ruleBroken: 'no' } };
    const found = caseAfter(start, one, other).state?.review.reviews[0]?.findings;
    expect(found).toEqual({ factsEstablished: null, ruleBroken: 'no', reason: 'The policy.', recommendation: null });
  });

  it('is on its own track and on no other', () => {
    expect(() => caseAfter(handling(start))).toThrow('a track of its own');
    expect(() => caseAfter(start, handling(facts[0]))).toThrow('a track of its own');
  });

  it('is not there for who reads the handling alone, in the state or by what they may do next', () => {
    const { events, state } = caseAfter(...whole, acknowledged);
    const seen = events.filter(({ track }) => track === 'handling');
    const without = caseAfter(acknowledged).state;
    const { lastNumber: _, lastHash: __, ...shown } = foldCase(seen) ?? opened;
    const { lastNumber: ___, lastHash: ____, ...plain } = without ?? opened;
    expect(shown).toEqual(plain);
    expect(state?.review.reviews).toHaveLength(1);
  });
});

describe('whatever is tried in a case and in its reviews', () => {
  const walks = fc.sample(reviewAttempts, { numRuns: 150, seed: 30 }).map(walk);

  it('no case is closed with an open review, and no discipline is without a broken rule that a complete review found', () => {
    for (const state of walks.flatMap(({ states }) => states)) {
      if (state.disposition !== null) expect(whyReviewKeepsOpen(state, true)).toBeNull();
      for (const { discipline, completedAt, findings: found } of state.review.reviews) {
        if (discipline.length > 0) expect([completedAt === null, found.ruleBroken]).toEqual([false, 'yes']);
        for (const { decidedAt } of discipline) expect(decidedAt >= String(completedAt)).toBe(true);
      }
    }
  });

  it('who sees the handling alone sees a legal case, in which nothing of a review is', () => {
    for (const { events } of walks) {
      const state = CaseState.parse(foldCase(events.filter(({ track }) => track === 'handling')));
      expect(state.review).toEqual(NO_REVIEW);
    }
  });

  it('reaches every kind of step', () => {
    const reached = new Set(walks.flatMap(({ events }) => events.map(({ body }) => body.type)));
    const types = [...REVIEW_EVENTS, ...ACCESS_EVENTS].map(({ shape }) => shape.type.value);
    expect([...reached]).toEqual(expect.arrayContaining(types));
    expect(
      walks.some(({ states }) => states.some(({ review, status }) => review.reviews.length > 0 && status === 'closed')),
    ).toBe(true);
  });
});
