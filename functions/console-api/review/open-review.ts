import { z } from '@hono/zod-openapi';
import { EmployeeId } from '../../contracts/case-access.ts';
import { REVIEW_EVENTS } from '../../contracts/case-review.ts';
import { Contact } from '../../contracts/contact.ts';
import { employeeIdOf, reviewOpened, saltOf } from '../../shared/case/review.ts';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { assertEmployee, assertNotSelf } from './employee.ts';

const OpenBody = z
  .strictObject({
    /** One of the pseudonyms by which cases and the roster name an employee; null where it is not known yet who it was. */
    employeeId: EmployeeId.nullable(),
    /** The contact of the case by which it came up; null, or left out: it came up otherwise. */
    contactId: Contact.shape.contactId.nullable().default(null),
    /** An employee who complained of them; left out where only the subject of the case did. */
    complainantId: EmployeeId.optional(),
    because: REVIEW_EVENTS[0].shape.because,
  })
  .openapi('ReviewOpening');

export function addOpenReview(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'open-review',
    path: '/reviews',
    summary: 'Open the review of an employee by hand; a threat to report one opens it by itself',
    body: OpenBody,
    tells: () => true,
    decide: ({ body, state, person, at }) => {
      const { policy, roster } = setting;
      const named = (id: string) => employeeIdOf(id, roster);
      const employeeId = body.employeeId && named(body.employeeId);
      if (state.status === 'closed') {
        throw new ProblemError(409, 'The case is closed. Open it again first: a review is worked in an open case.');
      }
      if (employeeId !== null) {
        assertEmployee(employeeId, state, roster);
        assertNotSelf(employeeId, person, roster);
      }
      if (state.review.reviews.some((one) => one.employeeId === employeeId && one.completedAt === null)) {
        throw new ProblemError(409, 'A review of this employee is open already. Record it there.');
      }
      const { contactId, because, complainantId } = body;
      if (contactId !== null && !state.contacts.some((one) => one.contactId === contactId)) {
        throw new ProblemError(422, 'contactId: is no contact of this case.');
      }
      if (complainantId !== undefined && named(complainantId) === employeeId) {
        throw new ProblemError(422, 'complainantId: nobody complains of themselves. Leave it out.');
      }
      const complainant = complainantId === undefined ? {} : { complainantId: named(complainantId) };
      return reviewOpened(state, {
        employeeId,
        contactId,
        because,
        salt: saltOf(),
        ...complainant,
        at,
        policy,
        calendar: roster,
      });
    },
  });
}
