import type { Assessment } from '../contracts/assessment.ts';
import type { CaseContact, CaseState } from '../contracts/case.ts';
import type { Contact, Party } from '../contracts/contact.ts';
import type { Roster } from '../contracts/roster.ts';
import { originalExtension } from '../shared/case/file-name.ts';
import { heldContacts } from '../shared/case/held.ts';
import { caseNumberOf, targetIdOf } from '../shared/ids.ts';
import type { Employee, Exhibit, Material } from './material.ts';

/** A contact and its assessment as they were read; null where they are not to be had. */
export interface Read {
  readonly source: Contact | null;
  readonly assessment: Assessment | null;
}

/**
 * Numbers the contacts of a case as exhibits, in the order in which things were said.
 * @param toward only what is aimed at this employee; null for all. What is seen again is aimed at whom the act is aimed at.
 */
export function numberExhibits(
  state: CaseState,
  read: ReadonlyMap<string, Read>,
  toward: string | null,
): { exhibits: Exhibit[]; leftOut: number } {
  // What was split off is another case's matter, and may be another person's words.
  const held = heldContacts(state);
  const byId = new Map(held.map((contact) => [contact.contactId, contact]));
  const actOf = (contact: CaseContact) =>
    contact.sightingOf === undefined ? contact : (byId.get(contact.sightingOf) ?? contact);
  const aimed = (contact: CaseContact) =>
    toward === null || contact.targetIds.includes(toward) || actOf(contact).targetIds.includes(toward);
  const shown = held.filter(aimed).sort(inOrder);
  const numbers = new Map(shown.map(({ contactId }, index) => [contactId, index + 1]));
  const exhibits = shown.map((contact): Exhibit => {
    const { contactId } = contact;
    const number = numbers.get(contactId) as number;
    const { source = null, assessment = null } = read.get(contactId) ?? {};
    const evidence = state.evidence.findLast((one) => one.contactId === contactId);
    const extension = source === null ? 'bin' : originalExtension(source);
    return {
      number,
      contact,
      source,
      assessment,
      original:
        evidence === undefined ? null : { evidence, file: `exhibits/${String(number).padStart(4, '0')}.${extension}` },
      missing:
        evidence !== undefined
          ? null
          : (state.evidenceMissing.find((one) => one.contactId === contactId)?.reason ?? 'not-yet'),
      sameAs: contact.sightingOf === undefined ? null : (numbers.get(contact.sightingOf) ?? null),
    };
  });
  return { exhibits, leftOut: held.length - shown.length };
}

function inOrder(a: CaseContact, b: CaseContact): number {
  const [left, right] = [a, b].map(({ occurredAt, receivedAt, contactId }) => occurredAt + receivedAt + contactId);
  return (left as string) < (right as string) ? -1 : 1;
}

/** The employees that the case is toward, by the names that the contacts or the roster give them; one of whom nothing gives a name has none. */
export function employeesOf(
  state: CaseState,
  sources: readonly (Contact | null)[],
  { people }: Pick<Roster, 'people'>,
): Employee[] {
  const known = new Map<string, Employee>();
  const add = (party: Party, name: string | null) => {
    const targetId = targetIdOf(party);
    const before = known.get(targetId);
    known.set(targetId, {
      targetId,
      name: before?.name ?? name ?? party.name,
      address: before?.address ?? party.address,
    });
  };
  for (const { name, addresses } of people) {
    for (const address of addresses) add({ name: null, address }, name);
    add({ name, address: null }, name);
  }
  for (const source of sources) for (const party of source?.targets ?? []) add(party, null);
  return state.targets.map(({ targetId }) => known.get(targetId) ?? { targetId, name: null, address: null });
}

/**
 * That further contacts of the same person are in other cases, which were merged into this one and have a chain of custody each: they are in
 * packets of their own, and whoever files this one must know that they are missing from it. Null where there are none.
 */
export function mergedElsewhere({ state }: Pick<Material, 'state'>): string | null {
  const numbers = state.relations.mergedFrom.map(({ caseId }) => caseNumberOf(caseId)).sort();
  if (numbers.length === 0) return null;
  const isOne = numbers.length === 1;
  return `${isOne ? 'Case' : 'Cases'} ${numbers.join(', ')} ${isOne ? 'is' : 'are'} of the same person and went on in this one. What was received before that is not in this packet: ask for a packet of ${isOne ? 'that case' : 'each'} too, and file them together.`;
}
