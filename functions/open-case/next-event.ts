import type { CaseContact, CaseEvent, CaseEventBody, CaseState } from '../contracts/case.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Instant, Priority } from '../contracts/vocabulary.ts';
import { isAfterNotice } from '../shared/case/after-notice.ts';
import { type Calendar, deadline } from '../shared/case/business-time.ts';
import { isMoreUrgent, reachesFurther } from '../shared/case/urgency.ts';
import type { FlaggedContact } from './case-contact.ts';
import { newsOf, sameActIn, sightingAdded } from './sightings.ts';

/** A flagged contact, and what its deadlines follow from. */
export interface Arrival {
  readonly subjectId: string;
  readonly contact: FlaggedContact;
  readonly at: Instant;
  readonly policy: Policy;
  readonly calendar: Calendar;
}

/**
 * The next thing that a flagged contact does to the case of its subject; null when all of it is done. Asked again after each
 * event, from the case as it then is: so a run after a crash, or a second delivery, goes on where the first stopped. Priority is
 * raised and never lowered. The same message as one that people know already counts for nothing by itself: it renews no notice, and
 * reopens a closed case only where it tells something new.
 */
export function nextEvent(state: CaseState | null, arrival: Arrival): CaseEventBody | null {
  const { contact, subjectId, at, policy, calendar } = arrival;
  const { contactId } = contact;
  const because = contact.reasons[0]?.why ?? 'A contact that nothing in the policy gives a place.';
  const dueFor = (priority: Priority) => deadline(at, policy.priorities[priority].acknowledge, calendar);

  if (state === null) {
    const { priority, lane } = contact;
    return { type: 'case-opened', subjectId, priority, lane, contact, acknowledgeDueAt: dueFor(priority) };
  }
  const moreUrgent = isMoreUrgent(contact.priority, state.priority);
  if (!state.contacts.some((known) => known.contactId === contactId && known.part === 'flagged')) {
    const acknowledgeDueAt = dueFor(moreUrgent ? contact.priority : state.priority);
    const first = sameActIn(state, contact);
    if (first?.part === 'flagged' && (state.status !== 'closed' || newsOf(state, contact, first) === null)) {
      return sightingAdded(state, contact, first);
    }
    // Reopened first: after a crash between the two, the contact is still missing, and is added.
    if (state.status === 'closed') return { type: 'reopened', contactId, acknowledgeDueAt };
    // Nobody had to answer the first one, which only contributed: this one they do.
    const added = first === null ? contact : { ...contact, sightingOf: first.contactId };
    return { type: 'contact-added', contact: added, acknowledgeDueAt };
  }
  if (state.status === 'closed') return null; // A late delivery of a contact that people have closed the case on.
  // A person who had it before them made the case less urgent: it does not raise it again, however often it is delivered.
  const isJudged = state.work.lowered?.contactIds.includes(contactId) ?? false;
  if (moreUrgent && !isJudged) {
    const { priority: to, lane } = contact;
    const from = state.priority;
    return { type: 'priority-raised', contactId, from, to, lane, because, acknowledgeDueAt: dueFor(to) };
  }
  if (contact.priority === state.priority && reachesFurther(contact.lane, state.lane)) {
    return { type: 'lane-changed', contactId, from: state.lane, to: contact.lane, because };
  }
  return null;
}

/** A contact that a case does not open on, and what a deadline follows from where it reopens one. */
export interface LaterArrival extends Omit<Arrival, 'subjectId' | 'contact'> {
  readonly contact: CaseContact;
  readonly automated: boolean;
}

/**
 * The next thing that a contact does to a case of its subject that it would not open; null when all of it is done. The same message as
 * one that the case holds is seen again. What is not earlier than the case joins it, without a deadline, and reopens it if people have
 * closed it (requirement 34); what a machine wrote reopens nothing, unless there is something of concern in its words. After a notice to
 * stop or a block, people are told.
 */
export function nextJoining(state: CaseState | null, arrival: LaterArrival): CaseEventBody | null {
  const { contact, automated, at, policy, calendar } = arrival;
  const { contactId } = contact;
  if (state === null || state.contacts.some((known) => known.contactId === contactId)) return null;
  const first = sameActIn(state, contact);
  if (first !== null) return sightingAdded(state, contact, first);
  if (state.contacts.every(({ part, occurredAt }) => part !== 'flagged' || occurredAt > contact.occurredAt))
    return null;
  const isMachines = automated && contact.severity === 0;
  if (state.status === 'closed' && !isMachines) {
    const acknowledgeDueAt = deadline(at, policy.priorities[state.priority].acknowledge, calendar);
    return { type: 'reopened', contactId, acknowledgeDueAt };
  }
  const news = isAfterNotice(contact, state.warnings) && !isMachines ? { news: 'after-notice' as const } : {};
  return { type: 'contact-added', contact, acknowledgeDueAt: null, ...news };
}

/**
 * The event that people are told of: the last thing that this contact did to the case, once, with what went before it in the same
 * mail. Found in the events, not remembered, so that a run after a crash asks for the same.
 */
export function eventToTell(events: readonly CaseEvent[], contactId: string): number | null {
  return (
    events.findLast(({ body }) => {
      switch (body.type) {
        case 'case-opened':
          return body.contact.contactId === contactId;
        case 'contact-added':
          return body.contact.contactId === contactId && (body.contact.part === 'flagged' || body.news !== undefined);
        case 'sighting-added':
          return body.contact.contactId === contactId && body.news !== null;
        case 'reopened':
        case 'priority-raised':
        case 'lane-changed':
          return body.contactId === contactId;
        default:
          return false;
      }
    })?.number ?? null
  );
}
