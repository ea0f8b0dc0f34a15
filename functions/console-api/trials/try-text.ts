import { Trial, TrialRequest } from '../../contracts/trial.ts';
import { entryOf } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';

const route = guardedRoute('try-text', {
  method: 'post',
  path: '/api/detections/try',
  summary: 'What the detections and the model make of a text, by itself; nothing of it is kept',
  request: { body: { required: true, content: { 'application/json': { schema: TrialRequest } } } },
  responses: {
    200: {
      description: 'Every finding with its place in the text, what the model says, and what would be decided',
      content: { 'application/json': { schema: Trial } },
    },
    ...problems(415, 422),
  },
});

/** It reads and changes nothing: a POST because a text has no place in an address. That somebody tried one is logged, and no word of it. */
export function addTryText(api: ConsoleApi, { tryText, accessLog, now }: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const asked = c.req.valid('json');
    await accessLog.note(entryOf(c.get('person'), now(), 'try-text'));
    return c.json(await tryText(asked), 200);
  });
}
