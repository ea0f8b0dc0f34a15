import { z } from '@hono/zod-openapi';
import { DispositionRule } from '../../contracts/disposition-rule.ts';
import { Disposition, Priority, Purpose } from '../../contracts/vocabulary.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';

/** What of the policy a person needs who decides by it. */
export const PolicyView = z
  .object({
    priorities: z.record(Priority, z.object({ title: z.string() })),
    purposes: z.array(z.object({ purpose: Purpose, title: z.string() })),
    /** Each with its definition, and what closing with it asks for. */
    dispositions: z.record(Disposition, DispositionRule),
    longestSnoozeDays: z.record(z.string(), z.number()),
  })
  .openapi('PolicyView');

const route = guardedRoute('read-policy', {
  method: 'get',
  path: '/api/policy',
  summary: 'The dispositions with what they ask for, and the words of priorities and purposes',
  responses: {
    200: { description: 'As deployed', content: { 'application/json': { schema: PolicyView } } },
  },
});

export function addReadPolicy(api: ConsoleApi, { policy }: ConsoleSetting): void {
  const answer = {
    priorities: policy.priorities,
    purposes: policy.purposes.map(({ purpose, title }) => ({ purpose, title })),
    dispositions: policy.dispositions,
    longestSnoozeDays: policy.work.longest_snooze_days,
  };
  api.openapi(route, (c) => c.json(PolicyView.parse(answer), 200));
}
