import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { eventMessage } from '../services/s3/notifications.ts';
import { LOCAL_REGION } from '../services/start-services.ts';
import type { System } from '../system.ts';
import type { Unfinished } from './unfinished.ts';

/** Puts unfinished work back on its queues, in the order of arrival. Returns how many messages that were. */
export async function redrive(system: System, unfinished: Unfinished): Promise<number> {
  const { sqs } = system.clients;
  const { SCORE_QUEUE_URL = '', CASES_QUEUE_URL = '', NOTIFY_QUEUE_URL = '', INTAKE_BUCKET = '' } = system.names;
  const send = (QueueUrl: string, body: unknown, fifo?: { group: string; id: string }): Promise<void> =>
    sendMessage(sqs, QueueUrl, typeof body === 'string' ? body : JSON.stringify(body), fifo);

  // From the end of the path to its beginning: what arrived first is furthest on, and is finished first.
  for (const message of unfinished.notify) {
    await send(NOTIFY_QUEUE_URL, message, { group: message.caseId, id: `${message.caseId}#${message.eventNumber}` });
  }
  for (const message of unfinished.cases) {
    await send(CASES_QUEUE_URL, message, { group: message.subjectId, id: message.contactId });
  }
  for (const message of unfinished.score) await send(SCORE_QUEUE_URL, message);
  const intake = system.plan.buckets.find((bucket) => bucket.name === INTAKE_BUCKET);
  for (const { version, sizeBytes, etag } of unfinished.ingest) {
    for (const notification of intake?.notifications ?? []) {
      const queue = system.plan.queues.find(({ arn }) => arn === notification.queueArn);
      if (!queue || !version.key.startsWith(notification.prefix)) continue;
      const body = eventMessage({
        event: 'ObjectCreated:Put',
        notification,
        bucket: INTAKE_BUCKET,
        record: {
          key: version.key,
          versionId: version.versionId ?? 'null',
          sequence: version.lastModified.getTime(),
          lastModified: version.lastModified.toISOString(),
          sizeBytes,
          etag: etag.replaceAll('"', ''),
        },
        region: LOCAL_REGION,
        requestId: 'REDRIVE',
      });
      await send(queue.url, body);
    }
  }
  const { ingest, score, cases, notify } = unfinished;
  return ingest.length + score.length + cases.length + notify.length;
}

async function sendMessage(
  sqs: SQSClient,
  QueueUrl: string,
  MessageBody: string,
  fifo?: { group: string; id: string },
): Promise<void> {
  const order = fifo ? { MessageGroupId: fifo.group, MessageDeduplicationId: fifo.id } : {};
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...order }));
}
