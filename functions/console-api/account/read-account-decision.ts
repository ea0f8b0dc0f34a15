import { z } from '@hono/zod-openapi';
import { AccountState } from '../../contracts/case-account.ts';
import { RosterRole } from '../../contracts/vocabulary.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { peopleToTell } from '../../shared/case/people.ts';
import { noSuchCase, readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { decidingRole, mayDecide } from './decider.ts';

export const AccountView = z
  .object({
    /** Who decides in this case, by their role on the roster. */
    decider: z.object({ role: RosterRole, names: z.array(z.string()) }),
    /** Whether that is you. */
    youDecide: z.boolean(),
    /** The last one stands. */
    decisions: AccountState,
  })
  .openapi('AccountView');

const route = guardedRoute('read-account-decision', {
  method: 'get',
  path: '/api/cases/{caseId}/account-decision',
  summary: 'What was decided on the account, who was told, and who decides; the view is logged',
  request: { params: CaseParameters },
  responses: {
    200: { description: 'The decisions', content: { 'application/json': { schema: AccountView } } },
    ...problems(404, 422),
  },
});

export function addReadAccountDecision(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param');
    const read = await readCaseFor(caseId, 'read-account-decision', c.get('person'), setting);
    const { record, tracks, person } = read;
    const shown = foldCase(visibleEvents(record, tracks));
    if (shown === null || record.state === null) throw noSuchCase();
    await logView(record, { what: 'case', contactId: null }, person, setting);
    // Of what this person sees: that a decider is passed over must not tell of the review of an employee (requirement 29).
    const role = decidingRole(shown, setting);
    const names = peopleToTell(role, shown, setting.roster).map(({ name }) => name);
    const youDecide = mayDecide(person, record.state, setting);
    return c.json({ decider: { role, names }, youDecide, decisions: shown.account }, 200);
  });
}
