import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Contact } from '../../../functions/contracts/contact.ts';
import type { handler as Handler } from '../../../functions/ingest/handler.ts';
import { startServices } from '../../../infra/local/services/start-services.ts';
import { directory, mail } from './reading.ts';

let handler: typeof Handler;
let s3: S3Client;
let sqs: SQSClient;
let queueUrl: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const services = await startServices({ stateFolder: null });
  const shipped = await mkdtemp(join(tmpdir(), 'undertone-ingest-'));
  await writeFile(join(shipped, 'roster.json'), JSON.stringify(directory));
  queueUrl = services.queueUrl('score');
  Object.assign(process.env, services.environment, {
    LAMBDA_TASK_ROOT: shipped,
    INTAKE_BUCKET: 'intake',
    CONTACTS_BUCKET: 'contacts',
    SCORE_QUEUE_URL: queueUrl,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_TRACE_ENABLED: 'false',
  });
  s3 = new S3Client({ forcePathStyle: true });
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  await s3.send(new CreateBucketCommand({ Bucket: 'intake' }));
  await s3.send(new CreateBucketCommand({ Bucket: 'contacts' }));
  await sqs.send(new CreateQueueCommand({ QueueName: 'score' }));
  ({ handler } = await import('../../../functions/ingest/handler.ts'));
  stop = async () => {
    s3.destroy();
    sqs.destroy();
    await services.stop();
    await rm(shipped, { recursive: true, force: true });
  };
});
afterAll(() => stop());

const context = {
  functionName: 'ingest',
  awsRequestId: 'r',
  getRemainingTimeInMillis: () => 60_000,
} as unknown as Context;

function announcement(...keys: string[]): SQSEvent {
  return {
    Records: keys.map((key, at) => ({
      messageId: `m${at}`,
      receiptHandle: 'r',
      body: JSON.stringify({
        Records: [
          {
            eventName: 'ObjectCreated:Put',
            s3: { bucket: { name: 'intake' }, object: { key: encodeURIComponent(key).replaceAll('%20', '+') } },
          },
        ],
      }),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 's',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:intake',
      awsRegion: 'us-east-1',
    })),
  };
}

const put = (key: string, body: string | Uint8Array) =>
  s3.send(new PutObjectCommand({ Bucket: 'intake', Key: key, Body: body }));

async function contacts(): Promise<Contact[]> {
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'contacts' }));
  return Promise.all(
    (Contents ?? []).map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'contacts', Key }));
      return Contact.parse(JSON.parse((await Body?.transformToString()) ?? ''));
    }),
  );
}

const keyed = async (key: string): Promise<Contact | undefined> =>
  (await contacts()).find(({ original }) => original.key === key);

/** Takes what waits to be scored. */
async function scoreMessages(): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (!Messages?.length) return found;
    for (const { Body, ReceiptHandle } of Messages) {
      found.push((JSON.parse(Body ?? '{}') as { contactId: string }).contactId);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
}

describe('the ingest stage', () => {
  it('writes a contact for a new mail and asks for it to be scored, with a pointer and no words', async () => {
    const bytes = mail({}, 'I will find you.');
    await put('mail/a mail+1', bytes);
    expect(await handler(announcement('mail/a mail+1'), context)).toEqual({ batchItemFailures: [] });
    const contact = await keyed('mail/a mail+1');
    expect(contact).toMatchObject({
      format: 'email',
      original: { bucket: 'intake', sizeBytes: Buffer.byteLength(bytes) },
    });
    expect(await scoreMessages()).toEqual([contact?.contactId]);
  });

  it('changes nothing when it runs again, and asks again, for the first run may have stopped in between', async () => {
    await put('mail/twice', mail({}, 'Hello there.'));
    await handler(announcement('mail/twice'), context);
    const first = await contacts();
    const asked = await scoreMessages();
    await handler(announcement('mail/twice'), context);
    expect(await contacts()).toEqual(first);
    expect(await scoreMessages()).toEqual(asked);
  });

  it('writes a contact with the reason for what cannot be read', async () => {
    await put('drop/noise.bin', Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2]));
    expect(await handler(announcement('drop/noise.bin'), context)).toEqual({ batchItemFailures: [] });
    expect((await keyed('drop/noise.bin'))?.problems).toMatchObject([{ code: 'binary', extent: 'whole' }]);
    expect(await scoreMessages()).toHaveLength(1);
  });

  it('gives back only the announcement whose object cannot be had, and does the others', async () => {
    await put('mail/there', mail({}, 'Hello there.'));
    await put('mail/gone', mail({}, 'Hello there.'));
    await s3.send(new DeleteObjectCommand({ Bucket: 'intake', Key: 'mail/gone' }));
    const answer = await handler(announcement('mail/gone', 'mail/there'), context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(await keyed('mail/there')).toBeDefined();
    await scoreMessages();
  });
});
