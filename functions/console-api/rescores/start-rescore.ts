import { z } from '@hono/zod-openapi';
import type { RescoreRun } from '../../contracts/rescore.ts';
import { rescoreIdOf } from '../../shared/ids.ts';
import { isSameVersions } from '../../shared/rescore/difference.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { RescoreView, viewRescore } from './rescore-desk.ts';

const route = guardedRoute('start-rescore', {
  method: 'post',
  path: '/api/rescores',
  summary: 'Score past contacts again with what is deployed now, and change nothing',
  request: {
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            dryRun: z.literal(true, {
              message:
                'must be true: what differs is shown before anything changes. Apply it at /api/rescores/{rescoreId}/apply.',
            }),
          }),
        },
      },
    },
  },
  responses: {
    202: {
      description: 'It is at work; the same key again goes on with what was interrupted',
      content: { 'application/json': { schema: RescoreView } },
      headers: z.object({ location: z.string() }),
    },
    ...problems(409, 415, 422),
  },
});

/** Begins a dry run over every past contact (requirement 18), or goes on with one that did not end. */
export function addStartRescore(api: ConsoleApi, { rescores, now, tools }: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { id } = c.get('person');
    const rescoreId = rescoreIdOf(id, keyIn(c.req.valid('header')));
    const offered: RescoreRun = {
      rescoreId,
      by: id,
      at: now(),
      versions: rescores.deployed,
      listed: 0,
      after: null,
      listedAll: false,
      applied: null,
      revision: 1,
    };
    const first = await rescores.store.begin(offered);
    const run = first ? offered : ((await rescores.store.read(rescoreId)) ?? offered);
    if (!isSameVersions(run.versions, rescores.deployed)) {
      throw new ProblemError(
        409,
        'This Idempotency-Key began a re-scoring with other rules, another model or another policy. Begin a new one with a new key.',
      );
    }
    const view = await viewRescore(run, rescores);
    if (view.state === 'scoring') await rescores.send({ step: 'list', rescoreId, after: null });
    tools.logger.info('A re-scoring was asked for', { person: id, rescoreId, first, versions: run.versions });
    return c.json(view, 202, { location: `/api/rescores/${rescoreId}` });
  });
}
