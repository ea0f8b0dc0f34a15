import type { z } from '@hono/zod-openapi';
import type { Action } from '../../access/access.ts';
import type { Person } from '../../access/person.ts';
import { type CaseRequest, caseChangeRoute } from '../../cases/case-change-route.ts';
import type { CaseView } from '../../cases/views.ts';
import type { ConsoleApi } from '../../http/api.ts';
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
  const answer = 'The case of the path as it is now';
  const route = caseChangeRoute(action, { path, summary, body, answer });
  api.openapi(route, (async (c: never) => {
    const context = c as CaseRequest;
    const view = await change({
      caseId: String(context.req.valid('param').caseId),
      ifMatch: context.req.valid('header')['if-match'] as string | undefined,
      body: context.req.valid('json') as z.infer<Body>,
      person: context.get('person'),
    });
    return context.json(view, 200, { etag: etagOf(view.version) });
  }) as never);
}
