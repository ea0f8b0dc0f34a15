import { z } from '@hono/zod-openapi';
import { Contact } from '../../contracts/contact.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { accessOf } from '../access/case-access.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';

const OwnReport = z
  .object({
    reportId: z.string(),
    receivedAt: z.string(),
    /** `received`: it is stored. `read`: it is being assessed. `case-open`: people work on it, or did. */
    state: z.enum(['received', 'read', 'case-open']),
    /** For who may read cases; null for everyone else, and before there is one. */
    caseNumber: z.string().nullable(),
  })
  .openapi('OwnReport');
type OwnReport = z.infer<typeof OwnReport>;

const route = guardedRoute('read-own-report', {
  method: 'get',
  path: '/api/reports/{reportId}',
  summary: 'What became of a report of one’s own; nothing of what is in it',
  request: { params: z.object({ reportId: z.string().regex(/^report-[0-9a-f]{32}$/) }) },
  responses: {
    200: { description: 'How far it is', content: { 'application/json': { schema: OwnReport } } },
    ...problems(404, 422),
  },
});

export function addReadOwnReport(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const { reportId } = c.req.valid('param');
    const receipt = await setting.reports.receiptOf(reportId);
    // Another's report looks like none: who reports is nobody else's to know here.
    if (receipt?.actor.id !== person.id) throw new ProblemError(404, 'There is no such report of yours.');
    setting.tools.logger.info('A report was looked after', { person: person.id, reportId });
    return c.json({ reportId, receivedAt: receipt.at, ...(await progressOf(reportId, person, setting)) }, 200);
  });
}

async function progressOf(
  reportId: string,
  person: Person,
  setting: ConsoleSetting,
): Promise<Pick<OwnReport, 'state' | 'caseNumber'>> {
  const { reports, store, contactsBucket } = setting;
  const contactId = await reports.contactIdOf(reportId);
  const contact = contactId === null ? null : await readJsonIfThere(contactsBucket, contactKey(contactId), Contact);
  if (contact === null) return { state: 'received', caseNumber: null };
  const pointers = contactId === null ? [] : await store.casesOf(contact.subjectId);
  const cases = await Promise.all(pointers.map(({ caseId }) => store.read(caseId)));
  const record = cases.find(({ state }) => state?.contacts.some((each) => each.contactId === contactId));
  if (!record?.state) return { state: 'read', caseNumber: null };
  const seen = accessOf(record, 'read-case', person, setting) !== null;
  return { state: 'case-open', caseNumber: seen ? record.state.caseNumber : null };
}
