import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { PacketMessage } from '../../contracts/messages.ts';
import { sqsClient } from '../clients.ts';

/** Asks `packets` to make one. Asking again is safe: one that is made already is left as it is. */
export async function requestPacket(queueUrl: string, message: PacketMessage): Promise<void> {
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(message),
      MessageGroupId: message.caseId,
      MessageDeduplicationId: message.packetId,
    }),
  );
}
