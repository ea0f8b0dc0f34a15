import { z } from '@hono/zod-openapi';
import { tracksFor } from '../access/access.ts';
import { actorOf, readCaseFor, trackOf } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { assertFresh, changeOf, etagOf } from '../http/version.ts';
import { CaseParameters } from './read-case.ts';
import { CaseView, viewCase, visibleEvents } from './views.ts';

const route = guardedRoute('acknowledge', {
  method: 'post',
  path: '/api/cases/{caseId}/acknowledge',
  summary: 'Take a case on: its clock stops',
  request: {
    params: CaseParameters,
    headers: z.object({ 'if-match': z.string().optional() }),
    body: {
      content: { 'application/json': { schema: z.strictObject({ note: z.string().max(4000).nullable().optional() }) } },
    },
  },
  responses: {
    200: {
      description: 'The case as it is now',
      content: { 'application/json': { schema: CaseView } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 409, 415, 422, 428),
  },
});

export function addAcknowledge(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const tracks = tracksFor(person.roles, 'acknowledge');
    const read = await readCaseFor(c.req.valid('param').caseId, tracks, setting);
    const ifMatch = c.req.valid('header')['if-match'];
    const note = c.req.valid('json').note ?? null;
    const at = setting.now();
    const { record } = await setting.store.append(read, (now) => {
      const visible = visibleEvents(now, tracks);
      assertFresh(ifMatch, visible);
      if (now.state?.status !== 'open') {
        const changes = visible.filter(({ body }) => body.type === 'acknowledged' || body.type === 'closed').slice(-1);
        throw new ProblemError(409, `The case is ${now.state?.status} already.`, changes.map(changeOf));
      }
      return { at, actor: actorOf(person), track: trackOf(now), body: { type: 'acknowledged', note } };
    });
    await setting.store.saveSummary(record);
    const view = viewCase(record, tracks, person);
    if (view === null) throw new ProblemError(404, 'There is no such case.');
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}
