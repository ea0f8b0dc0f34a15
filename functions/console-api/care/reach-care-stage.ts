import { z } from '@hono/zod-openapi';
import { CareStage } from '../../contracts/case-care.ts';
import { careMove } from '../../shared/case/fold/care.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';

const StageBody = z
  .strictObject({
    stage: CareStage,
    facts: z.string().trim().min(1).max(4000),
    /** Why the case goes back: needed to go back, and for nothing else. */
    backBecause: z.string().trim().min(1).max(4000).optional(),
  })
  .openapi('CareStageReached');

/** In the order of the stages, one at a time (requirement 32); back to any earlier one, with a reason. */
export function addReachCareStage(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'reach-care-stage',
    path: '/care-stage',
    summary: 'Say that a case has reached a stage of CARE, and by what',
    body: StageBody,
    decide: ({ body: { backBecause, ...body }, state: { care } }) => {
      const move = careMove(care, body.stage);
      const here = care.at(-1);
      const standing = here === undefined ? 'The case is at no stage yet' : `The case is at ${here.stage}`;
      if (move === 'here') throw new ProblemError(409, `${standing} since ${here?.since} already.`);
      if (move === 'too-far') {
        const next = CareStage.options[here === undefined ? 0 : CareStage.options.indexOf(here.stage) + 1];
        throw new ProblemError(409, `${standing}. The stages are taken in their order, and the next one is ${next}.`);
      }
      if (move === 'back' && backBecause === undefined) {
        throw new ProblemError(422, `backBecause: ${standing}; say why it goes back to ${body.stage}.`);
      }
      if (move === 'next' && backBecause !== undefined) {
        throw new ProblemError(422, `backBecause: ${standing}, and goes on to ${body.stage}, not back. Leave it out.`);
      }
      return { type: 'care-stage-reached', ...body, ...(backBecause === undefined ? {} : { backBecause }) };
    },
  });
}
