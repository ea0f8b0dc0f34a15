import type { Sighting } from '../contracts/conduct.ts';
import type { Contact } from '../contracts/contact.ts';
import { targetIdOf } from '../shared/ids.ts';
import type { Facts } from './conduct/facts.ts';
import type { Reading } from './read-signals.ts';

/** The pseudonyms of those at whom a contact is aimed: whom it was sent to, and whom its words of concern name. By address, else by name. */
export function targetIdsOf(
  { targets }: Pick<Contact, 'targets'>,
  { aimedAt = [] }: Pick<Reading, 'aimedAt'>,
): string[] {
  return [...new Set([...targets, ...aimedAt].map(targetIdOf))];
}

/** The pseudonyms of those whom a contact names without being aimed at them: nothing but a notice about them makes that matter. */
export function mentionedIdsOf(
  contact: Pick<Contact, 'targets' | 'mentions'>,
  reading: Pick<Reading, 'aimedAt'>,
): string[] {
  const aimed = targetIdsOf(contact, reading);
  return [...new Set((contact.mentions ?? []).map(targetIdOf))].filter((id) => !aimed.includes(id));
}

/**
 * One pseudonym for each employee whom a contact concerns, in what was kept under others of theirs: a history or a notice of an older
 * version has one for each of their addresses, and one for their name where nothing else was known.
 */
export function oneIdEach(
  { targets, mentions = [], furtherAddresses = {} }: Pick<Contact, 'targets' | 'mentions' | 'furtherAddresses'>,
  sightings: readonly Sighting[],
  facts: Facts,
): { sightings: readonly Sighting[]; facts: Facts } {
  const known = new Map<string, string>();
  for (const { name, address } of [...targets, ...mentions]) {
    if (address === null) continue;
    const id = targetIdOf({ name, address });
    if (name !== null) known.set(targetIdOf({ name, address: null }), id);
    for (const further of furtherAddresses[address] ?? []) known.set(targetIdOf({ name, address: further }), id);
  }
  const one = (id: string): string => known.get(id) ?? id;
  const each = (ids: readonly string[]): string[] => [...new Set(ids.map(one))];
  if (known.size === 0) return { sightings, facts };
  return {
    sightings: sightings.map((sighting) =>
      sighting.targetIds.some((id) => known.has(id)) ? { ...sighting, targetIds: each(sighting.targetIds) } : sighting,
    ),
    facts: {
      ...facts,
      notices: facts.notices.map((notice) =>
        notice.targetId !== null && known.has(notice.targetId) ? { ...notice, targetId: one(notice.targetId) } : notice,
      ),
    },
  };
}
