import { z } from '@hono/zod-openapi';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ContactPageQuery } from '../http/contact-page.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { etagOfRescore, RescorePage, RescoreParameters, totalsOfAll, viewRescore } from './rescore-desk.ts';

const route = guardedRoute('read-rescore', {
  method: 'get',
  path: '/api/rescores/{rescoreId}',
  summary: 'How far a re-scoring is, and what it would change: totals, detections, contacts by their ids',
  request: {
    params: RescoreParameters,
    query: ContactPageQuery,
  },
  responses: {
    200: {
      description: 'A page of differences, and a cursor for the next one or null; its ETag is for If-Match',
      content: { 'application/json': { schema: RescorePage } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 422),
  },
});

export function addReadRescore(api: ConsoleApi, { rescores }: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { rescoreId } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const run = await rescores.store.read(rescoreId);
    if (run === null) throw new ProblemError(404, 'There is no such re-scoring. They are kept for ninety days.');
    const view = await viewRescore(run, rescores);
    const { differences, after } = await rescores.store.differences(rescoreId, cursor ?? null, limit);
    const totals = cursor === undefined ? await totalsOfAll(rescoreId, rescores) : null;
    return c.json({ ...view, totals, differences, cursor: after }, 200, { etag: etagOfRescore(view) });
  });
}
