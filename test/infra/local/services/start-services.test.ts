import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Services, startServices } from '../../../../infra/local/services/start-services.ts';

let services: Services;
let s3: S3Client;
let sqs: SQSClient;
beforeAll(async () => {
  services = await startServices({ stateFolder: null });
  const settings = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  s3 = new S3Client({ ...settings, endpoint: services.endpoints.s3, forcePathStyle: true });
  sqs = new SQSClient({ ...settings, endpoint: services.endpoints.sqs, useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  s3.destroy();
  sqs.destroy();
  await services.stop();
});

describe('the stand-ins together', () => {
  it('are on this machine alone, and name themselves in the variables that the SDK reads', () => {
    for (const endpoint of Object.values(services.endpoints)) expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(services.environment).toMatchObject({
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_S3: services.endpoints.s3,
      AWS_ENDPOINT_URL_DYNAMODB: services.endpoints.dynamodb,
    });
  });

  it('carry the news of a new object from a bucket to the queue that it names, before the put returns', async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'news' }));
    expect(services.queueUrl('news')).toBe(QueueUrl);
    await s3.send(new CreateBucketCommand({ Bucket: 'watched' }));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: 'watched',
        NotificationConfiguration: {
          QueueConfigurations: [
            { QueueArn: 'arn:aws:sqs:us-east-1:000000000000:news', Events: ['s3:ObjectCreated:*'] },
          ],
        },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket: 'watched', Key: 'a b', Body: 'x' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    const bodies = (Messages ?? []).map((message) => JSON.parse(message.Body ?? ''));
    expect(bodies).toMatchObject([{ Event: 's3:TestEvent' }, { Records: [{ s3: { object: { key: 'a+b' } } }] }]);
  });
});
