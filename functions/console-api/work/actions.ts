import { z } from '@hono/zod-openapi';
import type { CaseState } from '../../contracts/case.ts';
import { CaseAction, type WorkState } from '../../contracts/case-work.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertOwn, isWritten, sameJson } from './notes.ts';
import { Moment, pastMoment, ShortText } from './typed.ts';

/**
 * What was done about a case (requirement 33). It is the record of what people did: nothing is sent to the customer, nobody is called. The
 * first one stops the clock of first action.
 */
export function addActions(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'record-action',
    path: '/actions',
    summary: 'Record what was done, when and by whom',
    body: z.strictObject({
      action: CaseAction,
      doneAt: Moment,
      /** Left out: you. */
      doneBy: ShortText.optional(),
      corrects: z.int().positive().optional(),
    }),
    decide: ({ body: { action, doneAt, doneBy, corrects }, state, person, at }) => {
      const { actions } = state.work;
      const said = { action, doneAt: pastMoment('doneAt', doneAt, at), doneBy: doneBy ?? person.name, corrects };
      if (isWritten(actions, person.id, (one) => sameJson(said, keptOf(one)))) return null;
      if (corrects !== undefined) assertOwn(actions, corrects, person.id);
      assertKnown(action, state);
      const { corrects: _, ...recorded } = said;
      return { type: 'action-recorded', ...recorded, ...(corrects === undefined ? {} : { corrects }) };
    },
  });
}

const keptOf = ({ action, doneAt, doneBy, corrects }: WorkState['actions'][number]) => ({
  action,
  doneAt,
  doneBy,
  corrects,
});

/** @throws ProblemError 422 where an action names what the case does not have. */
function assertKnown(action: CaseAction, { warnings, contacts }: CaseState): void {
  if (action.kind === 'notice-to-stop') {
    const notice = warnings.find(({ noticeId }) => noticeId === action.noticeId);
    if (notice?.kind === 'notice-to-stop') return;
    throw new ProblemError(
      422,
      'action.noticeId: is no notice to stop of this case. Record it with the subject first: it changes what later contacts mean.',
    );
  }
  if (!('targetId' in action) || action.targetId === undefined) return;
  const { targetId } = action;
  if (contacts.some(({ targetIds }) => targetIds.includes(targetId))) return;
  throw new ProblemError(422, 'action.targetId: is nobody at whom a contact of this case is aimed.');
}
