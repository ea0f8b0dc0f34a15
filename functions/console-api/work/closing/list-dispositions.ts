import { z } from '@hono/zod-openapi';
import { DispositionRule, WorkLimits } from '../../../contracts/disposition-rule.ts';
import { Disposition } from '../../../contracts/vocabulary.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../../http/api.ts';

const Dispositions = z
  .object({
    dispositions: z.array(z.object({ disposition: Disposition, ...DispositionRule.shape })),
    limits: WorkLimits,
  })
  .openapi('Dispositions');

const route = guardedRoute('list-dispositions', {
  method: 'get',
  path: '/api/dispositions',
  summary:
    'How a case may be closed: what each disposition means and asks for, and what people may decide within which limits',
  responses: {
    200: { description: 'In the order of the policy', content: { 'application/json': { schema: Dispositions } } },
  },
});

/** What a page needs to ask for what the policy asks for, and no more. */
export function addListDispositions(api: ConsoleApi, { policy }: ConsoleSetting): void {
  const dispositions = Disposition.options.map((disposition) => ({ disposition, ...policy.dispositions[disposition] }));
  api.openapi(route, (c) => c.json({ dispositions, limits: policy.work }, 200));
}
