import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { CareStage, type CareState } from '../../../contracts/case-care.ts';
import { type Changes, refusal, writerOf } from './change.ts';

/** Where the handling of the customer stands. */
export const CARE_CHANGES: Changes<'care-stage-reached'> = { 'care-stage-reached': stageReached };

/** Whether a case may go to a stage: to the next one in their order, or back to an earlier one. */
export function careMove(care: CareState, stage: CareStage): 'next' | 'back' | 'here' | 'too-far' {
  const current = care.at(-1)?.stage;
  const from = current === undefined ? -1 : CareStage.options.indexOf(current);
  const to = CareStage.options.indexOf(stage);
  if (to === from) return 'here';
  if (to < from) return 'back';
  return to === from + 1 ? 'next' : 'too-far';
}

function stageReached(
  state: CaseState,
  { stage, facts, backBecause }: CaseEventOf<'care-stage-reached'>,
  event: CaseEvent,
): Partial<CaseState> {
  const move = careMove(state.care, stage);
  if (move === 'here') throw refusal(event, `the case is at ${stage} already`);
  if (move === 'too-far') throw refusal(event, `the case has not been at the stage before ${stage}`);
  if ((move === 'back') !== (backBecause !== undefined)) {
    throw refusal(event, move === 'back' ? 'it does not say why the case goes back' : 'the case goes on and not back');
  }
  const because = backBecause === undefined ? {} : { backBecause };
  const step = { stage, since: event.at, by: writerOf(event), event: event.number, facts, ...because };
  return { care: [...state.care, step] };
}
