import type { CaseActor, CaseEventBody, CaseState } from '../contracts/case.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseEventDraft } from '../shared/case/store.ts';

export const ACTOR: CaseActor = { kind: 'stage', id: 'clock' };

/** What the clock does to a case is seen by whom the case is there for. */
export function draft({ clocks }: CaseState, at: Instant, body: CaseEventBody): CaseEventDraft {
  return { at, actor: ACTOR, track: clocks.track, body };
}
