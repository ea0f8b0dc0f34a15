import type { Instant } from '../contracts/vocabulary.ts';
import { isUntold } from '../shared/case/deadlines.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { ACTOR } from './draft.ts';

/**
 * The events of a case that `notify` is asked for, once more or for the first time: those of the clock's own of which nobody is told yet,
 * and those of another stage that crashed between writing one and asking for it.
 */
export function eventsToTell({ state, events }: CaseRecord, at: Instant): number[] {
  const own = (about: number) => events.some(({ number, actor }) => number === about && actor.id === ACTOR.id);
  const untold = state?.clocks.untold ?? [];
  return untold.filter((one) => own(one.about) || isUntold(one, at)).map(({ about }) => about);
}
