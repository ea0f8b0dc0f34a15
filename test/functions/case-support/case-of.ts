import type { CaseActor, CaseEvent, CaseEventBody, CaseState } from '../../../functions/contracts/case.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import { CASE, OPENED, opening, RUTH, STAGE } from './examples.ts';

export const SAM: CaseActor = { kind: 'person', id: 'sub-sam', name: 'Samuel Greer', roles: ['security'] };

/** When the n-th event of {@link eventsOf} happened. */
export const minute = (n: number): string => new Date(Date.parse(OPENED) + (n - 1) * 60_000).toISOString();

/** A case opened at 1, with these events after it, a minute apart: by Ruth where nobody is said. */
export function eventsOf(...entries: (CaseEventBody | readonly [CaseEventBody, CaseActor])[]): CaseEvent[] {
  const events: CaseEvent[] = [];
  const all = [
    [opening(), STAGE] as const,
    ...entries.map((each) => ('type' in each ? ([each, RUTH] as const) : each)),
  ];
  for (const [n, [body, actor]] of all.entries()) {
    events.push(sealEvent({ caseId: CASE, at: minute(n + 1), actor, track: 'handling', body }, events.at(-1) ?? null));
  }
  return events;
}

export function caseOf(...entries: Parameters<typeof eventsOf>): CaseState {
  const state = foldCase(eventsOf(...entries));
  if (state === null) throw new Error('the case was not opened');
  return state;
}
