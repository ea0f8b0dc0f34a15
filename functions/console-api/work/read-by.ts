import type { CaseContact, CaseEvent, CaseState } from '../../contracts/case.ts';
import { heldContacts } from '../../shared/case/held.ts';

/** A case as far as it says who has read it. */
interface Read {
  readonly state: CaseState | null;
  readonly events: readonly CaseEvent[];
}

/**
 * The flagged contacts of some cases that a person has not opened: the record of views says so, not they. The same message seen again is
 * read with the first. A contact that came in again with more to show counts as unread until it is opened after that.
 */
export function unreadBy(personId: string, cases: readonly Read[]): CaseContact[] {
  return cases.flatMap(({ state, events }) => {
    if (state === null) return [];
    const flaggedAt = new Map<string, number>();
    const openedAt = new Map<string, number>();
    for (const { number, body, actor } of events) {
      if ((body.type === 'case-opened' || body.type === 'contact-added') && body.contact.part === 'flagged') {
        flaggedAt.set(body.contact.contactId, number);
      }
      if (body.type === 'viewed' && body.what === 'contact' && body.contactId !== null && actor.id === personId) {
        openedAt.set(body.contactId, number);
      }
    }
    return heldContacts(state).filter(
      ({ part, sightingOf, contactId }) =>
        part === 'flagged' &&
        sightingOf === undefined &&
        (openedAt.get(contactId) ?? 0) < (flaggedAt.get(contactId) ?? 0),
    );
  });
}
