import { z } from '@hono/zod-openapi';
import { firstActionDue } from '../../shared/case/deadlines.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { changeOf } from '../http/version.ts';
import { addCaseChange } from './change-case.ts';

export function addAcknowledge(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'acknowledge',
    path: '/acknowledge',
    summary: 'Take a case on: its clock stops, and that of the first action starts',
    body: z.strictObject({ note: z.string().max(4000).nullable().optional() }),
    decide: ({ body, record, state, at, setting: { policy, roster } }) => {
      if (state.status === 'open') {
        const firstActionDueAt = firstActionDue(at, state.priority, policy, roster);
        return { type: 'acknowledged', note: body.note ?? null, firstActionDueAt };
      }
      const acted = record.events
        .filter(({ body: { type } }) => type === 'acknowledged' || type === 'closed')
        .slice(-1);
      throw new ProblemError(409, `The case is ${state.status} already.`, acted.map(changeOf));
    },
  });
}
