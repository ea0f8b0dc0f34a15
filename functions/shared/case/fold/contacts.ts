import type { CaseContact, CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import type { Instant } from '../../../contracts/vocabulary.ts';
import { isMoreUrgent, reachesFurther } from '../urgency.ts';
import { assertHasContact, assertNotClosed, type Changes, refusal } from './change.ts';
import { renewed } from './renewed.ts';

/** What comes in: contacts, the same ones seen again, and what they do to priority and lane. */
export const CONTACT_CHANGES: Changes<'contact-added' | 'sighting-added' | 'priority-raised' | 'lane-changed'> = {
  'contact-added': contactAdded,
  'sighting-added': sightingAdded,
  'priority-raised': (state, body, event) => {
    assertNotClosed(state, event);
    assertHasContact(state, event, body.contactId);
    if (body.from !== state.priority) throw refusal(event, `the priority is ${state.priority}, not ${body.from}`);
    if (!isMoreUrgent(body.to, body.from)) throw refusal(event, `${body.to} is not more urgent than ${body.from}`);
    return { priority: body.to, lane: body.lane, ...renewed(state, body.acknowledgeDueAt) };
  },
  'lane-changed': (state, body, event) => {
    assertNotClosed(state, event);
    assertHasContact(state, event, body.contactId);
    if (body.from !== state.lane) throw refusal(event, `the lane is ${state.lane}, not ${body.from}`);
    if (!reachesFurther(body.to, body.from))
      throw refusal(event, `a case does not move from ${body.from} to ${body.to}`);
    return { lane: body.to };
  },
};

/** A contact is in a case once. One that came as a contributor may be flagged itself later, and then takes its own place. */
function contactAdded(state: CaseState, body: CaseEventOf<'contact-added'>, event: CaseEvent): Partial<CaseState> {
  const { contact } = body;
  const contacts = withContact(state, event, contact);
  if (contact.part === 'contributing') {
    if (body.acknowledgeDueAt !== null) throw refusal(event, 'a contributing contact sets no deadline');
    return { contacts };
  }
  if (body.news !== undefined) throw refusal(event, 'a flagged contact is told of as what it is');
  if (body.acknowledgeDueAt === null) throw refusal(event, 'a flagged contact sets a deadline');
  if (state.status === 'closed') throw refusal(event, 'a flagged contact reopens a closed case before it is added');
  return {
    contacts,
    purpose: state.purpose ?? contact.purpose ?? null,
    reasons: mergeReasons(state, contact),
    noticeRenewedAt: later(state.noticeRenewedAt, contact.receivedAt),
    ...renewed(state, body.acknowledgeDueAt),
  };
}

/** No further act: whoever acknowledged or closed the case has acted on this message, and no deadline moves for it. */
function sightingAdded(
  state: CaseState,
  { contact }: CaseEventOf<'sighting-added'>,
  event: CaseEvent,
): Partial<CaseState> {
  if (contact.sightingOf === undefined) throw refusal(event, 'it does not say of which contact it is a sighting');
  if (contact.sightingOf === contact.contactId) throw refusal(event, 'a contact is no second sighting of itself');
  assertHasContact(state, event, contact.sightingOf);
  const contacts = withContact(state, event, contact);
  return contact.part === 'flagged' ? { contacts, reasons: mergeReasons(state, contact) } : { contacts };
}

function withContact(state: CaseState, event: CaseEvent, contact: CaseContact): CaseContact[] {
  const existing = state.contacts.find(({ contactId }) => contactId === contact.contactId);
  if (existing && !(existing.part === 'contributing' && contact.part === 'flagged')) {
    throw refusal(event, 'the contact is in the case already');
  }
  return [...state.contacts.filter((other) => other !== existing), contact];
}

function mergeReasons(state: CaseState, contact: CaseContact): CaseState['reasons'] {
  const leads = contact.priority !== null && isMoreUrgent(contact.priority, state.priority);
  const inOrder = leads ? [...contact.reasons, ...state.reasons] : [...state.reasons, ...contact.reasons];
  return inOrder.filter((reason, at) => inOrder.findIndex(({ row }) => row === reason.row) === at);
}

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);
