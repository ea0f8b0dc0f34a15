import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { NotifyMessage } from '../../contracts/messages.ts';
import { sqsClient } from '../clients.ts';

/**
 * Asks `notify` to tell people of an event. Asking again is safe: the queue drops what it had in the last five minutes, and
 * `notify` tells nobody twice.
 */
export async function requestNotification(queueUrl: string, message: NotifyMessage): Promise<void> {
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(message),
      MessageGroupId: message.caseId,
      MessageDeduplicationId: `${message.caseId}#${message.eventNumber}`,
    }),
  );
}
