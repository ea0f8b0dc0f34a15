import { z } from '@hono/zod-openapi';
import type { RescoreRun } from '../../contracts/rescore.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { etagOfRescore, RescoreParameters, RescoreView, viewRescore } from './rescore-desk.ts';

const route = guardedRoute('apply-rescore', {
  method: 'post',
  path: '/api/rescores/{rescoreId}/apply',
  summary: 'Apply what a re-scoring showed: cases open for contacts that became graver, and none is closed',
  request: { params: RescoreParameters, headers: z.object({ 'if-match': z.string().optional() }) },
  responses: {
    202: {
      description: 'It is at work; the same request again goes on with what was interrupted',
      content: { 'application/json': { schema: RescoreView } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 409, 415, 422, 428),
  },
});

/** Applies a finished re-scoring (requirement 18) while what it was made with is what is deployed. */
export function addApplyRescore(api: ConsoleApi, { rescores, now, tools }: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const { rescoreId } = c.req.valid('param');
    const run = await rescores.store.read(rescoreId);
    if (run === null) throw new ProblemError(404, 'There is no such re-scoring. They are kept for ninety days.');
    const view = await viewRescore(run, rescores);
    const { 'if-match': ifMatch } = c.req.valid('header');
    assertSeen(ifMatch, view);
    assertApplicable(view);
    const applying = run.applied === null ? await markApplied(run, person) : run;
    await rescores.send({ step: 'apply-all', rescoreId, after: null });
    tools.logger.info('A re-scoring is applied', { person: person.id, rescoreId, versions: run.versions });
    const shown = await viewRescore(applying, rescores);
    return c.json(shown, 202, { etag: etagOfRescore(shown) });
  });

  async function markApplied(run: RescoreRun, { id }: Person): Promise<RescoreRun> {
    const applied = { ...run, applied: { by: id, at: now() } };
    if (await rescores.store.change(run, applied)) return applied;
    // Another request came first, and says who applied it.
    return (await rescores.store.read(run.rescoreId)) ?? applied;
  }
}

function assertSeen(ifMatch: string | undefined, view: RescoreView): void {
  if (ifMatch === undefined) {
    throw new ProblemError(428, 'Send If-Match with the ETag that the re-scoring came with, so that it is seen first.');
  }
  if (ifMatch.trim() !== '*' && ifMatch.trim() !== etagOfRescore(view)) {
    throw new ProblemError(409, 'The re-scoring is not as you read it. Read it again, then decide.');
  }
}

function assertApplicable({ state }: RescoreView): void {
  if (state === 'outdated') {
    throw new ProblemError(
      409,
      'The rules, the model or the policy were changed since this was scored. Begin a new re-scoring, and look at what differs.',
    );
  }
  if (state === 'scoring')
    throw new ProblemError(409, 'Not every contact is scored yet. Apply it when all of it is seen.');
}
