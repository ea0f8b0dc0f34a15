import type { CaseContact, CaseEventBody, CaseState, SightingNews } from '../contracts/case.ts';

/**
 * The contact of a case that showed the same act before (requirement 16): the first of them, which is no sighting of another. Either of
 * the two may be the one that knew of the other when it was scored; null where neither did.
 */
export function sameActIn(state: CaseState, contact: CaseContact): CaseContact | null {
  const knows = (one: CaseContact, other: CaseContact) => one.sightings?.includes(other.contactId) ?? false;
  const same = state.contacts.find(
    (known) => known.contactId !== contact.contactId && (knows(known, contact) || knows(contact, known)),
  );
  if (same?.sightingOf === undefined) return same ?? null;
  return state.contacts.find(({ contactId }) => contactId === same.sightingOf) ?? same;
}

/** The event by which a contact joins a case as the same message as `first`, seen again. It counts for nothing, and may be news. */
export function sightingAdded(state: CaseState, contact: CaseContact, first: CaseContact): CaseEventBody {
  return {
    type: 'sighting-added',
    contact: { ...contact, sightingOf: first.contactId },
    news: newsOf(state, contact, first),
  };
}

/**
 * What a second sighting tells that the case did not. An employee who reports a message is heard though it is known (requirement 4); a
 * target that the case did not name has a supervisor who must know (21); and words that only look the same may say more.
 */
export function newsOf(state: CaseState, contact: CaseContact, first: CaseContact): SightingNews | null {
  const others = state.contacts.filter(({ contactId }) => contactId !== contact.contactId);
  const saysMore =
    contact.severity > first.severity || contact.categories.some((category) => !first.categories.includes(category));
  if (saysMore && contact.part === 'flagged') return 'new-concern';
  const { reporterId } = contact;
  if (reporterId !== undefined && !others.some((other) => isSameAct(other, first) && other.reporterId === reporterId)) {
    return 'reported';
  }
  const known = new Set(others.flatMap(({ targetIds }) => targetIds));
  return contact.targetIds.some((targetId) => !known.has(targetId)) ? 'new-target' : null;
}

const isSameAct = (contact: CaseContact, first: CaseContact): boolean =>
  contact.contactId === first.contactId || contact.sightingOf === first.contactId;
