import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactIdNumber } from '../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';
import { clientOf } from './client.ts';

let services: ServicesUnderTest;
let ask: ReturnType<typeof clientOf>;
let sqs: SQSClient;
beforeAll(async () => {
  services = await startCaseServices();
  ask = clientOf((await import('../../../functions/console-api/handler.ts')).handler);
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  sqs.destroy();
  await services.stop();
});

const deadLetters = () => String(process.env.DEAD_LETTERS).replace('score=', '');
const key = () => ({ 'idempotency-key': crypto.randomUUID() });

describe('dead letters', () => {
  it('are counted and named by ids, without a word of what they hold, and are put back to be tried again', async () => {
    const contactId = contactIdNumber(7);
    for (const body of [{ contactId, text: 'I hope you get a taste' }, { from: 'Carl Careful' }]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters(), MessageBody: JSON.stringify(body) }));
    }
    const { status, body } = await ask('GET', '/api/dead-letters', { roles: ['operator'] });
    expect(status).toBe(200);
    expect(body.queues).toEqual([
      {
        ...{ queue: 'score', messages: 2, oldest: expect.stringMatching(/^20/) },
        pointers: [contactId, 'nothing that is known here'],
      },
    ]);

    const answer = await ask('POST', '/api/dead-letters/score/redrive', { roles: ['operator'], headers: key() });
    expect(answer.status).toBe(202);
    const after = await ask('GET', '/api/dead-letters', { roles: ['operator'] });
    expect(after.body.queues).toMatchObject([{ messages: 0, pointers: [] }]);
    const QueueUrl = deadLetters().replace('-dead-letters', '');
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toContainEqual({
      contactId,
      text: 'I hope you get a taste',
    });
  });

  it('that are not there are not put back twice, and a queue that there is not is not found', async () => {
    const again = await ask('POST', '/api/dead-letters/score/redrive', { roles: ['operator'], headers: key() });
    expect(again.status).toBe(409);
    const none = await ask('POST', '/api/dead-letters/payroll/redrive', { roles: ['operator'], headers: key() });
    expect(none.status).toBe(404);
  });

  it.each(['supervisor', 'security', 'hr', 'legal', 'auditor'])('are nothing for %s', async (role) => {
    expect((await ask('GET', '/api/dead-letters', { roles: [role] })).status).toBe(403);
  });
});
