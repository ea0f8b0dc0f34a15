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
 * may move into a queue just looked at, so two looks in a row must find nothing.
 */
export async function untilSettled(sqs: SQSClient, queues: readonly QueuePlan[], signal?: AbortSignal): Promise<void> {
  let wait = 2;
  for (let emptyLooks = 0; emptyLooks < 2; ) {
    signal?.throwIfAborted();
    let depth = 0;
    for (const queue of queues) depth += await queueDepth(sqs, queue.url);
    if (depth === 0) {
      emptyLooks++;
      continue;
    }
    emptyLooks = 0;
    await sleep(wait);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}
