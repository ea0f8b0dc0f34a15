import type { CaseEvent, CaseEventBody } from '../../contracts/case.ts';
import { OF_CLOCKS } from './clocks.ts';
import { OF_CONTACTS } from './contacts.ts';
import { OF_PEOPLE } from './people.ts';
import type { AnyToldOf } from './row.ts';

/**
 * Every kind of event that people are told of. What is in none of these rows is told to nobody, and a message that asks for it is an
 * error that ends in the dead letters, where the operator sees it. To tell of another kind of event, add a row.
 */
export const TOLD_OF: readonly AnyToldOf[] = [...OF_CLOCKS, ...OF_CONTACTS, ...OF_PEOPLE];

/** The row of an event; null for what stays in the case. */
export function rowOf(event: CaseEvent): AnyToldOf | null {
  return TOLD_OF.find(({ type, when }) => type === event.body.type && (when?.(event.body, event) ?? true)) ?? null;
}

/** The gravest of what happened together, with its event. */
export function gravestOf(events: readonly CaseEvent[]): { row: AnyToldOf; body: CaseEventBody } | null {
  const found = events.flatMap((event) => {
    const row = rowOf(event);
    return row === null ? [] : [{ row, body: event.body, rank: TOLD_OF.indexOf(row) }];
  });
  return found.sort((a, b) => a.rank - b.rank)[0] ?? null;
}
