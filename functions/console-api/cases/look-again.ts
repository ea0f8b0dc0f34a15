import { z } from '@hono/zod-openapi';
import { Instant } from '../../contracts/vocabulary.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertNotImplicated } from '../work/implicated.ts';
import { addCaseChange } from './change-case.ts';

const DAY_MS = 86_400_000;

/**
 * A person has looked again at a case that rested, or that was closed to be watched. Watching goes on until the next day that they name, and
 * ends where they name none: it is said each time, and never follows from silence.
 */
export function addLookAgain(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'look-again',
    path: '/look-again',
    summary:
      'Say that you have looked again at a case that asked for it, and when it is looked at the next time, if it is',
    body: z.strictObject({ note: z.string().min(1).max(4000), nextLookAt: Instant.nullable() }),
    decide: ({ body: { note, nextLookAt }, state, person, at }) => {
      const { clocks, status } = state;
      if (clocks.review === null && clocks.lookAgainAt === null) {
        throw new ProblemError(409, 'The case does not ask to be looked at again.');
      }
      assertNotImplicated([state], person, setting.roster, 'looked at again');
      if (nextLookAt === null) return { type: 'looked-again', note, nextLookAt };
      if (status !== 'closed') {
        throw new ProblemError(409, 'A case that is worked has no day of looking again. Let it rest until then.');
      }
      const { longest_watch_days: longest } = setting.policy.work;
      const daysAway = (Date.parse(nextLookAt) - Date.parse(at)) / DAY_MS;
      if (daysAway <= 0) throw new ProblemError(422, 'nextLookAt: is not in the future.');
      if (daysAway > longest) throw new ProblemError(422, `nextLookAt: is more than ${longest} days away.`);
      return { type: 'looked-again', note, nextLookAt };
    },
  });
}
