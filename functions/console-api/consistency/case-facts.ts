import type { CaseEvent, CaseEventBody, CaseState } from '../../contracts/case.ts';
import type { Category, Disposition, Instant, Priority, Purpose } from '../../contracts/vocabulary.ts';
import { heldContacts } from '../../shared/case/held.ts';

/** What was measured of a case, from its opening. */
export const MEASURES = ['acknowledge', 'first-action', 'close'] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * What became of one case, and when. Nothing of who the subject is, what their account is worth or what they said: whoever compares must not
 * be led by it (requirement 35).
 */
export interface CaseFacts {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly openedAt: Instant;
  /** The gravest that it ever had by what was found: what a person made of it later is an outcome. */
  readonly priority: Priority;
  readonly purpose: Purpose | null;
  /** Of its flagged contacts, in alphabetical order. */
  readonly categories: readonly Category[];
  /** Null while it is not closed. */
  readonly disposition: Disposition | null;
  /** Minutes from the opening; null where it has not been done. */
  readonly minutes: Readonly<Record<Measure, number | null>>;
  /** Who closed it first. */
  readonly closedBy: string | null;
}

const DONE_BY: Readonly<Record<Measure, CaseEventBody['type']>> = {
  acknowledge: 'acknowledged',
  'first-action': 'action-recorded',
  close: 'closed',
};

export function factsOf(events: readonly CaseEvent[], state: CaseState): CaseFacts {
  const { caseId, caseNumber, openedAt, purpose, disposition } = state;
  const first = (type: CaseEventBody['type']) => events.find(({ body }) => body.type === type);
  const minutes = (measure: Measure): number | null => {
    const at = first(DONE_BY[measure])?.at;
    return at === undefined ? null : Math.round((Date.parse(at) - Date.parse(openedAt)) / 60_000);
  };
  const closer = first('closed')?.actor;
  return {
    ...{ caseId, caseNumber, openedAt, purpose, disposition },
    priority: gravestOf(events, state),
    categories: categoriesOf(state),
    minutes: { acknowledge: minutes('acknowledge'), 'first-action': minutes('first-action'), close: minutes('close') },
    closedBy: closer?.kind === 'person' ? closer.name : null,
  };
}

function gravestOf(events: readonly CaseEvent[], { priority }: CaseState): Priority {
  const found = events.flatMap(({ body }) => {
    if (body.type === 'case-opened') return body.priority;
    return body.type === 'priority-raised' ? body.to : [];
  });
  return found.sort()[0] ?? priority;
}

function categoriesOf(state: CaseState): Category[] {
  const flagged = heldContacts(state).filter(({ part }) => part === 'flagged');
  return [...new Set(flagged.flatMap(({ categories }) => categories))].sort();
}
