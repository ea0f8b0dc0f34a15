import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { DeletionMessage } from '../../contracts/retention.ts';
import { sqsClient } from '../clients.ts';

/** Asks `retention` to go on with a request for deletion. */
export async function requestDeletion(queueUrl: string, message: DeletionMessage): Promise<void> {
  await sqsClient().send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
}
