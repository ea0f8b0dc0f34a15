import { SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { sqsClient } from './clients.ts';
import { UndertoneError } from './errors.ts';

/** SQS did not take some of a batch. Who sent it tries again: what was taken comes twice, which must do no harm. */
export class NotTakenError extends UndertoneError {
  override readonly name = 'NotTakenError';
}

/** A message of some hundred bytes: a call takes ten of them, and all of them together less than its limit of a megabyte. */
export type QueuedMessage = Omit<SendMessageBatchRequestEntry, 'Id'>;

const MOST_IN_A_CALL = 10;

/**
 * Sends messages in order, ten a call.
 * @throws NotTakenError when SQS does not take all of a call; those behind it are not sent.
 */
export async function sendAll(queueUrl: string, messages: readonly QueuedMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += MOST_IN_A_CALL) {
    const Entries = messages
      .slice(at, at + MOST_IN_A_CALL)
      .map((message, index) => ({ ...message, Id: String(index) }));
    const { Failed = [] } = await sqsClient().send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) throw new NotTakenError(`SQS did not take ${Failed.length} of ${Entries.length} messages.`);
  }
}
