import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../system.ts';

/** How much of a message is shown: queue messages are pointers, so this is an id or a key. */
const LONGEST_POINTER = 160;

/** What lies in dead-letter queues, for a person: which queue, and what the messages point to. They stay where they are. */
export async function describeDeadLetters(sqs: SQSClient, deadLetters: readonly DeadLetters[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { queue, messages } of deadLetters) {
    lines.push(`${queue.name}: ${messages} ${messages === 1 ? 'message' : 'messages'} failed each time`);
    const received = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
    );
    for (const { Body } of received.Messages ?? []) lines.push(`  ${pointerOf(Body ?? '').slice(0, LONGEST_POINTER)}`);
  }
  return lines;
}

function pointerOf(body: string): string {
  try {
    const message = JSON.parse(body) as { Records?: { s3?: { bucket: { name: string }; object: { key: string } } }[] };
    const object = message.Records?.[0]?.s3;
    if (object) return `s3://${object.bucket.name}/${decodeURIComponent(object.object.key.replaceAll('+', ' '))}`;
    return JSON.stringify(message);
  } catch {
    return 'a message that is not JSON';
  }
}
