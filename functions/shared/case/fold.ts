import type { CaseEvent, CaseEventBody, CaseEventOf, CaseState } from '../../contracts/case.ts';
import { noAccess } from '../../contracts/case-access.ts';
import { NO_ACCOUNT } from '../../contracts/case-account.ts';
import { NO_CARE } from '../../contracts/case-care.ts';
import { noClocks } from '../../contracts/case-clocks.ts';
import { NO_CUSTODY } from '../../contracts/case-custody.ts';
import { NO_FEEDBACK } from '../../contracts/case-feedback.ts';
import { NO_FORMS } from '../../contracts/case-forms.ts';
import { NO_RELATIONS } from '../../contracts/case-relations.ts';
import { NO_RETENTION } from '../../contracts/case-retention.ts';
import { NO_REVIEW } from '../../contracts/case-review.ts';
import { NO_TELLING } from '../../contracts/case-telling.ts';
import { NO_WORK } from '../../contracts/case-work.ts';
import { caseNumberOf } from '../ids.ts';
import { actsPerTarget } from './acts-per-target.ts';
import { ACCESS_CHANGES } from './fold/access.ts';
import { ACCOUNT_CHANGES } from './fold/account.ts';
import { ATTENTION_CHANGES } from './fold/attention.ts';
import { CARE_CHANGES } from './fold/care.ts';
import { type Change, type Changes, refusal } from './fold/change.ts';
import { CLOCK_CHANGES, withClocks } from './fold/clocks.ts';
import { CONTACT_CHANGES } from './fold/contacts.ts';
import { CUSTODY_CHANGES } from './fold/custody.ts';
import { EVIDENCE_CHANGES } from './fold/evidence.ts';
import { FEEDBACK_CHANGES } from './fold/feedback.ts';
import { FORM_CHANGES } from './fold/forms.ts';
import { assertNotMerged, RELATION_CHANGES } from './fold/relations.ts';
import { disturbed } from './fold/rest.ts';
import { RETENTION_CHANGES } from './fold/retention.ts';
import { REVIEW_CHANGES, withUntold } from './fold/review.ts';
import { TELLING_CHANGES } from './fold/telling.ts';
import { since, WARNING_CHANGES } from './fold/warnings.ts';
import { WORK_CHANGES } from './fold/work.ts';
import { heldContacts } from './held.ts';

/** Every part of a case, by the events that it consists of. */
const CHANGES: Changes<Exclude<CaseEventBody['type'], 'case-opened'>> = {
  ...CONTACT_CHANGES,
  ...ATTENTION_CHANGES,
  ...EVIDENCE_CHANGES,
  ...CLOCK_CHANGES,
  ...CUSTODY_CHANGES,
  ...WARNING_CHANGES,
  ...FORM_CHANGES,
  ...CARE_CHANGES,
  ...ACCOUNT_CHANGES,
  ...ACCESS_CHANGES,
  ...REVIEW_CHANGES,
  ...TELLING_CHANGES,
  ...WORK_CHANGES,
  ...RELATION_CHANGES,
  ...RETENTION_CHANGES,
  ...FEEDBACK_CHANGES,
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
  return state !== null && holdsTheSame(next, state) ? next : withTargets(next);
}

/** Counted once for many events: a case of a flood has thousands. */
const withTargets = (state: CaseState): CaseState => ({ ...state, targets: actsPerTarget(heldContacts(state)) });

const holdsTheSame = (a: CaseState, b: CaseState): boolean =>
  a.contacts === b.contacts && a.relations.splitOff === b.relations.splitOff;

function step(state: CaseState | null, event: CaseEvent): CaseState {
  const { body } = event;
  if (state === null) {
    if (body.type !== 'case-opened') throw refusal(event, 'the case has not been opened');
    return withClocks(opened(event, body), event);
  }
  if (event.caseId !== state.caseId) throw refusal(event, 'it belongs to another case');
  if (event.number <= state.lastNumber) throw refusal(event, `the case has ${state.lastNumber} events already`);
  assertNotMerged(state, event);
  const next = withPerson({ ...state, ...change(state, event), lastNumber: event.number, lastHash: event.hash }, event);
  const rested = withUntold(withClocks(disturbed(state, next, event), event), event);
  if (holdsTheSame(rested, state)) return rested;
  return { ...rested, warnings: rested.warnings.map((one) => since(one, rested)) };
}

/**
 * Whoever did something in a case has notice of it, told or not; not who reported it, in no role, and writes more of it. A notice to stop is
 * recorded for a subject, by who need not have opened the case.
 */
function withPerson(state: CaseState, { actor, at, body }: CaseEvent): CaseState {
  if (actor.kind !== 'person' || actor.roles.length === 0 || state.telling.personAt !== null) return state;
  if (body.type === 'notice-recorded') return state;
  return { ...state, telling: { ...state.telling, personAt: at } };
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
    access: noAccess(event.track),
    clocks: noClocks(event.track),
    review: NO_REVIEW,
    custody: NO_CUSTODY,
    telling: NO_TELLING,
    work: NO_WORK,
    relations: body.splitFrom === undefined ? NO_RELATIONS : { ...NO_RELATIONS, splitFrom: body.splitFrom },
    forms: NO_FORMS,
    care: NO_CARE,
    account: NO_ACCOUNT,
    retention: NO_RETENTION,
    feedback: NO_FEEDBACK,
    reasons: body.contact.reasons,
    warnings: [],
    lastNumber: event.number,
    lastHash: event.hash,
  };
}
