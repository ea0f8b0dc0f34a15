import type { CaseContact, CaseEvent, CaseEventOf, CaseState } from '../../contracts/case.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { UndertoneError } from '../errors.ts';
import { caseNumberOf } from '../ids.ts';
import { actsPerTarget } from './acts-per-target.ts';
import { isMoreUrgent, reachesFurther } from './urgency.ts';

/** An event that cannot come after those before it. Before it is written: a mistake in the caller. After: the case was tampered with. */
export class IllegalCaseEventError extends UndertoneError {
  override readonly name = 'IllegalCaseEventError';
  constructor(
    readonly caseId: string,
    readonly number: number,
    readonly eventType: string,
    readonly why: string,
  ) {
    super(`Event ${number} (${eventType}) of ${caseId} is refused: ${why}.`);
  }
}

/**
 * The state that a case's events add up to. Events that the reader may not see can be left out beforehand, so numbers may have
 * gaps; they must rise.
 * @throws IllegalCaseEventError at the first event that cannot come where it is.
 */
export function foldCase(events: Iterable<CaseEvent>): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events) state = step(state, event);
  return state && withTargets(state);
}

/** The state after one more event. @throws IllegalCaseEventError when it cannot come now. */
export function applyEvent(state: CaseState | null, event: CaseEvent): CaseState {
  const next = step(state, event);
  return next.contacts === state?.contacts ? next : withTargets(next);
}

/** Counted once for many events: a case of a flood has thousands. */
const withTargets = (state: CaseState): CaseState => ({ ...state, targets: actsPerTarget(state.contacts) });

function step(state: CaseState | null, event: CaseEvent): CaseState {
  const { body } = event;
  if (state === null) {
    if (body.type !== 'case-opened') throw refusal(event, 'the case has not been opened');
    return opened(event, body);
  }
  if (event.caseId !== state.caseId) throw refusal(event, 'it belongs to another case');
  if (event.number <= state.lastNumber) throw refusal(event, `the case has ${state.lastNumber} events already`);
  const next = { ...state, ...change(state, event), lastNumber: event.number, lastHash: event.hash };
  return next.contacts === state.contacts ? next : { ...next, warnings: next.warnings.map((one) => since(one, next)) };
}

function change(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const { body } = event;
  switch (body.type) {
    case 'case-opened':
      throw refusal(event, 'the case is open already');
    case 'contact-added':
      return contactAdded(state, event, body);
    case 'sighting-added':
      return sightingAdded(state, event, body);
    case 'priority-raised':
      assertNotClosed(state, event);
      assertHasContact(state, event, body.contactId);
      if (body.from !== state.priority) throw refusal(event, `the priority is ${state.priority}, not ${body.from}`);
      if (!isMoreUrgent(body.to, body.from)) throw refusal(event, `${body.to} is not more urgent than ${body.from}`);
      return { priority: body.to, lane: body.lane, ...renewed(state, body.acknowledgeDueAt) };
    case 'lane-changed':
      assertNotClosed(state, event);
      assertHasContact(state, event, body.contactId);
      if (body.from !== state.lane) throw refusal(event, `the lane is ${state.lane}, not ${body.from}`);
      if (!reachesFurther(body.to, body.from))
        throw refusal(event, `a case does not move from ${body.from} to ${body.to}`);
      return { lane: body.to };
    case 'evidence-preserved':
      return evidencePreserved(state, event, body);
    case 'evidence-missing':
      return evidenceMissing(state, event, body);
    case 'notification-sent':
      return notificationSent(state, event, body);
    case 'notification-failed':
      assertIsBefore(event, body.about);
      return {};
    case 'clock-missed':
      return clockMissed(state, event, body);
    case 'acknowledged':
      if (state.status !== 'open') throw refusal(event, `the case is ${state.status}`);
      return {
        status: 'acknowledged',
        acknowledgedAt: event.at,
        acknowledgeDueAt: null,
        escalationStep: 0,
        ...noticed(state, event),
      };
    case 'viewed':
      if (body.contactId !== null) assertHasContact(state, event, body.contactId);
      return noticed(state, event);
    case 'closed':
      if (state.status !== 'acknowledged') {
        throw refusal(event, state.status === 'open' ? 'nobody has acknowledged the case' : 'the case is closed');
      }
      return { status: 'closed', disposition: body.disposition };
    case 'notice-recorded':
      return warned(state, event, body);
    case 'reopened':
      if (state.status !== 'closed') throw refusal(event, `the case is ${state.status}`);
      return { disposition: null, ...renewed(state, body.acknowledgeDueAt) };
  }
}

function opened(event: CaseEvent, body: CaseEventOf<'case-opened'>): CaseState {
  if (body.contact.part !== 'flagged') throw refusal(event, 'a case opens on a flagged contact');
  return {
    caseId: event.caseId,
    caseNumber: caseNumberOf(event.caseId),
    subjectId: body.subjectId,
    purpose: body.contact.purpose ?? null,
    status: 'open',
    priority: body.priority,
    lane: body.lane,
    openedAt: event.at,
    machineNoticeAt: body.contact.receivedAt,
    humanNoticeAt: null,
    noticeRenewedAt: body.contact.receivedAt,
    acknowledgeDueAt: body.acknowledgeDueAt,
    acknowledgedAt: null,
    escalationStep: 0,
    disposition: null,
    contacts: [body.contact],
    targets: [],
    evidence: [],
    evidenceMissing: [],
    told: [],
    reasons: body.contact.reasons,
    warnings: [],
    lastNumber: event.number,
    lastHash: event.hash,
  };
}

/** A contact is in a case once. One that came as a contributor may be flagged itself later, and then takes its own place. */
function contactAdded(state: CaseState, event: CaseEvent, body: CaseEventOf<'contact-added'>): Partial<CaseState> {
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
  event: CaseEvent,
  { contact }: CaseEventOf<'sighting-added'>,
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

/**
 * Later messages renew notice (requirement 28): somebody has to acknowledge again, and a deadline that already runs is never
 * moved back, or a subject could put it off by writing more.
 */
function renewed(
  state: CaseState,
  dueAt: Instant,
): Pick<CaseState, 'status' | 'acknowledgeDueAt' | 'acknowledgedAt' | 'escalationStep'> {
  const running = state.status === 'open' ? state.acknowledgeDueAt : null;
  return {
    status: 'open',
    acknowledgeDueAt: running !== null && running < dueAt ? running : dueAt,
    acknowledgedAt: null,
    escalationStep: state.status === 'open' ? state.escalationStep : 0,
  };
}

function evidencePreserved(
  state: CaseState,
  event: CaseEvent,
  { evidence }: CaseEventOf<'evidence-preserved'>,
): Partial<CaseState> {
  assertHasContact(state, event, evidence.contactId);
  const known = state.evidence.some(
    (other) => other.contactId === evidence.contactId && other.versionId === evidence.versionId,
  );
  if (known) throw refusal(event, 'the same version is recorded already');
  const evidenceMissing = state.evidenceMissing.filter(({ contactId }) => contactId !== evidence.contactId);
  return { evidence: [...state.evidence, evidence], evidenceMissing };
}

function evidenceMissing(
  state: CaseState,
  event: CaseEvent,
  { contactId, reason }: CaseEventOf<'evidence-missing'>,
): Partial<CaseState> {
  assertHasContact(state, event, contactId);
  const isOf = (one: { contactId: string }) => one.contactId === contactId;
  if (state.evidence.some(isOf)) throw refusal(event, 'its original is in the vault');
  if (state.evidenceMissing.some(isOf)) throw refusal(event, 'it is recorded as missing already');
  return { evidenceMissing: [...state.evidenceMissing, { contactId, reason }] };
}

function notificationSent(
  state: CaseState,
  event: CaseEvent,
  { about, role }: CaseEventOf<'notification-sent'>,
): Partial<CaseState> {
  assertIsBefore(event, about);
  if (state.told.some((told) => told.about === about && told.role === role)) {
    throw refusal(event, `${role} was told of event ${about} already`);
  }
  return { told: [...state.told, { role, at: event.at, about }], humanNoticeAt: state.humanNoticeAt ?? event.at };
}

/** It may be told before contacts that are in the case already, and is recorded in a closed case too: it reopens nothing. */
function warned(
  state: CaseState,
  event: CaseEvent,
  { noticeId, kind, targetId, toldAt }: CaseEventOf<'notice-recorded'>,
): Partial<CaseState> {
  if (state.warnings.some((one) => one.noticeId === noticeId)) throw refusal(event, 'the notice is recorded already');
  if (toldAt > event.at) throw refusal(event, 'the subject has not been told yet');
  const warning = since({ noticeId, kind, targetId, toldAt, contactsSince: 0 }, state);
  const warnings = [...state.warnings, warning].sort((a, b) =>
    a.toldAt < b.toldAt ? -1 : a.toldAt > b.toldAt ? 1 : 0,
  );
  return { warnings };
}

type Warning = CaseState['warnings'][number];

function since(warning: Warning, { contacts }: CaseState): Warning {
  const after = contacts.filter(
    ({ occurredAt, targetIds, sightingOf }) =>
      sightingOf === undefined &&
      occurredAt > warning.toldAt &&
      (warning.targetId === null || targetIds.includes(warning.targetId)),
  );
  return { ...warning, contactsSince: after.length };
}

function clockMissed(state: CaseState, event: CaseEvent, body: CaseEventOf<'clock-missed'>): Partial<CaseState> {
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

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

function assertNotClosed(state: CaseState, event: CaseEvent): void {
  if (state.status === 'closed') throw refusal(event, 'the case is closed');
}

function assertHasContact(state: CaseState, event: CaseEvent, id: string): void {
  if (!state.contacts.some(({ contactId }) => contactId === id)) throw refusal(event, 'the contact is not in the case');
}

function assertIsBefore(event: CaseEvent, about: number): void {
  if (about >= event.number) throw refusal(event, `event ${about} is not before it`);
}

function refusal(event: CaseEvent, why: string): IllegalCaseEventError {
  return new IllegalCaseEventError(event.caseId, event.number, event.body.type, why);
}
