import { z } from '@hono/zod-openapi';
import type { CaseState } from '../../contracts/case.ts';
import type { WorkLimits } from '../../contracts/disposition-rule.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { heldContacts } from '../../shared/case/held.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertNotImplicated } from './implicated.ts';
import { Moment, Reason } from './typed.ts';

const DAY_MS = 86_400_000;

/** A case rests until a moment, with a reason. It wakes by itself at the end, and by whatever comes to it before. */
export function addSnooze(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'snooze',
    path: '/snooze',
    summary: 'Let a case rest until a moment, with a reason; never an imminent one, and never a direct threat',
    body: z.strictObject({ until: Moment, reason: Reason }),
    decide: ({ body: { until, reason }, state, person, at }) => {
      const { snooze } = state.work;
      if (snooze?.until === until && snooze.reason === reason) return null;
      assertNotImplicated([state], person, setting.roster, 'put to rest');
      assertMayRest(state, until, at, setting.policy.work);
      return { type: 'snoozed', until, reason };
    },
  });
  addCaseChange(api, setting, {
    action: 'wake',
    path: '/wake',
    summary: 'Let a case rest no longer',
    body: z.strictObject({}),
    decide: ({ state: { work } }) => (work.snooze === null ? null : { type: 'woken' }),
  });
}

/**
 * What holds whatever the policy says: nobody waits with what is imminent, with a direct threat, or with what nobody has looked at.
 * @throws ProblemError 409, or 422 for an end that is past or too far away.
 */
export function assertMayRest(state: CaseState, until: Instant, at: Instant, limits: WorkLimits): void {
  const { status, priority } = state;
  if (status === 'open') throw new ProblemError(409, 'A case that nobody has acknowledged does not rest.');
  if (status === 'closed') throw new ProblemError(409, 'The case is closed: there is nothing to put to rest.');
  if (priority === 'P0') throw new ProblemError(409, 'An imminent case (P0) never rests.');
  if (heldContacts(state).some(({ threatType }) => threatType === 'direct')) {
    throw new ProblemError(409, 'A case with a direct threat never rests.');
  }
  if (until <= at) throw new ProblemError(422, 'until: is not in the future.');
  const longestDays = limits.longest_snooze_days[priority];
  if (Date.parse(until) - Date.parse(at) > longestDays * DAY_MS) {
    throw new ProblemError(422, `until: a case of ${priority} rests ${longestDays} days at the most.`);
  }
}
