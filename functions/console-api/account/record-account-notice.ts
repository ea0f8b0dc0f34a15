import { z } from '@hono/zod-openapi';
import { NoticeWay } from '../../contracts/case-account.ts';
import { RosterRole } from '../../contracts/vocabulary.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { Moment, pastMoment } from '../work/typed.ts';

const NoticeBody = z
  .strictObject({
    role: RosterRole,
    /** When they were told. */
    toldAt: Moment,
    how: NoticeWay.exclude(['mail']),
  })
  .openapi('AccountNotice');

/** The mail of this system puts its own time on the case; this is for who was told otherwise, such as by telephone. */
export function addRecordAccountNotice(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'record-account-notice',
    path: '/account-decision/notices',
    summary: 'Record when the account officer or the market president was told of the decision, otherwise than by mail',
    body: NoticeBody,
    decide: ({ body, state, at }) => {
      const decision = state.account.at(-1);
      if (decision === undefined) {
        throw new ProblemError(409, 'Nothing has been decided on the account, so there is nothing to tell.');
      }
      const notice = decision.notices.find(({ role }) => role === body.role);
      if (notice === undefined) {
        const asked = decision.notices.map(({ role }) => role).join(', ') || 'nobody';
        throw new ProblemError(409, `The decision asks that these be told of it: ${asked}.`);
      }
      if (notice.toldAt !== null) throw new ProblemError(409, `They were told at ${notice.toldAt}.`);
      const toldAt = pastMoment('toldAt', body.toldAt, at);
      if (toldAt < decision.at) {
        throw new ProblemError(422, `toldAt: is before the decision, which was taken at ${decision.at}.`);
      }
      return { type: 'account-notice-given', about: decision.event, ...body, toldAt };
    },
  });
}
