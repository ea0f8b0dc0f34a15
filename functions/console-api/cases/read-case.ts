import { z } from '@hono/zod-openapi';
import { tracksFor } from '../access/access.ts';
import { logView, readCaseFor } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { etagOf } from '../http/version.ts';
import { CaseView, viewCase } from './views.ts';

export const CaseParameters = z.object({ caseId: z.string().regex(/^case-[0-9a-f]{32}$/) });

const route = guardedRoute('read-case', {
  method: 'get',
  path: '/api/cases/{caseId}',
  summary: 'One case, as your role may see it; the view is logged',
  request: { params: CaseParameters },
  responses: {
    200: {
      description: 'The case; its ETag is for If-Match',
      content: { 'application/json': { schema: CaseView } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 422),
  },
});

export function addReadCase(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const tracks = tracksFor(person.roles, 'read-case');
    const read = await readCaseFor(c.req.valid('param').caseId, tracks, setting);
    const record = await logView(read, { what: 'case', contactId: null }, person, setting);
    const view = viewCase(record, tracks, person);
    if (view === null) throw new ProblemError(404, 'There is no such case.');
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}
