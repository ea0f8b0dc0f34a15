import { z } from '@hono/zod-openapi';
import type { Action } from '../../access/access.ts';
import type { Person } from '../../access/person.ts';
import { CaseParameters } from '../../cases/read-case.ts';
import { CaseView } from '../../cases/views.ts';
import { type ConsoleApi, guardedRoute } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { etagOf } from '../../http/version.ts';

/** What a change of two cases is asked with. */
export interface RelationAsked<Body> {
  readonly caseId: string;
  readonly ifMatch: string | undefined;
  readonly body: Body;
  readonly person: Person;
}

/** A route that changes two cases: the one of the path, which it answers with, and another that its body names. */
export function addRelationRoute<Body extends z.ZodType>(
  api: ConsoleApi,
  { action, path, summary, body }: { action: Action; path: string; summary: string; body: Body },
  change: (asked: RelationAsked<z.infer<Body>>) => Promise<CaseView>,
): void {
  const route = guardedRoute(action, {
    method: 'post',
    path: `/api/cases/{caseId}${path}`,
    summary,
    request: {
      params: CaseParameters,
      headers: z.object({ 'if-match': z.string().optional() }),
      body: { required: true, content: { 'application/json': { schema: body } } },
    },
    responses: {
      200: {
        description: 'The case of the path as it is now',
        content: { 'application/json': { schema: CaseView } },
        headers: z.object({ etag: z.string() }),
      },
      ...problems(404, 409, 415, 422, 428, 503),
    },
  });
  api.openapi(route, (async (c: never) => {
    const context = c as {
      get(name: 'person'): Person;
      req: { valid(part: 'param' | 'header' | 'json'): Record<string, unknown> };
      json(body: unknown, status: number, headers: Record<string, string>): Response;
    };
    const view = await change({
      caseId: String(context.req.valid('param').caseId),
      ifMatch: context.req.valid('header')['if-match'] as string | undefined,
      body: context.req.valid('json') as z.infer<Body>,
      person: context.get('person'),
    });
    return context.json(view, 200, { etag: etagOf(view.version) });
  }) as never);
}
