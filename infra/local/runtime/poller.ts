import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

export interface PollerOptions {
  sqs: SQSClient;
  queue: { url: string; arn: string; region: string };
  batchSize: number;
  /** False: a function that returns has done the whole batch. */
  reportBatchItemFailures: boolean;
  invoke: (event: SQSEvent) => Promise<unknown>;
  /** A batch, or some of its messages, failed and come again. `reason` has no text of a message. */
  onFailure?: (messages: number, reason: string) => void;
  /**
   * How long a failed message stays hidden, in milliseconds. On AWS that is the rest of the queue's visibility timeout, minutes that
   * nobody at a laptop wants to wait.
   */
  retryDelayMs?: number;
}

const DEFAULT_RETRY_DELAY_MS = 400;
/** SQS gives at most ten messages at once; a mapping with a larger batch would gather several receives. */
const MOST_MESSAGES = 10;
const LONG_POLL_SECONDS = 20;
/** After the queue itself failed: do not spin. */
const RECEIVE_RETRY_MS = 200;

/**
 * An event source mapping: takes batches off a queue, hands them to a function, deletes what was done and gives back what was not.
 * SQS moves a message that came too often to the dead-letter queue, and keeps a group of a FIFO queue in order by handing out no later
 * message of it meanwhile.
 */
export class Poller {
  private readonly stopping = new AbortController();
  private readonly retries = new Set<Promise<void>>();
  private loop: Promise<void> | null = null;

  constructor(private readonly options: PollerOptions) {}

  start(): void {
    this.loop ??= this.run();
  }

  /** Takes no further batch, and returns when the one at work is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await Promise.all(this.retries);
  }

  private async run(): Promise<void> {
    const { sqs, queue, batchSize } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let messages: Message[];
      try {
        const received = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queue.url,
            MaxNumberOfMessages: Math.min(batchSize, MOST_MESSAGES),
            WaitTimeSeconds: LONG_POLL_SECONDS,
            MessageSystemAttributeNames: ['All'],
            MessageAttributeNames: ['All'],
          }),
          { abortSignal: signal },
        );
        messages = received.Messages ?? [];
      } catch (error) {
        if (signal.aborted) return;
        this.options.onFailure?.(0, `the queue gave nothing: ${(error as Error).name}`);
        await sleep(RECEIVE_RETRY_MS);
        continue;
      }
      if (messages.length > 0) await this.handle(messages);
    }
  }

  private async handle(messages: readonly Message[]): Promise<void> {
    const { sqs, queue } = this.options;
    const failed = await this.invoke(messages);
    const done = messages.filter((message) => !failed.has(message.MessageId ?? ''));
    if (done.length > 0) {
      await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queue.url,
          Entries: done.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle })),
        }),
      );
    }
    // From the last to the first: a message that comes back goes to the front of its group.
    const back = messages.filter((message) => failed.has(message.MessageId ?? '')).reverse();
    if (back.length > 0) this.giveBack(back);
  }

  /** Invokes the function and gives the ids of the messages that it has not done. */
  private async invoke(messages: readonly Message[]): Promise<ReadonlySet<string>> {
    const all = new Set(messages.map((message) => message.MessageId ?? ''));
    let response: unknown;
    try {
      response = await this.options.invoke({ Records: messages.map((message) => this.recordOf(message)) });
    } catch (error) {
      this.options.onFailure?.(all.size, (error as Error).message);
      return all;
    }
    if (!this.options.reportBatchItemFailures) return new Set();
    const items = (response as SQSBatchResponse | null)?.batchItemFailures ?? [];
    const failed = new Set(items.map((item) => item.itemIdentifier));
    // AWS Lambda developer guide, "Reporting batch item failures for Amazon SQS": an id that is empty or unknown fails the whole batch.
    if ([...failed].some((id) => !all.has(id))) {
      this.options.onFailure?.(all.size, 'it reported a message that was not in its batch');
      return all;
    }
    if (failed.size > 0) this.options.onFailure?.(failed.size, 'it reported them as failed; its log says why');
    return failed;
  }

  private giveBack(messages: readonly Message[]): void {
    const { sqs, queue, retryDelayMs = DEFAULT_RETRY_DELAY_MS } = this.options;
    const retry = (async () => {
      await sleep(retryDelayMs);
      for (const message of messages) {
        await sqs.send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: queue.url,
            ReceiptHandle: message.ReceiptHandle,
            VisibilityTimeout: 0,
          }),
        );
      }
    })()
      // The queue shows them again by itself, later.
      .catch((error: Error) => this.options.onFailure?.(0, `they could not be given back early: ${error.name}`))
      .finally(() => this.retries.delete(retry));
    this.retries.add(retry);
  }

  private recordOf(message: Message): SQSRecord {
    const { arn, region } = this.options.queue;
    return {
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: (message.Attributes ?? {}) as unknown as SQSRecord['attributes'],
      messageAttributes: {},
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: region,
    };
  }
}
