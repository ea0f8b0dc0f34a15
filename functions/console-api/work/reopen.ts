import { z } from '@hono/zod-openapi';
import { deadline } from '../../shared/case/business-time.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { Reason } from './typed.ts';

/** Whoever sees that a case was closed too early opens it again; its clock runs anew, and people are told. */
export function addReopen(api: ConsoleApi, setting: ConsoleSetting): void {
  const { policy, roster } = setting;
  addCaseChange(api, setting, {
    action: 'reopen',
    path: '/reopen',
    summary: 'Open a closed case again, with a reason',
    body: z.strictObject({ reason: Reason }),
    tells: () => true,
    decide: ({ body: { reason }, state: { status, priority, relations }, at }) => {
      if (relations.mergedInto !== null) {
        throw new ProblemError(
          409,
          `The case goes on in ${caseNumberOf(relations.mergedInto.caseId)}. Undo the merge, or work there.`,
        );
      }
      if (status !== 'closed') throw new ProblemError(409, `The case is ${status}: it is not closed.`);
      const acknowledgeDueAt = deadline(at, policy.priorities[priority].acknowledge, roster);
      return { type: 'reopened-by-person', reason, acknowledgeDueAt };
    },
  });
}
