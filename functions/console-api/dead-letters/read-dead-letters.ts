import { z } from '@hono/zod-openapi';
import { Instant } from '../../contracts/vocabulary.ts';
import { entryOf } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';

const QueueParameters = z.object({ queue: z.string().regex(/^[a-z][a-z-]{0,39}$/) });

export const DeadLettersView = z
  .object({
    queue: z.string(),
    /** About how many there are: SQS counts no better. */
    messages: z.int(),
    /** Of at most ten that were looked at. */
    oldest: Instant.nullable(),
    /** What these ten point to: ids, and no word of what is there. */
    pointers: z.array(z.string()),
  })
  .openapi('DeadLetters');

const readRoute = guardedRoute('read-dead-letters', {
  method: 'get',
  path: '/api/dead-letters',
  summary: 'What failed to its last try, by queue; it stays there until somebody puts it back',
  responses: {
    200: {
      description: 'Every queue, in the order of the data',
      content: { 'application/json': { schema: z.object({ queues: z.array(DeadLettersView) }) } },
    },
  },
});

const redriveRoute = guardedRoute('redrive-dead-letters', {
  method: 'post',
  path: '/api/dead-letters/{queue}/redrive',
  summary: 'Put all that lies in a dead-letter queue back to be tried again',
  request: { params: QueueParameters, headers: z.object({ 'idempotency-key': IdempotencyKey }) },
  responses: {
    202: { description: 'It is being put back', content: { 'application/json': { schema: DeadLettersView } } },
    ...problems(404, 409, 422),
  },
});

/** An operator runs the system and sees no case: counts and ids alone. */
export function addDeadLetters(api: ConsoleApi, setting: ConsoleSetting): void {
  const { deadLetters, accessLog, now, tools } = setting;
  api.openapi(readRoute, async (c) => {
    const queues = await Promise.all(deadLetters.queues.map((queue) => deadLetters.look(queue)));
    return c.json({ queues: queues.map((one) => ({ ...one, pointers: [...one.pointers] })) }, 200);
  });
  api.openapi(redriveRoute, async (c) => {
    const { queue: name } = c.req.valid('param');
    const queue = deadLetters.queues.find((one) => one.name === name);
    if (queue === undefined) throw new ProblemError(404, 'There is no such queue.');
    const found = await deadLetters.look(queue);
    if (found.messages === 0) throw new ProblemError(409, 'Nothing lies in it, or it was put back already.');
    const person = c.get('person');
    await accessLog.note(entryOf(person, now(), `redrive: ${name}`));
    await deadLetters.redrive(queue);
    tools.logger.info('Dead letters were put back', { person: person.id, queue: name, messages: found.messages });
    return c.json({ ...found, pointers: [...found.pointers] }, 202);
  });
}
