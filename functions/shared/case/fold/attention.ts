import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { assertHasContact, assertIsBefore, type Changes, refusal } from './change.ts';
import { renewed } from './renewed.ts';

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
  'notification-failed': (_, body, event) => {
    assertIsBefore(event, body.about);
    return {};
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
    return { status: 'closed', disposition: body.disposition };
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
  return { told: [...state.told, { role, at: event.at, about }], humanNoticeAt: state.humanNoticeAt ?? event.at };
}

function clockMissed(state: CaseState, body: CaseEventOf<'clock-missed'>, event: CaseEvent): Partial<CaseState> {
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
