import type { CaseContact } from '../../contracts/case.ts';
import type { Guidance, GuidanceCondition, GuidanceShown } from '../../contracts/guidance.ts';

/** What of a contact says which guidance is needed. */
export type GuidedContact = Pick<CaseContact, 'channel' | 'categories' | 'lane' | 'conductIds' | 'occurredAt'>;

/** So long after somebody called or came, what to do about the call or the visit itself is still what to do first. */
const ENCOUNTER_LASTS_MS = 24 * 60 * 60 * 1000;

/**
 * The guidance for contacts (requirement 24), the most urgent kind first and each once; behind the others what is for an encounter, where the
 * latest contact came more than a day after it. A contact that has no lane of its own counts with the case's.
 */
export function guidanceFor(
  contacts: readonly GuidedContact[],
  lane: NonNullable<CaseContact['lane']>,
  { always, kinds }: Guidance,
): GuidanceShown {
  const latest = Math.max(...contacts.map(({ occurredAt }) => Date.parse(occurredAt)));
  const isRecent = ({ occurredAt }: GuidedContact) => latest - Date.parse(occurredAt) <= ENCOUNTER_LASTS_MS;
  const now: GuidanceShown['kinds'] = [];
  const later: GuidanceShown['kinds'] = [];
  for (const { when, encounter, ...kind } of kinds) {
    const meant = contacts.filter((contact) => holds(when, contact, lane));
    if (meant.length > 0) (encounter && !meant.some(isRecent) ? later : now).push(kind);
  }
  return { always, kinds: [...now, ...later] };
}

function holds(when: GuidanceCondition, contact: GuidedContact, lane: NonNullable<CaseContact['lane']>): boolean {
  const { channel, categories, conductIds } = contact;
  const has = (wanted: readonly string[]) => categories.some((category) => wanted.includes(category));
  return (
    (when.channels === undefined || when.channels.includes(channel)) &&
    (when.any_category === undefined || has(when.any_category)) &&
    (when.without_category === undefined || !has(when.without_category)) &&
    (when.lanes === undefined || when.lanes.includes(contact.lane ?? lane)) &&
    (when.conduct === undefined || conductIds.length > 0)
  );
}
