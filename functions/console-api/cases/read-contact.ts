import { Assessment } from '../../contracts/assessment.ts';
import { Contact } from '../../contracts/contact.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { assessmentKey, contactKey, readJson, readJsonIfThere } from '../../shared/objects.ts';
import { readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { unmaskedUntil } from './masking.ts';
import { CaseParameters } from './read-case.ts';
import { ContactView, viewContact, visibleEvents } from './views.ts';

const route = guardedRoute('read-contact', {
  method: 'get',
  path: '/api/cases/{caseId}/contacts/{contactId}',
  summary: 'What was said in one contact of a case, and what was found in it; the view is logged',
  request: { params: CaseParameters.extend({ contactId: Contact.shape.contactId }) },
  responses: {
    200: { description: 'The contact', content: { 'application/json': { schema: ContactView } } },
    ...problems(404, 422),
  },
});

export function addReadContact(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId, contactId } = c.req.valid('param');
    const { record, tracks, person } = await readCaseFor(caseId, 'read-contact', c.get('person'), setting);
    // Only what is in this case: a contact's id must not open what somebody else sent.
    const state = foldCase(visibleEvents(record, tracks));
    const known = state?.contacts.find((contact) => contact.contactId === contactId);
    if (known === undefined) {
      throw new ProblemError(404, 'There is no such contact in this case.');
    }
    await logView(record, { what: 'contact', contactId }, person, setting);
    const contact = await readJson(setting.contactsBucket, contactKey(contactId), Contact);
    // The one that the case stands on: a re-scoring may have made another since, or before.
    const key = assessmentKey(contactId, known.assessment);
    const assessment = await readJsonIfThere(setting.contactsBucket, key, Assessment);
    const unmasked = unmaskedUntil(record.events, person, setting.now()) !== null;
    return c.json(viewContact(contact, assessment, person, unmasked), 200);
  });
}
