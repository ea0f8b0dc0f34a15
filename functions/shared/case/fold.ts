import type { CaseEvent, CaseEventBody, CaseEventOf, CaseState } from '../../contracts/case.ts';
import { caseNumberOf } from '../ids.ts';
import { actsPerTarget } from './acts-per-target.ts';
import { ATTENTION_CHANGES } from './fold/attention.ts';
import { type Change, type Changes, refusal } from './fold/change.ts';
import { CONTACT_CHANGES } from './fold/contacts.ts';
import { EVIDENCE_CHANGES } from './fold/evidence.ts';
import { since, WARNING_CHANGES } from './fold/warnings.ts';

/** Every part of a case, by the events that it consists of. */
const CHANGES: Changes<Exclude<CaseEventBody['type'], 'case-opened'>> = {
  ...CONTACT_CHANGES,
  ...ATTENTION_CHANGES,
  ...EVIDENCE_CHANGES,
  ...WARNING_CHANGES,
};

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
  if (body.type === 'case-opened') throw refusal(event, 'the case is open already');
  return (CHANGES[body.type] as Change<typeof body.type>)(state, body, event);
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
