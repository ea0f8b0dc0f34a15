import type { Assessment } from '../contracts/assessment.ts';
import type { CaseContact } from '../contracts/case.ts';
import type { Contact } from '../contracts/contact.ts';
import type { Lane, Priority } from '../contracts/vocabulary.ts';
import { targetIdOf } from '../shared/ids.ts';

export type FlaggedContact = CaseContact & { readonly priority: Priority; readonly lane: Lane };

/** What a case keeps of the contact that it opens on or that joins it. */
export function flaggedContact(contact: Contact, assessment: Assessment): FlaggedContact {
  return {
    ...keptOf(contact, assessment),
    part: 'flagged',
    // A message on the queue asks for a case. An assessment that gives it no place is a fault; a person works it, in a P2's time.
    priority: assessment.priority ?? 'P2',
    lane: assessment.lane ?? 'unscored',
  };
}

/** What a case keeps of a contact that it would not open on: the same message as one that it did open on, seen again. */
export function unflaggedSighting(contact: Contact, assessment: Assessment): CaseContact {
  return { ...keptOf(contact, assessment), part: 'contributing' };
}

/**
 * What a case keeps of an earlier act that its pattern stands on. Its assessment may not be written yet when two contacts are
 * scored at once: it is kept all the same, because what counts is that its original is preserved.
 */
export function contributingContact(contact: Contact, assessment: Assessment | null): CaseContact {
  return { ...keptOf(contact, assessment), part: 'contributing' };
}

/** What tells a reader of the case that it is a message of which there are other sightings. Left out, never null: see the contract. */
function seenIn({ contactId, reporter }: Contact, assessment: Assessment | null): Partial<CaseContact> {
  const act = assessment?.act ?? null;
  const others = act?.contactIds.filter((other) => other !== contactId) ?? [];
  return {
    ...(reporter === null ? {} : { reporterId: targetIdOf(reporter) }),
    ...(others.length === 0 ? {} : { sightings: others }),
    ...(act === null || act.nearDuplicateOf === null ? {} : { nearDuplicateOf: act.nearDuplicateOf }),
  };
}

function keptOf(contact: Contact, assessment: Assessment | null): Omit<CaseContact, 'part'> {
  return {
    contactId: contact.contactId,
    channel: contact.channel,
    receivedAt: contact.receivedAt,
    occurredAt: contact.occurredAt,
    targetIds: assessment?.targetIds ?? [],
    priority: assessment?.priority ?? null,
    lane: assessment?.lane ?? null,
    threatType: assessment?.threatType ?? null,
    severity: assessment?.severity ?? 0,
    categories: assessment?.categories ?? [],
    conductIds: [...new Set(assessment?.conduct.map(({ id }) => id) ?? [])],
    reasons: assessment?.reasons ?? [],
    ...seenIn(contact, assessment),
  };
}
