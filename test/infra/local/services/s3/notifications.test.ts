import { CopyObjectCommand, PutBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket, errorOf, put, type S3Harness, startHarness } from './harness.ts';

interface CreatedRecord {
  eventTime: string;
  s3: { object: { sequencer: string } };
}

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:intake';
const delivered: { queueArn: string; body: Record<string, unknown> }[] = [];

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness({
    deliver: async (queueArn, body) => {
      if (queueArn.endsWith(':missing')) throw new Error('the queue does not exist');
      delivered.push({ queueArn, body: JSON.parse(body) });
    },
  });
  await createBucket(s3.client, 'intake', { versioned: true });
});
afterAll(() => s3.stop());

const notify = (filters: { queue: string; prefix?: string }[]): Promise<unknown> =>
  s3.client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: 'intake',
      NotificationConfiguration: {
        QueueConfigurations: filters.map(({ queue, prefix }) => ({
          QueueArn: queue,
          Events: ['s3:ObjectCreated:*'],
          ...(prefix ? { Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: prefix }] } } } : {}),
        })),
      },
    }),
  );

describe('a bucket that notifies a queue', () => {
  it('sends a test event first, and refuses a queue that it cannot reach', async () => {
    await notify([{ queue: QUEUE, prefix: 'mail/' }]);
    expect(delivered).toMatchObject([{ queueArn: QUEUE, body: { Event: 's3:TestEvent', Bucket: 'intake' } }]);
    const missing = notify([{ queue: 'arn:aws:sqs:us-east-1:000000000000:missing' }]);
    expect(await errorOf(missing)).toBe('400 InvalidArgument');
  });

  it('tells of a put and of a copy below its prefix, with an encoded key, the version and a growing sequencer', async () => {
    delivered.length = 0;
    await put(s3.client, 'intake', 'drop/other', 'x');
    const version = await put(s3.client, 'intake', 'mail/a b+ü(1)', 'hello');
    await s3.client.send(
      new CopyObjectCommand({ Bucket: 'intake', Key: 'mail/copy', CopySource: 'intake/drop/other' }),
    );
    const records = delivered.map(({ body }) => (body.Records as CreatedRecord[])[0]);
    expect(records).toMatchObject([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventName: 'ObjectCreated:Put',
        s3: {
          bucket: { name: 'intake', arn: 'arn:aws:s3:::intake' },
          object: {
            key: 'mail/a+b%2B%C3%BC%281%29',
            size: 5,
            eTag: '5d41402abc4b2a76b9719d911017c592',
            versionId: version,
          },
        },
      },
      { eventName: 'ObjectCreated:Copy', s3: { object: { key: 'mail/copy' } } },
    ]);
    const [first, second] = records;
    expect(first?.eventTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect((first?.s3.object.sequencer ?? '') < (second?.s3.object.sequencer ?? '')).toBe(true);
  });

  it('refuses two filters of which one hides the other', async () => {
    const overlap = notify([
      { queue: QUEUE, prefix: 'mail/' },
      { queue: QUEUE, prefix: 'mail/x' },
    ]);
    expect(await errorOf(overlap)).toBe('400 InvalidArgument');
  });

  it('goes on notifying after a restart', async () => {
    await s3.restart();
    delivered.length = 0;
    await put(s3.client, 'intake', 'mail/after', 'x');
    expect(delivered).toHaveLength(1);
  });
});
