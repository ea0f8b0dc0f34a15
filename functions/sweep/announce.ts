import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { sqsClient } from '../shared/clients.ts';
import type { VersionPlace } from './intake-versions.ts';

/**
 * Tells `ingest` of an original as S3 does (Amazon S3 user guide, "Event message structure"), of which `ingest` reads these members. It is
 * safe to tell of one that is being read: a contact is written once.
 */
export async function announce(queueUrl: string, bucket: string, { key, versionId }: VersionPlace): Promise<void> {
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: {
      bucket: { name: bucket },
      object: { key: encodeURIComponent(key), ...(versionId === 'null' ? {} : { versionId }) },
    },
  };
  await sqsClient().send(
    new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ Records: [record] }) }),
  );
}
