import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SqsService, startSqs } from '../../../infra/local/services/sqs.ts';

let service: SqsService;
let client: SQSClient;
let sendAll: typeof import('../../../functions/shared/send-all.ts').sendAll;
beforeAll(async () => {
  service = await startSqs();
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', service.endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  client = new SQSClient({ useQueueUrlAsEndpoint: false });
  ({ sendAll } = await import('../../../functions/shared/send-all.ts'));
});
afterAll(async () => {
  client.destroy();
  await service.stop();
  vi.unstubAllEnvs();
});

async function received(QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

describe('Messages that are sent together', () => {
  const created = async (name: string) =>
    (await client.send(new CreateQueueCommand({ QueueName: name, Attributes: { FifoQueue: 'true' } }))).QueueUrl ?? '';

  it('all come, in their order, more than a call takes', async () => {
    const queue = await created('many.fifo');
    const bodies = Array.from({ length: 23 }, (_, index) => `message ${index}`);
    await sendAll(
      queue,
      bodies.map((body) => ({ MessageBody: body, MessageGroupId: 'one', MessageDeduplicationId: body })),
    );
    expect(await received(queue)).toEqual(bodies);
  });

  it('are an error that says how many were not taken, so that they are sent again', async () => {
    const queue = await created('refused.fifo');
    const withoutGroup = [{ MessageBody: 'a' }, { MessageBody: 'b' }];
    await expect(sendAll(queue, withoutGroup)).rejects.toThrow('SQS did not take 2 of 2 messages.');
    expect(await received(queue)).toEqual([]);
  });

  it('may be none', async () => {
    const queue = await created('none.fifo');
    await sendAll(queue, []);
    expect(await received(queue)).toEqual([]);
  });
});
