import { z } from '@hono/zod-openapi';
import { accessOf } from '../access/case-access.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { caseOfReport } from './case-of-report.ts';
import type { Receipt } from './report-store.ts';

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

export const ReportParameters = z.object({ reportId: z.string().regex(/^report-[0-9a-f]{32}$/) });

const route = guardedRoute('read-own-report', {
  method: 'get',
  path: '/api/reports/{reportId}',
  summary: 'What became of a report of one’s own; nothing of what is in it',
  request: { params: ReportParameters },
  responses: {
    200: { description: 'How far it is', content: { 'application/json': { schema: OwnReport } } },
    ...problems(404, 422),
  },
});

export function addReadOwnReport(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const { reportId } = c.req.valid('param');
    const receipt = await assertOwnReport(reportId, person, setting);
    setting.tools.logger.info('A report was looked after', { person: person.id, reportId });
    return c.json({ reportId, receivedAt: receipt.at, ...(await progressOf(reportId, person, setting)) }, 200);
  });
}

async function progressOf(
  reportId: string,
  person: Person,
  setting: ConsoleSetting,
): Promise<Pick<OwnReport, 'state' | 'caseNumber'>> {
  const { state, record } = await caseOfReport(reportId, setting);
  if (record === null || record.state === null) return { state, caseNumber: null };
  const seen = accessOf(record, 'read-case', person, setting) !== null;
  return { state, caseNumber: seen ? record.state.caseNumber : null };
}

/** Another's report looks like none: who reports is nobody else's to know here. @throws ProblemError 404 */
export async function assertOwnReport(
  reportId: string,
  person: Person,
  { reports }: Pick<ConsoleSetting, 'reports'>,
): Promise<Receipt> {
  const receipt = await reports.receiptOf(reportId);
  if (receipt?.actor.id !== person.id) throw new ProblemError(404, 'There is no such report of yours.');
  return receipt;
}
