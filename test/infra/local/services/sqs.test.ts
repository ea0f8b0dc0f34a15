import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SqsService, startSqs } from '../../../../infra/local/services/sqs.ts';

let service: SqsService;
let client: SQSClient;
beforeAll(async () => {
  service = await startSqs();
  client = new SQSClient({
    endpoint: service.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
});
afterAll(async () => {
  client.destroy();
  await service.stop();
});

const create = async (name: string, attributes: Record<string, string> = {}): Promise<string> =>
  (await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))).QueueUrl ?? '';
const send = (QueueUrl: string, MessageBody: string, group?: string, id?: string) =>
  client.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      ...(group ? { MessageGroupId: group, MessageDeduplicationId: id ?? MessageBody } : {}),
    }),
  );
const receive = async (QueueUrl: string) =>
  (
    await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
    )
  ).Messages ?? [];

describe('the embedded SQS', () => {
  it('listens on this machine alone', () => {
    expect(service.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('drops a message of a FIFO queue whose deduplication id it had in the last five minutes', async () => {
    const queue = await create('dedup.fifo', { FifoQueue: 'true' });
    await send(queue, 'first', 'g', 'same');
    await send(queue, 'second', 'g', 'same');
    expect((await receive(queue)).map((message) => message.Body)).toEqual(['first']);
  });

  it('hands out no later message of a group while one is at work', async () => {
    const queue = await create('group.fifo', { FifoQueue: 'true' });
    await send(queue, 'a1', 'a');
    await send(queue, 'a2', 'a');
    await send(queue, 'b1', 'b');
    const [first, ...others] = await receive(queue);
    expect([first, ...others].map((message) => message?.Body)).toEqual(['a1', 'b1']);
    expect(await receive(queue)).toEqual([]);
    await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: first?.ReceiptHandle }));
    expect((await receive(queue)).map((message) => message.Body)).toEqual(['a2']);
  });

  it('shows a message that was given back again first of its group, and counts how often it came', async () => {
    const queue = await create('back.fifo', { FifoQueue: 'true' });
    await send(queue, '1', 'g');
    await send(queue, '2', 'g');
    const [message] = await receive(queue);
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queue,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const [again] = await receive(queue);
    expect(again?.Body).toBe('1');
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('moves a message that came too often to the dead-letter queue', async () => {
    const dead = await create('dead');
    const queue = await create('live', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
        maxReceiveCount: 2,
      }),
    });
    await send(queue, 'poison');
    expect(await receive(queue)).toHaveLength(1);
    expect(await receive(queue)).toHaveLength(1);
    expect(await receive(queue)).toHaveLength(0);
    expect((await receive(dead)).map((message) => message.Body)).toEqual(['poison']);
  });

  it('moves what lies in a dead-letter queue back to the queue that it came from, in its group, as a new message', async () => {
    const dead = await create('moved-dead.fifo', { FifoQueue: 'true' });
    const deadLetterTargetArn = 'arn:aws:sqs:us-east-1:000000000000:moved-dead.fifo';
    const queue = await create('moved.fifo', {
      FifoQueue: 'true',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
    });
    await send(queue, 'had it before', 'g', 'same');
    for (const { ReceiptHandle } of await receive(queue)) {
      await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
    }
    await send(dead, 'had it before', 'g', 'same');
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetterTargetArn }));
    expect(await receive(dead)).toEqual([]);
    expect((await receive(queue)).map(({ Body, Attributes }) => [Body, Attributes?.MessageGroupId])).toEqual([
      ['had it before', 'g'],
    ]);
  });

  it('refuses to move from a queue that is nobody’s dead-letter queue', async () => {
    await create('alive');
    const SourceArn = 'arn:aws:sqs:us-east-1:000000000000:alive';
    await expect(client.send(new StartMessageMoveTaskCommand({ SourceArn }))).rejects.toThrow('no dead-letter queue');
  });
});
