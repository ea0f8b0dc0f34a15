import type { CaseContact } from '../../contracts/case.ts';
import type { Guidance, GuidanceCondition, GuidanceShown } from '../../contracts/guidance.ts';

/** What of a contact says which guidance is needed. */
export type GuidedContact = Pick<CaseContact, 'channel' | 'categories' | 'lane' | 'conductIds'>;

/**
 * The guidance for contacts (requirement 24), the most urgent kind first and each once. A contact that has no lane of its own counts with
 * the case's.
 */
export function guidanceFor(
  contacts: readonly GuidedContact[],
  lane: NonNullable<CaseContact['lane']>,
  { always, kinds }: Guidance,
): GuidanceShown {
  const shown = kinds.filter(({ when }) => contacts.some((contact) => holds(when, contact, lane)));
  return { always, kinds: shown.map(({ when: _, ...kind }) => kind) };
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
