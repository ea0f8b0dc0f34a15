import { z } from '@hono/zod-openapi';
import { CaseState } from '../../contracts/case.ts';
import { Lane } from '../../contracts/vocabulary.ts';
import { accessTo } from '../access/case-access.ts';
import { entryOf } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { CaseRow } from './views.ts';

/** Some 700 bytes a case: far below what Lambda may answer with, and a queue of 10,000 comes in twenty. */
const LARGEST_PAGE = 500;

const route = guardedRoute('list-cases', {
  method: 'get',
  path: '/api/cases',
  summary: 'The cases of a status, the earliest deadline first',
  request: {
    query: z.object({
      status: CaseState.shape.status.default('open'),
      lane: Lane.optional(),
      /** The one case that people call so, if it is of this status. */
      number: z
        .string()
        .regex(/^UT-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(25),
      cursor: z.string().max(1000).optional(),
    }),
  },
  responses: {
    200: {
      description: 'A page of cases, and a cursor for the next one or null',
      content: { 'application/json': { schema: z.object({ cases: z.array(CaseRow), cursor: z.string().nullable() }) } },
    },
    ...problems(422),
  },
});

export function addListCases(api: ConsoleApi, setting: ConsoleSetting): void {
  const { store, tools } = setting;
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const { number, ...listing } = c.req.valid('query');
    const { summaries, unreadable, cursor } = await store.list({
      ...listing,
      isFor: ({ need, caseNumber }) =>
        (number === undefined || caseNumber === number) && accessTo(need, 'list-cases', person, setting) !== null,
    });
    if (unreadable.length > 0) {
      tools.metrics.addMetric('CustodyBroken', 'Count', unreadable.length);
      tools.logger.error('Cases cannot be read and are not in the list', { unreadable });
    }
    const caseIds = summaries.map(({ caseId }) => caseId);
    await setting.accessLog.note({ ...entryOf(person, setting.now(), 'list'), caseIds });
    tools.logger.info('Cases were listed', { person: person.id, cases: summaries.length });
    const cases = summaries.map((summary) => CaseRow.parse(summary));
    return c.json({ cases, cursor }, 200);
  });
}
