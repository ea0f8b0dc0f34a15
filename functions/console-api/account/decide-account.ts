import { z } from '@hono/zod-openapi';
import { AccountOption } from '../../contracts/case-account.ts';
import { Channel } from '../../contracts/vocabulary.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { addCaseChange } from '../cases/change-case.ts';
import { visibleEvents } from '../cases/views.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { Reason, ShortText } from '../work/typed.ts';
import { decidingRole, mayDecide, whoDecides } from './decider.ts';

/** No member says what the customer is worth: requirements 32 and 35. */
const DecisionBody = z
  .strictObject({
    option: AccountOption,
    reason: Reason,
    /** The channels to be closed to the customer: with `restrict-channel`, and with nothing else. */
    channels: z.array(Channel).min(1).optional(),
    /** To whom it is referred: with `refer`, and with nothing else. */
    referredTo: ShortText.optional(),
  })
  .refine(({ option, channels }) => (option === 'restrict-channel') === (channels !== undefined), {
    path: ['channels'],
    message: 'names the channels to be closed where the option is restrict-channel, and is left out elsewhere',
  })
  .refine(({ option, referredTo }) => (option === 'refer') === (referredTo !== undefined), {
    path: ['referredTo'],
    message: 'names to whom it is referred where the option is refer, and is left out elsewhere',
  })
  .openapi('AccountDecision');

/** A decision can be taken again, by the same decider and with a new reason; both stay on the record. */
export function addDecideAccount(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'decide-account',
    path: '/account-decision',
    summary: 'Decide what becomes of the customer’s account; one person may',
    body: DecisionBody,
    decide: ({ body, record, state, person, tracks }) => {
      if (!mayDecide(person, state, setting)) {
        // By what they see: that a decider is passed over must not tell of the review of an employee (requirement 29).
        const shown = foldCase(visibleEvents(record, tracks)) ?? state;
        throw new ProblemError(403, `The decision on the account has one decider: ${whoDecides(shown, setting)}.`);
      }
      const decidedAs = decidingRole(state, setting);
      return { type: 'account-decided', ...body, decidedAs, asks: setting.policy.account.told };
    },
    tells: ({ type }) => type === 'account-decided' && setting.policy.account.told.length > 0,
  });
}
