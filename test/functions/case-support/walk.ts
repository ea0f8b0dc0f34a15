import fc from 'fast-check';
import type { CaseEvent, CaseEventBody, CaseState } from '../../../functions/contracts/case.ts';
import { AccountOption } from '../../../functions/contracts/case-account.ts';
import { CareStage } from '../../../functions/contracts/case-care.ts';
import { Disposition, Lane, Priority, RosterRole } from '../../../functions/contracts/vocabulary.ts';
import { type Calendar, deadline } from '../../../functions/shared/case/business-time.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { IllegalCaseEventError } from '../../../functions/shared/case/fold/change.ts';
import { applyEvent } from '../../../functions/shared/case/fold.ts';
import { CASE, caseContact, DANA, OPENED, opening, policy, RUTH, roster, STAGE } from './examples.ts';
import { ClockAttempt, clockBody, clockTime } from './walk-clocks.ts';
import { CustodyAttempt, custodyBody } from './walk-custody.ts';
import { OPEN_REVIEW, ReviewAttempt, reviewBodies, reviewTime, trackOfBody } from './walk-review.ts';
import { WorkAttempt, workBodyOf } from './walk-work.ts';

const calendar: Calendar = roster;

/** Anything that anyone may try at some point of a case; some of it is refused there. */
const Attempt = fc.oneof(
  fc.record({
    type: fc.constant('contact' as const),
    n: fc.integer({ min: 1, max: 6 }),
    flagged: fc.boolean(),
    priority: fc.constantFrom(...Priority.options),
    lane: fc.constantFrom(...Lane.options),
  }),
  fc.record({
    type: fc.constant('sighting' as const),
    n: fc.integer({ min: 1, max: 6 }),
    of: fc.integer({ min: 1, max: 6 }),
    flagged: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('raise' as const),
    n: fc.integer({ min: 1, max: 6 }),
    to: fc.constantFrom(...Priority.options),
  }),
  fc.record({
    type: fc.constant('lane' as const),
    n: fc.integer({ min: 1, max: 6 }),
    to: fc.constantFrom(...Lane.options),
  }),
  fc.record({ type: fc.constantFrom('evidence' as const, 'missing' as const), n: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    type: fc.constantFrom('sent' as const, 'failed' as const),
    about: fc.integer({ min: 1, max: 30 }),
    role: fc.constantFrom(...RosterRole.options),
  }),
  fc.record({ type: fc.constant('miss' as const), late: fc.integer({ min: -1, max: 90 }) }),
  fc.record({
    type: fc.constant('acknowledge' as const),
    note: fc.option(fc.string({ unit: 'binary', maxLength: 40 })),
  }),
  fc.record({ type: fc.constant('view' as const), n: fc.option(fc.integer({ min: 1, max: 6 })) }),
  fc.record({ type: fc.constant('close' as const), disposition: fc.constantFrom(...Disposition.options) }),
  fc.record({
    type: fc.constant('warn' as const),
    n: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom('notice-to-stop' as const, 'block' as const),
    toTarget: fc.boolean(),
    minutesAgo: fc.integer({ min: -1, max: 30 }),
  }),
  fc.record({ type: fc.constant('reopen' as const), n: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ type: fc.constant('open-again' as const) }),
  ClockAttempt,
  fc.record({
    type: fc.constantFrom('bounced' as const, 'deferred' as const, 'person' as const),
    about: fc.integer({ min: 1, max: 30 }),
    role: fc.constantFrom(...RosterRole.options),
  }),
  fc.record({ type: fc.constant('template' as const), minutesAgo: fc.integer({ min: -1, max: 30 }) }),
  fc.record({
    type: fc.constant('save' as const),
    field: fc.constantFrom('exactWords', 'why', 'whereIsIt'),
    value: fc.oneof(fc.constant(null), fc.string({ unit: 'binary', maxLength: 20 })),
    was: fc.option(fc.integer({ min: 1, max: 30 })),
  }),
  fc.record({ type: fc.constant('complete' as const), prefilled: fc.boolean() }),
  fc.record({
    type: fc.constant('care' as const),
    stage: fc.constantFrom(...CareStage.options),
    back: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('decide-account' as const),
    option: fc.constantFrom(...AccountOption.options),
    channels: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('account-notice' as const),
    about: fc.integer({ min: 1, max: 30 }),
    role: fc.constantFrom('account-officer' as const, 'market-president' as const, 'supervisor' as const),
    minutesAgo: fc.integer({ min: -1, max: 30 }),
  }),
  WorkAttempt,
  ReviewAttempt,
  CustodyAttempt,
  fc.record({
    type: fc.constantFrom('deletion' as const, 'release' as const, 'feedback' as const),
    n: fc.integer({ min: 1, max: 6 }),
  }),
);
export type Attempt = typeof Attempt extends fc.Arbitrary<infer T> ? T : never;

export const attempts = fc.array(Attempt, { maxLength: 30 });

const flaggedContact = (n: number): Attempt => ({
  type: 'contact',
  n,
  flagged: true,
  priority: 'P2',
  lane: 'security',
});

/** Mostly what people do with a case that is often written to, and taken on. */
export const workAttempts: fc.Arbitrary<Attempt[]> = fc.array(
  fc.oneof(
    { arbitrary: WorkAttempt, weight: 6 },
    { arbitrary: fc.constant({ type: 'acknowledge' as const, note: null }), weight: 2 },
    { arbitrary: fc.integer({ min: 1, max: 6 }).map(flaggedContact), weight: 2 },
    { arbitrary: fc.constant({ type: 'close' as const, disposition: 'credible-monitor' as const }), weight: 1 },
    { arbitrary: Attempt, weight: 3 },
  ),
  { maxLength: 30, size: 'max' },
);

/** Mostly what HR does in a review that is open, in a case that others work, close and open again. */
export const reviewAttempts: fc.Arbitrary<Attempt[]> = fc
  .array(
    fc.oneof(
      { arbitrary: ReviewAttempt, weight: 8 },
      { arbitrary: fc.constant({ type: 'acknowledge' as const, note: null }), weight: 1 },
      { arbitrary: fc.constant({ type: 'close' as const, disposition: 'report-employee-review' as const }), weight: 1 },
      { arbitrary: Attempt, weight: 1 },
    ),
    { minLength: 15, maxLength: 30 },
  )
  .map((tries) => [OPEN_REVIEW, ...tries]);

/** Tries each in turn, with the clock moving a minute at a time, and keeps what is let in. */
export function walk(tries: readonly Attempt[]): { events: CaseEvent[]; states: CaseState[]; refused: number } {
  const events: CaseEvent[] = [];
  const states: CaseState[] = [];
  let refused = 0;
  let at = Date.parse(OPENED);
  const attempt = (body: CaseEventBody) => {
    const previous = events.at(-1) ?? null;
    const actor = ['acknowledged', 'viewed', 'closed', 'notice-recorded', 'template-sent', 'looked-again'].includes(
      body.type,
    )
      ? RUTH
      : STAGE;
    const event = sealEvent(
      { caseId: CASE, at: new Date(at).toISOString(), actor, track: trackOfBody(body), body },
      previous,
    );
    try {
      states.push(applyEvent(states.at(-1) ?? null, event));
      events.push(event);
    } catch (error) {
      if (!(error instanceof IllegalCaseEventError)) throw error;
      refused++;
    }
  };
  attempt(opening());
  for (const one of tries) {
    at += 60_000;
    const state = states.at(-1);
    if (state === undefined) throw new Error('the opening was refused');
    if (one.type === 'clock') at = Math.max(at, clockTime(one, state) ?? at);
    if (one.type === 'review') at = Math.max(at, reviewTime(one, state) ?? at);
    if (one.type === 'miss' && state.acknowledgeDueAt !== null) {
      at = Math.max(at, Date.parse(state.acknowledgeDueAt) + one.late * 60_000);
    }
    const now = new Date(at).toISOString();
    for (const body of one.type === 'review' ? reviewBodies(one, state, now) : [bodyOf(one, state, now)]) attempt(body);
  }
  return { events, states, refused };
}

function bodyOf(one: Exclude<Attempt, ReviewAttempt>, state: CaseState, at: string): CaseEventBody {
  const due = (priority: Priority) => deadline(at, policy.priorities[priority].acknowledge, calendar);
  switch (one.type) {
    case 'custody':
      return custodyBody(one);
    case 'contact': {
      const part = one.flagged ? 'flagged' : 'contributing';
      const contact = caseContact(one.n, {
        part,
        priority: one.priority,
        lane: one.lane,
        receivedAt: at,
        occurredAt: at,
      });
      return { type: 'contact-added', contact, acknowledgeDueAt: one.flagged ? due(one.priority) : null };
    }
    case 'sighting': {
      const part = one.flagged ? 'flagged' : 'contributing';
      const contact = caseContact(one.n, { part, sightingOf: caseContact(one.of).contactId });
      return { type: 'sighting-added', contact, news: null };
    }
    case 'raise':
      return {
        type: 'priority-raised',
        contactId: caseContact(one.n).contactId,
        from: state.priority,
        to: one.to,
        lane: state.lane,
        because: 'It is worse than it looked.',
        acknowledgeDueAt: due(one.to),
      };
    case 'lane':
      return {
        type: 'lane-changed',
        contactId: caseContact(one.n).contactId,
        from: state.lane,
        to: one.to,
        because: 'They can do more.',
      };
    case 'evidence':
      return {
        type: 'evidence-preserved',
        evidence: {
          contactId: caseContact(one.n).contactId,
          bucket: 'vault',
          key: `originals/${one.n}`,
          versionId: `version-${one.n}`,
          sha256: 'a'.repeat(64),
          sizeBytes: one.n,
          retainUntil: '2031-07-15T14:00:00.000Z',
        },
      };
    case 'missing':
      return { type: 'evidence-missing', contactId: caseContact(one.n).contactId, reason: 'gone' };
    case 'sent':
      return { type: 'notification-sent', about: one.about, role: one.role, deliveryId: 'ses-1' };
    case 'failed':
      return { type: 'notification-failed', about: one.about, role: one.role, reason: 'MessageRejected' };
    case 'miss':
      return {
        type: 'clock-missed',
        clock: 'acknowledge',
        dueAt: state.acknowledgeDueAt ?? at,
        escalatedTo: 'next-level-manager',
        step: state.escalationStep + 1,
        nextDueAt: due(state.priority),
      };
    case 'acknowledge':
      return {
        type: 'acknowledged',
        note: one.note,
        firstActionDueAt: new Date(Date.parse(at) + 1_800_000).toISOString(),
      };
    case 'view':
      return {
        type: 'viewed',
        what: one.n === null ? 'case' : 'contact',
        contactId: one.n === null ? null : caseContact(one.n).contactId,
      };
    case 'close':
      return {
        type: 'closed',
        disposition: one.disposition,
        note: '',
        lookAgainAt: new Date(Date.parse(at) + 3_600_000).toISOString(),
      };
    case 'warn':
      return {
        type: 'notice-recorded',
        noticeId: `notice-${String(one.n).padStart(32, '0')}`,
        kind: one.kind,
        targetId: one.toTarget ? DANA : null,
        toldAt: new Date(Date.parse(at) - one.minutesAgo * 60_000).toISOString(),
      };
    case 'save':
      return {
        type: 'form-saved',
        form: 'bomb',
        saveId: `save-${'0'.repeat(32)}`,
        fields: { [one.field]: { value: one.value, was: one.was } },
      };
    case 'complete': {
      const known = { value: 'Boom.', source: { from: 'exact-words' as const, contactId: null } };
      return {
        type: 'form-completed',
        form: 'bomb',
        version: 1,
        prefilled: one.prefilled ? { exactWords: known } : {},
      };
    }
    case 'care':
      return {
        type: 'care-stage-reached',
        stage: one.stage,
        facts: 'As it was done.',
        ...(one.back ? { backBecause: 'More became known.' } : {}),
      };
    case 'decide-account':
      return {
        type: 'account-decided',
        option: one.option,
        reason: 'As it was weighed.',
        ...(one.channels ? { channels: ['phone'] } : {}),
        ...(one.option === 'refer' ? { referredTo: 'Legal' } : {}),
        decidedAs: 'market-president',
        asks: ['account-officer', 'market-president'],
      };
    case 'account-notice':
      return {
        type: 'account-notice-given',
        role: one.role,
        about: one.about,
        toldAt: new Date(Date.parse(at) - one.minutesAgo * 60_000).toISOString(),
        how: 'telephone',
      };
    case 'reopen':
      return { type: 'reopened', contactId: caseContact(one.n).contactId, acknowledgeDueAt: due(state.priority) };
    case 'clock':
      return clockBody(one, state, at);
    case 'open-again':
      return opening();
    case 'work':
      return workBodyOf(one, state, at, due(state.priority));
    case 'bounced': {
      const { about, role: to } = one;
      return { type: 'notification-bounced', about, to, kind: 'bounce', reason: '', deliveryId: 'ses-1', people: [] };
    }
    case 'deferred': {
      const until = new Date(Date.parse(at) + 3_600_000).toISOString();
      return { type: 'notification-deferred', about: one.about, role: one.role, until };
    }
    case 'person':
      return { type: 'person-told', about: one.about, to: 'person:lena-fischer', deliveryId: 'ses-1' };
    case 'deletion':
      return { type: 'deletion-requested', deletionId: `deletion-${String(one.n).padStart(32, '0')}` };
    case 'release':
      return {
        type: 'evidence-released',
        contactId: caseContact(one.n).contactId,
        versionId: `version-${one.n}`,
        reason: 'Its time is over.',
      };
    case 'feedback':
      return {
        type: 'feedback-given',
        contactId: caseContact(one.n).contactId,
        said: { verdict: 'right', signalId: 'threat/implied/taste-of-it', span: null },
        shareQuote: true,
      };
    case 'template': {
      const sentAt = new Date(Date.parse(at) - one.minutesAgo * 60_000).toISOString();
      return { type: 'template-sent', template: 'notice-to-stop', to: 'customer', sentAt };
    }
  }
}
