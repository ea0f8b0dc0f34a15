import { z } from '@hono/zod-openapi';
import type { Action } from '../access/access.ts';
import type { Person } from '../access/person.ts';
import { guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { CaseParameters } from './read-case.ts';
import { CaseView } from './views.ts';

interface CaseChangeRoute<P extends string, B extends z.ZodType, Q extends z.ZodObject> {
  /** Below `/api/cases/{caseId}`, such as `/hold`. */
  readonly path: P;
  readonly method?: 'post' | 'put' | 'patch' | 'delete';
  readonly summary: string;
  /** Of the path beside the case; left out where it names nothing more. */
  readonly parameters?: Q;
  readonly body: B;
  /** A request without a body is one with an empty one; left out: it is refused. */
  readonly bodyOptional?: boolean;
  readonly answer?: string;
}

/** A request of such a route where the route is made of arguments, so that its types are not known: what its schemas let through. */
export interface CaseRequest {
  get(name: 'person'): Person;
  readonly req: { valid(part: 'param' | 'header' | 'json'): Record<string, unknown> };
  json(body: unknown, status: number, headers: Record<string, string>): Response;
}

/** The route of every change of a case: asked with If-Match, and answered with the case as the person may see it now, and its ETag. */
export function caseChangeRoute<
  const P extends string,
  B extends z.ZodType,
  // biome-ignore lint/complexity/noBannedTypes: a path that names nothing more.
  Q extends z.ZodObject = z.ZodObject<{}>,
>(
  action: Action,
  {
    path,
    method = 'post',
    summary,
    parameters,
    body,
    bodyOptional = false,
    answer = 'The case as it is now',
  }: CaseChangeRoute<P, B, Q>,
) {
  return guardedRoute(action, {
    method,
    path: `/api/cases/{caseId}${path}` as const,
    summary,
    request: {
      params: CaseParameters.extend((parameters?.shape ?? {}) as Q['shape']),
      headers: z.object({ 'if-match': z.string().optional() }),
      body: { ...(bodyOptional ? {} : { required: true }), content: { 'application/json': { schema: body } } },
    },
    responses: {
      200: {
        description: answer,
        content: { 'application/json': { schema: CaseView } },
        headers: z.object({ etag: z.string() }),
      },
      ...problems(404, 409, 415, 422, 428, 503),
    },
  });
}
