import type { CaseContact, CaseState } from '../../contracts/case.ts';

/** What of a case says which contacts it holds. */
export type Holding = Pick<CaseState, 'contacts' | 'relations'>;

/** The contacts that a case is worked on: all but those that were split off into a case of their own, which stay on its record. */
export function heldContacts({ contacts, relations }: Holding): CaseContact[] {
  if (relations.splitOff.length === 0) return contacts;
  const elsewhere = new Set(relations.splitOff.flatMap(({ contactIds }) => contactIds));
  return contacts.filter(({ contactId }) => !elsewhere.has(contactId));
}

/** The case into which a contact was split off; null where it was not. */
export function splitOffTo({ relations }: Pick<CaseState, 'relations'>, contactId: string): string | null {
  return relations.splitOff.find(({ contactIds }) => contactIds.includes(contactId))?.caseId ?? null;
}
