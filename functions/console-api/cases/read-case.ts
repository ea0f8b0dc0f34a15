import { z } from '@hono/zod-openapi';
import { noSuchCase, readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
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
    const read = await readCaseFor(c.req.valid('param').caseId, 'read-case', c.get('person'), setting);
    const record = await logView(read.record, { what: 'case', contactId: null }, read.person, setting);
    const view = viewCase(record, read.tracks, read.person, setting.now(), setting.guidance);
    if (view === null) throw noSuchCase();
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}
