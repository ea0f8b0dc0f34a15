import type { CaseEvent, CaseEventBody, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { caseNumberOf } from '../../ids.ts';
import { heldContacts } from '../held.ts';
import { isMoreUrgent, reachesFurther } from '../urgency.ts';
import { assertHasContact, assertNotClosed, type Changes, refusal } from './change.ts';
import { renewed } from './renewed.ts';

type RelationEvent =
  | 'merged-from'
  | 'merged-into'
  | 'merge-undone'
  | 'contacts-split-off'
  | 'case-linked'
  | 'case-unlinked';

/** What cases have to do with each other: see the contract. */
export const RELATION_CHANGES: Changes<RelationEvent> = {
  'merged-from': mergedFrom,
  'merged-into': mergedInto,
  'merge-undone': (state, body, event) =>
    state.relations.mergedInto?.caseId === body.caseId ? onItsOwn(state, body, event) : without(state, body, event),
  'contacts-split-off': splitOff,
  'case-linked': ({ relations }, { caseId, reason }, event) => {
    assertIsOther(event, caseId);
    if (relations.links.some((link) => link.caseId === caseId)) throw refusal(event, 'the two are linked already');
    return {
      relations: { ...relations, links: [...relations.links, { caseId, reason, at: event.at, by: event.actor.id }] },
    };
  },
  'case-unlinked': ({ relations }, { caseId }, event) => {
    const links = relations.links.filter((link) => link.caseId !== caseId);
    if (links.length === relations.links.length) throw refusal(event, 'the two are not linked');
    return { relations: { ...relations, links } };
  },
};

/**
 * What may still come to a case that goes on in another: who saw it and may see it, who was told of what came before, its evidence and
 * what is copied out of it, and its way back. Everything else belongs into the other case.
 */
const STAYS_POSSIBLE: ReadonlySet<CaseEventBody['type']> = new Set([
  'viewed',
  'evidence-preserved',
  'evidence-missing',
  'notification-sent',
  'notification-failed',
  'person-told',
  'person-not-told',
  'notification-bounced',
  'channel-delivered',
  'channel-failed',
  'access-granted',
  'access-withdrawn',
  'exported',
  'packet-requested',
  'packet-failed',
  'hold-placed',
  'hold-applied',
  'hold-lifted',
  'case-unlinked',
  'merge-undone',
]);

export function assertNotMerged({ relations }: CaseState, event: CaseEvent): void {
  if (relations.mergedInto === null || STAYS_POSSIBLE.has(event.body.type)) return;
  throw refusal(event, `the case goes on in ${caseNumberOf(relations.mergedInto.caseId)}, into which it was merged`);
}

/** The more urgent of the two decides: its priority, its lane, and the deadline that ran in either. */
function mergedFrom(state: CaseState, body: CaseEventOf<'merged-from'>, event: CaseEvent): Partial<CaseState> {
  assertNotClosed(state, event);
  assertIsOther(event, body.caseId);
  const { caseId, reason, priority, lane, acknowledgeDueAt, targetIds, reporterIds, subjectIds } = body;
  const { relations } = state;
  if (relations.mergedFrom.some((one) => one.caseId === caseId)) throw refusal(event, 'it was merged already');
  const leads = isMoreUrgent(priority, state.priority);
  const merged = { caseId, reason, at: event.at, targetIds, reporterIds, subjectIds };
  const takesLane = leads || (priority === state.priority && reachesFurther(lane, state.lane));
  return {
    priority: leads ? priority : state.priority,
    lane: takesLane ? lane : state.lane,
    relations: { ...relations, mergedFrom: [...relations.mergedFrom, merged] },
    ...(acknowledgeDueAt === null ? {} : renewed(state, acknowledgeDueAt)),
  };
}

function mergedInto(state: CaseState, body: CaseEventOf<'merged-into'>, event: CaseEvent): Partial<CaseState> {
  const { caseId, reason } = body;
  assertIsOther(event, caseId);
  const { relations, status, work, clocks } = state;
  if (relations.mergedFrom.some((one) => one.caseId === caseId)) throw refusal(event, 'the other was merged into it');
  const { lookAgainAt } = clocks;
  const into = { caseId, reason, at: event.at, by: event.actor.id, statusBefore: status, lookAgainAt };
  return {
    status: 'closed',
    acknowledgeDueAt: null,
    escalationStep: 0,
    relations: { ...relations, mergedInto: into },
    work: { ...work, snooze: null, proposal: null },
    clocks: { ...clocks, firstAction: null, review: null, lookAgainAt: null },
  };
}

function onItsOwn(
  state: CaseState,
  { acknowledgeDueAt }: CaseEventOf<'merge-undone'>,
  event: CaseEvent,
): Partial<CaseState> {
  const { mergedInto: before } = state.relations;
  const relations = { ...state.relations, mergedInto: null };
  if (before?.statusBefore === 'closed') {
    if (acknowledgeDueAt !== null) throw refusal(event, 'it was closed, and has no deadline');
    return { relations, clocks: { ...state.clocks, lookAgainAt: before.lookAgainAt } };
  }
  if (acknowledgeDueAt === null) throw refusal(event, 'it was open, and is acknowledged anew');
  return { relations, ...renewed(state, acknowledgeDueAt) };
}

function without(state: CaseState, body: CaseEventOf<'merge-undone'>, event: CaseEvent): Partial<CaseState> {
  const { relations } = state;
  const mergedFrom = relations.mergedFrom.filter(({ caseId }) => caseId !== body.caseId);
  if (mergedFrom.length === relations.mergedFrom.length) throw refusal(event, 'the two are not merged');
  if (body.acknowledgeDueAt !== null) throw refusal(event, 'the clock is that of the other case');
  return { relations: { ...relations, mergedFrom } };
}

function splitOff(state: CaseState, body: CaseEventOf<'contacts-split-off'>, event: CaseEvent): Partial<CaseState> {
  const { caseId, contactIds, reason } = body;
  assertIsOther(event, caseId);
  const held = heldContacts(state);
  for (const contactId of contactIds) {
    assertHasContact(state, event, contactId);
    if (!held.some((contact) => contact.contactId === contactId)) throw refusal(event, 'it was split off already');
  }
  if (new Set(contactIds).size < contactIds.length) throw refusal(event, 'a contact is named twice');
  const stays = held.some(({ part, contactId }) => part === 'flagged' && !contactIds.includes(contactId));
  if (!stays) throw refusal(event, 'no flagged contact would be left');
  const { relations } = state;
  return {
    relations: { ...relations, splitOff: [...relations.splitOff, { caseId, contactIds, reason, at: event.at }] },
  };
}

function assertIsOther(event: CaseEvent, caseId: string): void {
  if (caseId === event.caseId) throw refusal(event, 'a case has nothing to do with itself');
}
