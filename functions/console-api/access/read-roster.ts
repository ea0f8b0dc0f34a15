import { z } from '@hono/zod-openapi';
import type { Roster, RosterPerson } from '../../contracts/roster.ts';
import { ConsoleRole, Instant } from '../../contracts/vocabulary.ts';
import { needToKnow, Place, placesOn } from '../../shared/case/need-to-know.ts';
import { employeeIdOf } from '../../shared/case/review.ts';
import { consoleRolesOf } from '../../shared/console-roles.ts';
import { targetIdOf } from '../../shared/ids.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { noSuchCase, readCaseFor } from './case-access.ts';
import { logView } from './log-view.ts';

export const OnRoster = z
  .object({
    employeeId: z.string(),
    name: z.string(),
    position: z.string(),
    /** As what they are on it. Whether they are in that group of the user pool is for who administers it. */
    role: ConsoleRole,
    because: z.array(Place),
    /** The end of a grant; null where it has none, or they are there by another reason. */
    until: Instant.nullable(),
  })
  .openapi('OnRoster');

const route = guardedRoute('read-roster', {
  method: 'get',
  path: '/api/cases/{caseId}/roster',
  summary: 'Who is on the roster of a case, as what and why; the view is logged',
  request: { params: CaseParameters },
  responses: {
    200: {
      description: 'The people of the company’s roster who may see the case, and those who were taken off it',
      content: {
        'application/json': {
          schema: z.object({
            people: z.array(OnRoster),
            withdrawn: z.array(z.object({ employeeId: z.string(), name: z.string() })),
          }),
        },
      },
    },
    ...problems(404, 422),
  },
});

export function addReadRoster(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param');
    const { record, person } = await readCaseFor(caseId, 'read-roster', c.get('person'), setting);
    const { state } = await logView(record, { what: 'roster', contactId: null }, person, setting);
    if (state === null) throw noSuchCase();
    const need = needToKnow(state);
    const at = setting.now();
    const people = setting.roster.people.flatMap((each) => {
      const employeeId = primaryId(each, setting.roster);
      const until = need.granted.find(({ personId }) => personId === employeeId)?.until ?? null;
      const reader = { id: each.id, name: each.name, address: each.addresses[0] ?? null, roles: rolesOn(each) };
      return placesOn(need, reader, { ...setting, at }).map(({ role, because }) => ({
        ...{ employeeId, name: each.name, position: each.position, role, because: [...because] },
        until: because.includes('granted') ? until : null,
      }));
    });
    const withdrawn = state.access.withdrawn.map(({ personId, name }) => ({ employeeId: personId, name }));
    return c.json({ people, withdrawn }, 200);
  });
}

const primaryId = ({ addresses }: RosterPerson, roster: Roster): string =>
  employeeIdOf(targetIdOf({ name: null, address: addresses[0] ?? null }), roster);

/** Everyone else can be there by name alone, as what sees least. */
function rolesOn(person: RosterPerson): ConsoleRole[] {
  const roles = consoleRolesOf(person);
  return roles.length > 0 ? roles : ['supervisor'];
}
