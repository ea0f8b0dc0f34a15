import { z } from '@hono/zod-openapi';
import type { Roster } from '../../contracts/roster.ts';
import { RosterRole } from '../../contracts/vocabulary.ts';
import { targetIdsOf } from '../../shared/case/people.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';

/** An employee of the roster: cases name them by pseudonyms, and people by their names. */
const EmployeeView = z
  .object({
    id: z.string(),
    name: z.string(),
    position: z.string(),
    location: z.string(),
    roles: z.array(RosterRole),
    /** The pseudonyms under which cases name them as a target or a reporter. */
    targetIds: z.array(z.string()),
  })
  .openapi('EmployeeView');

export const Directory = z
  .object({
    timeZone: z.string(),
    people: z.array(EmployeeView),
    /** Who asks: the token's subject, and who that is on the roster; null for somebody who is not. */
    you: z.object({ id: z.string(), employeeId: z.string().nullable() }),
  })
  .openapi('Directory');

const route = guardedRoute('list-people', {
  method: 'get',
  path: '/api/people',
  summary: 'The employees of the roster, with the pseudonyms under which cases name them',
  responses: {
    200: {
      description: 'In the order of the roster',
      content: {
        'application/json': { schema: Directory },
      },
    },
  },
});

/** No mail address of anybody is in it: the console writes to nobody. */
export function addListPeople(api: ConsoleApi, { roster }: ConsoleSetting): void {
  const { timeZone } = roster;
  const people = roster.people.map(viewEmployee);
  api.openapi(route, (c) => {
    const { id, address } = c.get('person');
    const you = roster.people.find((each) => address !== null && each.addresses.includes(address));
    return c.json({ timeZone, people, you: { id, employeeId: you?.id ?? null } }, 200);
  });
}

function viewEmployee(person: Roster['people'][number]): z.infer<typeof EmployeeView> {
  const { id, name, position, location, roles } = person;
  return { id, name, position, location, roles, targetIds: [...targetIdsOf(person)] };
}
