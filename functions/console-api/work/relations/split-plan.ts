import type { CaseContact, CaseEventBody, CaseState } from '../../../contracts/case.ts';
import type { Policy } from '../../../contracts/policy.ts';
import type { Instant, Priority } from '../../../contracts/vocabulary.ts';
import { type Calendar, deadline } from '../../../shared/case/business-time.ts';
import { heldContacts } from '../../../shared/case/held.ts';
import { isMoreUrgent } from '../../../shared/case/urgency.ts';
import { ProblemError } from '../../http/problem.ts';

/** The contacts that a case of their own opens on, the one that opens it first, and the same messages seen again last. */
export type SplitPlan = readonly [CaseContact, ...CaseContact[]];

/**
 * What is split off with the contacts that a person names: the same messages seen again go with them, for one message is one act.
 * @throws ProblemError 422 for a contact that the case does not hold; 409 where a case cannot open on these, or nothing would be left, or
 * an original is not in the vault yet.
 */
export function planSplit(state: CaseState, contactIds: readonly string[]): SplitPlan {
  const held = heldContacts(state);
  const unknown = contactIds.filter((id) => !held.some(({ contactId }) => contactId === id));
  if (unknown.length > 0)
    throw new ProblemError(422, `contactIds: ${unknown.join(', ')} is not in this case, or not any more.`);
  const actOf = ({ contactId, sightingOf }: CaseContact) => sightingOf ?? contactId;
  const acts = new Set(held.filter(({ contactId }) => contactIds.includes(contactId)).map(actOf));
  const going = held.filter((contact) => acts.has(actOf(contact)));
  const isFlagged = ({ part }: CaseContact) => part === 'flagged';
  const opener = going.filter(isFlagged).reduce<CaseContact | null>(moreUrgent, null);
  if (opener === null) {
    throw new ProblemError(
      409,
      'A case opens on a flagged contact, and none of these is one. Link the two cases instead.',
    );
  }
  if (!held.some((contact) => isFlagged(contact) && !going.includes(contact))) {
    throw new ProblemError(409, 'No flagged contact would be left in this case. Leave it as it is, or merge it.');
  }
  const isKept = ({ contactId }: CaseContact) =>
    [...state.evidence, ...state.evidenceMissing].some((one) => one.contactId === contactId);
  if (!going.every(isKept)) {
    throw new ProblemError(
      409,
      'The original of one of these contacts is not in the vault yet. Try again in a minute.',
    );
  }
  const { sightingOf: _, ...first } = opener;
  const others = going.filter((contact) => contact !== opener).map((contact) => withinPlan(contact, opener, going));
  const isAgain = ({ sightingOf }: CaseContact) => sightingOf !== undefined;
  return [first, ...others.filter((contact) => !isAgain(contact)), ...others.filter(isAgain)];
}

function moreUrgent(best: CaseContact | null, one: CaseContact): CaseContact {
  if (best === null) return one;
  const rank = ({ priority, sightingOf, receivedAt }: CaseContact) =>
    `${priority ?? 'P9'}${sightingOf === undefined ? 0 : 1}${receivedAt}`;
  return rank(one) < rank(best) ? one : best;
}

/** Where the opening contact was itself a second sighting, the first one is seen again after it. */
function withinPlan(contact: CaseContact, opener: CaseContact, going: readonly CaseContact[]): CaseContact {
  const { sightingOf, ...rest } = contact;
  if (opener.sightingOf !== undefined && (sightingOf ?? contact.contactId) === opener.sightingOf) {
    return { ...rest, sightingOf: opener.contactId };
  }
  const isThere = going.some(({ contactId }) => contactId === sightingOf);
  return sightingOf !== undefined && isThere ? contact : rest;
}

export interface Opening {
  readonly plan: SplitPlan;
  /** The case off which it is split. */
  readonly from: CaseState;
  readonly subjectId: string;
  readonly at: Instant;
  readonly policy: Policy;
  readonly calendar: Calendar;
}

/** The next event of the case that is split off; null when it has all of it. Asked again after each, as after a crash. */
export function nextOfSplit(
  state: CaseState | null,
  { plan, from, subjectId, at, policy, calendar }: Opening,
): CaseEventBody | null {
  const due = (of: Priority) => deadline(at, policy.priorities[of].acknowledge, calendar);
  const [opener] = plan;
  if (state === null) {
    const priority = opener.priority ?? from.priority;
    const acknowledgeDueAt = due(priority);
    const lane = opener.lane ?? from.lane;
    return {
      type: 'case-opened',
      subjectId,
      priority,
      lane,
      contact: opener,
      acknowledgeDueAt,
      splitFrom: from.caseId,
    };
  }
  const contact = plan.find(({ contactId }) => !state.contacts.some((known) => known.contactId === contactId));
  if (contact?.sightingOf !== undefined) return { type: 'sighting-added', contact, news: null };
  if (contact !== undefined) {
    const urgency =
      contact.priority !== null && isMoreUrgent(contact.priority, state.priority) ? contact.priority : state.priority;
    return { type: 'contact-added', contact, acknowledgeDueAt: contact.part === 'flagged' ? due(urgency) : null };
  }
  const isGoing = ({ contactId }: { contactId: string }) => plan.some((one) => one.contactId === contactId);
  const evidence = from.evidence.find(
    (one) =>
      isGoing(one) &&
      !state.evidence.some(({ contactId, versionId }) => contactId === one.contactId && versionId === one.versionId),
  );
  if (evidence !== undefined) return { type: 'evidence-preserved', evidence };
  const missing = from.evidenceMissing.find(
    (one) =>
      isGoing(one) &&
      ![...state.evidence, ...state.evidenceMissing].some(({ contactId }) => contactId === one.contactId),
  );
  if (missing !== undefined) return { type: 'evidence-missing', ...missing };
  // What the subject was told is the baseline of this case too.
  const told = from.subjectId === subjectId ? from.warnings : [];
  const warning = told.find(({ noticeId }) => !state.warnings.some((one) => one.noticeId === noticeId));
  if (warning === undefined) return null;
  const { noticeId, kind, targetId, toldAt } = warning;
  if (kind !== 'notice-to-stop' && kind !== 'block') return null;
  return { type: 'notice-recorded', noticeId, kind, targetId, toldAt };
}
