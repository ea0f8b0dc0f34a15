import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Poller } from '../../../../infra/local/runtime/poller.ts';
import { queueDepth } from '../../../../infra/local/runtime/queue-depths.ts';
import { type SqsService, startSqs } from '../../../../infra/local/services/sqs.ts';

let service: SqsService;
let sqs: SQSClient;
beforeAll(async () => {
  service = await startSqs();
  sqs = new SQSClient({
    endpoint: service.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
});
afterAll(async () => {
  sqs.destroy();
  await service.stop();
});

interface Queues {
  url: string;
  arn: string;
  deadUrl: string;
}

async function createQueues(name: string, fifo: boolean, maxReceiveCount = 3): Promise<Queues> {
  const suffix = fifo ? '.fifo' : '';
  const create = async (queue: string, attributes: Record<string, string>): Promise<{ url: string; arn: string }> => {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({
        QueueName: queue,
        Attributes: { ...attributes, ...(fifo ? { FifoQueue: 'true' } : {}) },
      }),
    );
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    return { url: QueueUrl ?? '', arn: Attributes?.QueueArn ?? '' };
  };
  const dead = await create(`${name}-dead${suffix}`, {});
  const queue = await create(`${name}${suffix}`, {
    VisibilityTimeout: '600',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount }),
  });
  return { ...queue, deadUrl: dead.url };
}

const send = (url: string, body: object, group?: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: JSON.stringify(body),
      ...(group ? { MessageGroupId: group, MessageDeduplicationId: JSON.stringify(body) } : {}),
    }),
  );

const poll = (queues: Queues, invoke: (event: SQSEvent) => Promise<unknown>): Poller => {
  const poller = new Poller({
    sqs,
    queue: { url: queues.url, arn: queues.arn, region: 'us-east-1' },
    batchSize: 10,
    reportBatchItemFailures: true,
    retryDelayMs: 5,
    invoke,
  });
  poller.start();
  return poller;
};
const namesOf = (event: SQSEvent): string[] => event.Records.map((record) => JSON.parse(record.body).name);
const untilEmpty = (url: string) =>
  vi.waitFor(async () => expect(await queueDepth(sqs, url)).toBe(0), { timeout: 10_000 });

describe('an event source mapping', () => {
  it('hands a batch over as SQS events, and deletes what was done', async () => {
    const queues = await createQueues('done', false);
    const events: SQSEvent[] = [];
    await send(queues.url, { name: 'a' });
    const poller = poll(queues, async (event) => {
      events.push(event);
      return { batchItemFailures: [] };
    });
    await untilEmpty(queues.url);
    await poller.stop();
    expect(events[0]?.Records[0]).toMatchObject({
      body: '{"name":"a"}',
      eventSource: 'aws:sqs',
      eventSourceARN: queues.arn,
      awsRegion: 'us-east-1',
      attributes: { ApproximateReceiveCount: '1' },
    });
  });

  it('gives back only what was reported as failed', async () => {
    const queues = await createQueues('partial', false);
    const seen: string[] = [];
    for (const name of ['good', 'bad', 'better']) await send(queues.url, { name });
    const poller = poll(queues, async (event) => {
      seen.push(...namesOf(event));
      const again = event.Records.filter(
        ({ body, attributes }) => body.includes('"bad"') && attributes.ApproximateReceiveCount === '1',
      );
      return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await untilEmpty(queues.url);
    await poller.stop();
    expect(seen.sort()).toEqual(['bad', 'bad', 'better', 'good']);
  });

  it.each([
    ['throws', async () => Promise.reject(new Error('as asked'))],
    ['reports a message that it did not get', async () => ({ batchItemFailures: [{ itemIdentifier: 'unknown' }] })],
  ])('takes the whole batch as failed when the function %s', async (name, invoke) => {
    const queues = await createQueues(name.replaceAll(' ', '-'), false, 1);
    await send(queues.url, { name: 'a' });
    await send(queues.url, { name: 'b' });
    const poller = poll(queues, invoke);
    await vi.waitFor(async () => expect(await queueDepth(sqs, queues.deadUrl)).toBe(2), { timeout: 10_000 });
    await poller.stop();
  });

  it('tries a poisonous message as often as the queue says, and then it lies in the dead-letter queue', async () => {
    const queues = await createQueues('poison', false);
    let tries = 0;
    await send(queues.url, { name: 'poison' });
    const poller = poll(queues, async (event) => {
      tries++;
      return { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await vi.waitFor(async () => expect(await queueDepth(sqs, queues.deadUrl)).toBe(1), { timeout: 10_000 });
    await poller.stop();
    expect(tries).toBe(3);
    const dead = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queues.deadUrl }));
    expect(dead.Messages?.[0]?.Body).toBe('{"name":"poison"}');
  });

  it('keeps each group of a FIFO queue in order, also around a failure, while other groups go on', async () => {
    const queues = await createQueues('ordered', true);
    const done: string[] = [];
    let failures = 2;
    for (const name of ['a1', 'a2', 'a3']) await send(queues.url, { name }, 'a');
    for (const name of ['b1', 'b2']) await send(queues.url, { name }, 'b');
    const poller = poll(queues, async (event) => {
      const failed = event.Records.filter(({ body }) => body.includes('a1') && failures-- > 0);
      done.push(...namesOf(event).filter((_, index) => !failed.includes(event.Records[index] as (typeof failed)[0])));
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await untilEmpty(queues.url);
    await poller.stop();
    expect(done.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(done.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b2']);
  });

  it('finishes the batch at work before it stops', async () => {
    const queues = await createQueues('stopping', false);
    let finish = (): void => undefined;
    const begun = new Promise<void>((began) => {
      void send(queues.url, { name: 'slow' });
      const poller = poll(queues, async () => {
        began();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return { batchItemFailures: [] };
      });
      void begunThenStop(poller);
    });
    let stopped: Promise<void> | null = null;
    async function begunThenStop(poller: Poller): Promise<void> {
      await Promise.resolve();
      stopped = begun.then(() => poller.stop());
    }
    await begun;
    finish();
    await stopped;
    expect(await queueDepth(sqs, queues.url)).toBe(0);
  });
});
