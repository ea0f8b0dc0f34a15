import { z } from '@hono/zod-openapi';
import { Priority } from '../../contracts/vocabulary.ts';
import { deadline } from '../../shared/case/business-time.ts';
import { isMoreUrgent } from '../../shared/case/urgency.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertNotImplicated } from './implicated.ts';
import { assertMayLower } from './lower.ts';
import { Reason } from './typed.ts';

const Asked = z.strictObject({ to: Priority, reason: Reason });

/** A person knows what no assessment does. What they raise is told and acknowledged anew; what they lower has limits. */
export function addPriority(api: ConsoleApi, setting: ConsoleSetting): void {
  const { policy, roster } = setting;
  addCaseChange(api, setting, {
    action: 'raise-priority',
    path: '/priority/raise',
    summary: 'Make a case more urgent than it was assessed',
    body: Asked,
    tells: () => true,
    decide: ({ body: { to, reason }, state: { priority: from, status }, at }) => {
      if (status === 'closed') throw new ProblemError(409, 'The case is closed. Reopen it, then raise it.');
      if (to === from) return null;
      if (!isMoreUrgent(to, from)) {
        throw new ProblemError(422, `to: ${to} is not more urgent than ${from}. Security lowers a priority.`);
      }
      const acknowledgeDueAt = deadline(at, policy.priorities[to].acknowledge, roster);
      return { type: 'priority-set', from, to, reason, acknowledgeDueAt };
    },
  });
  addCaseChange(api, setting, {
    action: 'lower-priority',
    path: '/priority/lower',
    summary: 'Make a case less urgent than it was assessed, with a reason',
    body: Asked,
    decide: ({ body: { to, reason }, state, record, person, at }) => {
      const { priority: from } = state;
      if (to === from) return null;
      if (isMoreUrgent(to, from))
        throw new ProblemError(422, `to: ${to} is more urgent than ${from}. Raise it instead.`);
      assertNotImplicated([state], person, roster, 'made less urgent');
      assertMayLower(state, record.events, to, person.id, at, policy.work);
      return { type: 'priority-set', from, to, reason };
    },
  });
}
