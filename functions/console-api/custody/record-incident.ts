import { z } from '@hono/zod-openapi';
import { Contact } from '../../contracts/contact.ts';
import { IncidentForm } from '../../contracts/incident.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { localDay } from '../../shared/case/time-of-day.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { readCaseFor } from '../access/case-access.ts';
import { caseChangeRoute } from '../cases/case-change-route.ts';
import { changeCase } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { etagOf } from '../http/version.ts';
import { identifyingIn } from './identifying.ts';

/** The first contacts of a case name its people; those of a flood of thousands name no others. */
const CONTACTS_READ = 200;

const recordRoute = caseChangeRoute('record-incident', {
  path: '/incident',
  method: 'put',
  summary: 'The row of the violent incident log (Cal. Labor Code 6401.9); it may name nobody',
  body: IncidentForm,
});
const excludeRoute = caseChangeRoute('record-incident', {
  path: '/incident/exclusion',
  method: 'put',
  summary: 'Say why the case is no incident for the violent incident log',
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
});

export function addRecordIncident(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(recordRoute, async (c) => {
    const [{ caseId }, person] = [c.req.valid('param'), c.get('person')];
    const { title, ...row } = c.req.valid('json');
    await assertNobodyIsNamed(caseId, person, row, setting);
    const changing = { action: 'record-incident', caseId, ifMatch: c.req.valid('header')['if-match'], person } as const;
    const view = await changeCase(changing, setting, (_, __, at: Instant) => ({
      type: 'incident-recorded',
      incident: { ...row, completedBy: { name: person.name, title, date: localDay(at, setting.roster.timeZone) } },
    }));
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
  api.openapi(excludeRoute, async (c) => {
    const [{ caseId }, person, { reason }] = [c.req.valid('param'), c.get('person'), c.req.valid('json')];
    const changing = { action: 'record-incident', caseId, ifMatch: c.req.valid('header')['if-match'], person } as const;
    const view = await changeCase(changing, setting, () => ({ type: 'incident-excluded', reason }));
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}

/** @throws ProblemError 422 naming the field and what is in it. */
async function assertNobodyIsNamed(
  caseId: string,
  person: Parameters<typeof readCaseFor>[2],
  { location, description, consequences }: Omit<IncidentForm, 'title'>,
  setting: ConsoleSetting,
): Promise<void> {
  const { record } = await readCaseFor(caseId, 'record-incident', person, setting);
  const ids = (record.state?.contacts ?? []).slice(0, CONTACTS_READ).map(({ contactId }) => contactId);
  const contacts = await Promise.all(ids.map((id) => readJsonIfThere(setting.contactsBucket, contactKey(id), Contact)));
  const known = contacts.filter((contact) => contact !== null);
  const texts = {
    location,
    description,
    'consequences.response': consequences.response,
    'consequences.protectiveActions': consequences.protectiveActions,
  };
  const faults = Object.entries(texts).flatMap(([field, text]) =>
    identifyingIn(text, known, setting.roster).map((what) => `${field}: holds ${what}`),
  );
  if (faults.length === 0) return;
  throw new ProblemError(
    422,
    `${faults.join('; ')}. The log must not tell who anybody is (Cal. Labor Code 6401.9(d)(1)): write “the employee”, “the customer”.`,
  );
}
