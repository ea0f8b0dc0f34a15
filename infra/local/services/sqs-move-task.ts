import { randomUUID } from 'node:crypto';
import type { buildApp } from 'fauxqs';

type App = ReturnType<typeof buildApp>;

/** What is used of Fastify's, whose types fauxqs does not bring along. */
interface Request {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
interface Reply {
  header(name: string, value: string): Reply;
  status(code: number): Reply;
  send(body: unknown): Reply;
}

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
  readonly Attributes?: { readonly MessageGroupId?: string };
}

/**
 * `StartMessageMoveTask` (SQS API reference), which fauxqs lacks: all that is visible in a dead-letter queue goes back to the queue whose
 * redrive policy names it. AWS answers first and moves after; here it is moved when the answer comes. A moved message is a new one, so that
 * a FIFO queue does not take it for the one that it had.
 */
export function answerMoveTasks(app: App): void {
  const ask = async <T>(action: string, payload: object): Promise<T> => {
    const headers = { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'application/x-amz-json-1.0' };
    return (await app.inject({ method: 'POST', url: '/', headers, payload: JSON.stringify(payload) })).json<T>();
  };
  const attributesOf = async (QueueUrl: string) =>
    (await ask<{ Attributes?: Record<string, string> }>('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }))
      .Attributes ?? {};
  app.addHook('preHandler', async (request: Request, reply: Reply) => {
    if (request.headers['x-amz-target'] !== 'AmazonSQS.StartMessageMoveTask') return;
    const { SourceArn } = request.body as { SourceArn?: string };
    const { QueueUrls = [] } = await ask<{ QueueUrls?: string[] }>('ListQueues', {});
    const queues = await Promise.all(QueueUrls.map(async (url) => ({ url, attributes: await attributesOf(url) })));
    const from = queues.find(({ attributes }) => attributes.QueueArn === SourceArn);
    const to = queues.find(({ attributes }) => deadLetterArnOf(attributes) === SourceArn);
    reply.header('content-type', 'application/x-amz-json-1.0');
    if (from === undefined || to === undefined) {
      const __type = 'com.amazonaws.sqs#ResourceNotFoundException';
      return reply.status(400).send({ __type, message: 'The source is no dead-letter queue.' });
    }
    for (;;) {
      const { Messages = [] } = await ask<{ Messages?: Message[] }>('ReceiveMessage', {
        ...{ QueueUrl: from.url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] },
      });
      if (Messages.length === 0) return reply.send({ TaskHandle: randomUUID() });
      for (const { Body, ReceiptHandle, Attributes } of Messages) {
        const group = Attributes?.MessageGroupId;
        const order = group === undefined ? {} : { MessageGroupId: group, MessageDeduplicationId: randomUUID() };
        await ask('SendMessage', { QueueUrl: to.url, MessageBody: Body, ...order });
        await ask('DeleteMessage', { QueueUrl: from.url, ReceiptHandle });
      }
    }
  });
}

function deadLetterArnOf({ RedrivePolicy }: Record<string, string>): string | null {
  if (RedrivePolicy === undefined) return null;
  return (JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: string }).deadLetterTargetArn ?? null;
}
