import { z } from '@hono/zod-openapi';
import type { ContactOutcome, HeldReason } from '../../contracts/retention.ts';
import { HELD_BECAUSE } from '../../shared/retention/held-because.ts';
import { entryOf } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ContactPageQuery } from '../http/contact-page.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { DeletionPage, DeletionParameters, DeletionView, type HeldView, viewDeletion } from './deletion-views.ts';

const listRoute = guardedRoute('read-deletion', {
  method: 'get',
  path: '/api/deletion-requests',
  summary: 'The requests for deletion, those that are to be answered first in front',
  responses: {
    200: {
      description: 'All that were entered in five years',
      content: { 'application/json': { schema: z.object({ deletions: z.array(DeletionView) }) } },
    },
  },
});

const readRoute = guardedRoute('read-deletion', {
  method: 'get',
  path: '/api/deletion-requests/{deletionId}',
  summary: 'What a request for deletion came to: before and after, what was deleted, what is held, why and until when',
  request: {
    params: DeletionParameters,
    query: ContactPageQuery,
  },
  responses: {
    200: { description: 'The request', content: { 'application/json': { schema: DeletionPage } } },
    ...problems(404, 422),
  },
});

export function addReadDeletion(api: ConsoleApi, setting: ConsoleSetting): void {
  const { store } = setting.deletions;
  api.openapi(listRoute, async (c) => {
    const all = await store.all();
    const rank = ({ state, answerDueAt }: (typeof all)[number]) => `${state === 'done' ? 1 : 0}${answerDueAt}`;
    const sorted = all.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    await setting.accessLog.note(entryOf(c.get('person'), setting.now(), 'deletions'));
    return c.json(
      { deletions: await Promise.all(sorted.map((request) => viewDeletion(request, c.get('person'), setting))) },
      200,
    );
  });
  api.openapi(readRoute, async (c) => {
    const { deletionId } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const request = await store.read(deletionId);
    if (request === null) throw new ProblemError(404, 'There is no such request.');
    const { outcomes, after } = await store.outcomes(deletionId, cursor ?? null, limit);
    const { subjectId } = request;
    await setting.accessLog.note({ ...entryOf(c.get('person'), setting.now(), 'deletion'), subjectId });
    const view = await viewDeletion(request, c.get('person'), setting);
    return c.json({ ...view, held: reasonsOf(view, outcomes), contacts: outcomes, cursor: after }, 200);
  });
}

/** The reasons of the contacts on the page, and of what is left beside contacts. */
function reasonsOf({ after }: DeletionView, outcomes: readonly ContactOutcome[]): z.infer<typeof HeldView>[] {
  const reasons = new Set<HeldReason>(outcomes.flatMap((one) => (one.outcome === 'held' ? one.reason : [])));
  if (after !== null) {
    if (after.notice > 0) reasons.add('told');
    if (after.view > 0) reasons.add('audit');
    if (after.flag > 0) reasons.add('flagged');
    if (after.mark + after.link + after.decision + after.known + after.week > 0) reasons.add('of-a-case');
  }
  return [...reasons].map((reason) => ({ reason, ...HELD_BECAUSE[reason] }));
}
