import { z } from '@hono/zod-openapi';
import { ACCESS_EVENTS, EmployeeId } from '../../contracts/case-access.ts';
import type { Roster } from '../../contracts/roster.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { targetIdsOf } from '../../shared/case/people.ts';
import { employeeIdOf } from '../../shared/case/review.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';

const { reason } = ACCESS_EVENTS[0].shape;

/** A person is put on the roster of a case, or taken off it, by who answers for the case; never by themselves (docs/decisions/0021). */
export function addGrantAccess(api: ConsoleApi, setting: ConsoleSetting): void {
  const { roster } = setting;
  addCaseChange(api, setting, {
    action: 'grant-access',
    path: '/access',
    summary: 'Let a person of the roster see this case, until a time or until it is withdrawn',
    body: z.strictObject({ employeeId: EmployeeId, reason, until: Instant.nullable().default(null) }),
    tells: () => true,
    decide: ({ body, person, at }) => {
      const who = personOf(body.employeeId, person.address, roster);
      if (body.until !== null && body.until <= at) {
        throw new ProblemError(422, 'until: is past. Name a time to come, or leave it out.');
      }
      return { type: 'access-granted', ...who, reason: body.reason, until: body.until };
    },
  });
  addCaseChange(api, setting, {
    action: 'grant-access',
    path: '/access/withdrawal',
    summary: 'Take a person off the roster of this case; who is on it by their function stays',
    body: z.strictObject({ employeeId: EmployeeId, reason }),
    decide: ({ body, person, state }) => {
      const who = personOf(body.employeeId, person.address, roster);
      if (state.access.withdrawn.some(({ personId }) => personId === who.personId)) {
        throw new ProblemError(409, 'Their access is withdrawn already.');
      }
      return { type: 'access-withdrawn', ...who, reason: body.reason };
    },
  });
}

/** @throws ProblemError 422 for nobody of the roster, and for oneself. */
function personOf(employeeId: string, asking: string | null, { people }: Roster): { personId: string; name: string } {
  const found = people.find((person) => targetIdsOf(person).includes(employeeId));
  if (found === undefined) throw new ProblemError(422, 'employeeId: is nobody of the roster. See /api/people.');
  if (asking !== null && found.addresses.includes(asking)) {
    throw new ProblemError(422, 'employeeId: is you. Ask a colleague to decide on your own access.');
  }
  return { personId: employeeIdOf(employeeId, { people }), name: found.name };
}
