import type { Assessment } from '../contracts/assessment.ts';
import type { CaseContact } from '../contracts/case.ts';
import type { Contact } from '../contracts/contact.ts';
import type { Lane, Priority } from '../contracts/vocabulary.ts';
import { targetIdOf } from '../shared/ids.ts';
import type { Share } from './shares.ts';

export type FlaggedContact = CaseContact & { readonly priority: Priority; readonly lane: Lane };

/**
 * What a case keeps of the contact that it opens on or that joins it, as far as the case is concerned.
 * @param version of the assessment, where it is not the first.
 */
export function flaggedContact(
  contact: Contact,
  assessment: Assessment,
  share: Share,
  version?: string,
): FlaggedContact {
  const { priority, lane, threatType, reasons, purpose } = share;
  return {
    ...keptOf(contact, assessment),
    part: 'flagged',
    priority,
    lane,
    threatType,
    reasons,
    conductIds: [...new Set(share.conduct.map(({ id }) => id))],
    ...(purpose === null ? {} : { purpose }),
    ...(version === undefined ? {} : { assessment: version }),
  };
}

/** What a case keeps of a contact that it would not open on: seen again, or only later, or flagged for what another case is for. */
export function unflaggedContact(contact: Contact, assessment: Assessment): CaseContact {
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
