import { z } from '@hono/zod-openapi';
import { Instant } from '../../contracts/vocabulary.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { accessTo } from '../access/case-access.ts';
import { entryOf } from '../access/log-view.ts';
import { FILE_RESPONSE, fileAnswer } from '../custody/hand-over.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { assertPeriod } from '../http/period.ts';
import { problems } from '../http/problem.ts';
import { collect } from './collect.ts';
import { ConsistencyReport, reportOf } from './report.ts';
import { consistencyCsv } from './report-csv.ts';

/** A year is what people compare; more would be more than one answer holds. */
const LONGEST_DAYS = 366;

const route = guardedRoute('read-consistency', {
  method: 'get',
  path: '/api/consistency',
  summary:
    'Whether similar cases are treated alike: dispositions and times across customers, and the cases that went otherwise',
  request: {
    query: z.object({ from: Instant, to: Instant, format: z.enum(['json', 'csv']).default('json') }),
  },
  responses: {
    200: {
      description: 'The report over the cases that were opened in that time; reading it is logged',
      content: {
        'application/json': { schema: ConsistencyReport },
        'application/octet-stream': FILE_RESPONSE.content['application/octet-stream'],
      },
    },
    ...problems(422),
  },
});

/** Who works cases next to those who decide them is shown no names: a report is of the cases, and not of colleagues. */
const SEES_NAMES = ['legal', 'hr', 'auditor'];

export function addReadConsistency(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { from, to, format } = c.req.valid('query');
    const person = c.get('person');
    assertPeriod(from, to, LONGEST_DAYS);
    const collected = await collect(from, to, setting);
    const mine = new Set(
      collected
        .filter(({ need }) => accessTo(need, 'read-consistency', person, setting) !== null)
        .map(({ facts }) => facts.caseId),
    );
    const report = reportOf(
      collected.map(({ facts }) => facts),
      { from, to },
      {
        maySee: ({ caseId }) => mine.has(caseId),
        seesNames: person.roles.some((role) => SEES_NAMES.includes(role)),
      },
    );
    const caseIds = [...new Set(report.outliers.map(({ caseId }) => caseId))];
    await setting.accessLog.note({ ...entryOf(person, setting.now(), 'consistency'), caseIds });
    if (format === 'json') return c.json(report, 200);
    const bytes = Buffer.from(consistencyCsv(report));
    const name = `consistency-${from.slice(0, 10)}-to-${to.slice(0, 10)}.csv`;
    return fileAnswer(bytes, name, sha256Hex(bytes)) as never;
  });
}
