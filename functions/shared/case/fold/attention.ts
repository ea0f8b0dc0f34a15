import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { whyReviewKeepsOpen } from '../review.ts';
import { told } from './account.ts';
import { assertHasContact, assertIsBefore, type Changes, refusal, writerOf } from './change.ts';
import { clockMissedAfter } from './clocks.ts';
import { renewed } from './renewed.ts';
import { withoutWaiting } from './telling.ts';

type AttentionEvent =
  | 'notification-sent'
  | 'notification-failed'
  | 'clock-missed'
  | 'acknowledged'
  | 'viewed'
  | 'closed'
  | 'reopened';

/** Who was told, who has looked, who has taken it on, and what was missed. */
export const ATTENTION_CHANGES: Changes<AttentionEvent> = {
  'notification-sent': notificationSent,
  'notification-failed': (state, body, event) => {
    assertIsBefore(event, body.about);
    return withoutWaiting(state, body.role, body.about);
  },
  'clock-missed': clockMissed,
  acknowledged: (state, _, event) => {
    if (state.status !== 'open') throw refusal(event, `the case is ${state.status}`);
    return {
      status: 'acknowledged',
      acknowledgedAt: event.at,
      acknowledgeDueAt: null,
      escalationStep: 0,
      ...noticed(state, event),
    };
  },
  viewed: (state, body, event) => {
    if (body.contactId !== null) assertHasContact(state, event, body.contactId);
    return noticed(state, event);
  },
  closed: (state, body, event) => {
    if (state.status !== 'acknowledged') {
      throw refusal(event, state.status === 'open' ? 'nobody has acknowledged the case' : 'the case is closed');
    }
    const kept = whyReviewKeepsOpen(state, false);
    if (kept !== null) throw refusal(event, kept);
    const { disposition, note, facts = {}, confirms } = body;
    const { proposal } = state.work;
    if (confirms !== undefined && (proposal?.number !== confirms || proposal.disposition !== disposition)) {
      throw refusal(event, `event ${confirms} does not propose it`);
    }
    if (confirms !== undefined && proposal?.by.id === event.actor.id) throw refusal(event, 'nobody confirms their own');
    const closedWith = { facts, note, at: event.at, by: writerOf(event) };
    return { status: 'closed', disposition, work: { ...state.work, proposal: null, snooze: null, closedWith } };
  },
  reopened: (state, body, event) => {
    if (state.status !== 'closed') throw refusal(event, `the case is ${state.status}`);
    return { disposition: null, ...renewed(state, body.acknowledgeDueAt) };
  },
};

function notificationSent(
  state: CaseState,
  { about, role }: CaseEventOf<'notification-sent'>,
  event: CaseEvent,
): Partial<CaseState> {
  assertIsBefore(event, about);
  if (state.told.some((told) => told.about === about && told.role === role)) {
    throw refusal(event, `${role} was told of event ${about} already`);
  }
  return {
    told: [...state.told, { role, at: event.at, about }],
    humanNoticeAt: state.humanNoticeAt ?? event.at,
    account: told(state.account, about, role, { toldAt: event.at, how: 'mail' }),
    ...withoutWaiting(state, role, about),
  };
}

function clockMissed(state: CaseState, body: CaseEventOf<'clock-missed'>, event: CaseEvent): Partial<CaseState> {
  if (body.clock !== 'acknowledge') return clockMissedAfter(state, body, event);
  if (state.status !== 'open') throw refusal(event, `the case is ${state.status}`);
  if (body.dueAt !== state.acknowledgeDueAt) throw refusal(event, `the deadline is ${state.acknowledgeDueAt}`);
  if (event.at < body.dueAt) throw refusal(event, 'the deadline has not passed');
  if (body.nextDueAt <= event.at) throw refusal(event, 'the next deadline is not after it');
  if (body.step !== state.escalationStep + 1) throw refusal(event, `the last step was ${state.escalationStep}`);
  return { escalationStep: body.step, acknowledgeDueAt: body.nextDueAt };
}

/** A person who opened the case has notice of it, told or not. */
function noticed(state: CaseState, event: CaseEvent): Pick<CaseState, 'humanNoticeAt'> {
  return { humanNoticeAt: state.humanNoticeAt ?? (event.actor.kind === 'person' ? event.at : null) };
}
