import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueuePlan } from '../template/plan.ts';

/** How many messages a queue holds: waiting, at work, or delayed. */
export async function queueDepth(sqs: SQSClient, url: string): Promise<number> {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}

/** First look, then half as often each time until this long. */
const LONGEST_WAIT_MS = 40;

/**
 * Returns when the work queues are empty. A stage sends its message on before its own is deleted, so a message is never nowhere; but it
 * may move into a queue just looked at, so two looks in a row must find nothing. While a queue holds a message it is the only one that is looked
 * at: to ask all of them each time takes as much as the work that is waited for.
 * @param queues in the order in which messages go through them.
 */
export async function untilSettled(sqs: SQSClient, queues: readonly QueuePlan[], signal?: AbortSignal): Promise<void> {
  let wait = 2;
  for (let emptyLooks = 0; emptyLooks < 2; ) {
    const busy = await firstWithMessages(sqs, queues);
    emptyLooks = busy === undefined ? emptyLooks + 1 : 0;
    while (busy !== undefined && (await queueDepth(sqs, busy.url)) > 0) {
      signal?.throwIfAborted();
      await sleep(wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    }
  }
  signal?.throwIfAborted();
}

async function firstWithMessages(sqs: SQSClient, queues: readonly QueuePlan[]): Promise<QueuePlan | undefined> {
  for (const queue of queues) if ((await queueDepth(sqs, queue.url)) > 0) return queue;
  return undefined;
}
