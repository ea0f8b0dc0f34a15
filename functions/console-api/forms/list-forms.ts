import { z } from '@hono/zod-openapi';
import { FormDefinition } from '../../contracts/form.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';

const route = guardedRoute('list-forms', {
  method: 'get',
  path: '/api/forms',
  summary: 'The forms that there are: what each asks, of which cases, and what may be answered',
  responses: {
    200: {
      description: 'The definitions; nothing of any case',
      content: { 'application/json': { schema: z.object({ forms: z.array(FormDefinition) }) } },
    },
  },
});

export function addListForms(api: ConsoleApi, { forms }: ConsoleSetting): void {
  api.openapi(route, (c) => c.json({ forms: [...forms] }, 200));
}
