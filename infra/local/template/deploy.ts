import { isDeepStrictEqual } from 'node:util';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  ListBucketsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BucketPlan, Plan, QueuePlan, TablePlan } from './plan.ts';
import { TemplateError } from './resolve-intrinsics.ts';

export interface DeployClients {
  s3: S3Client;
  sqs: SQSClient;
  dynamodb: DynamoDBClient;
}

/** Creates what the plan asks for and is not there yet. May run again on state that an earlier run left. */
export async function deploy(plan: Plan, clients: DeployClients): Promise<void> {
  // A queue must exist before the one that sends its dead letters there, and before the bucket that notifies it.
  await Promise.all([createQueues(plan.queues, clients.sqs), createTables(plan.tables, clients.dynamodb)]);
  await createBuckets(plan.buckets, clients.s3);
}

async function createQueues(queues: readonly QueuePlan[], sqs: SQSClient): Promise<void> {
  const byArn = new Set(queues.map((queue) => queue.arn));
  for (const queue of queues) {
    if (queue.deadLetterArn !== null && !byArn.has(queue.deadLetterArn)) {
      throw new TemplateError(
        `${queue.logicalId} sends dead letters to ${queue.deadLetterArn}, which is no queue of the template.`,
      );
    }
  }
  const deadLettersFirst = [...queues].sort(
    (left, right) => Number(left.deadLetterArn !== null) - Number(right.deadLetterArn !== null),
  );
  for (const { name, attributes } of deadLettersFirst) {
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  }
}

async function createTables(tables: readonly TablePlan[], dynamodb: DynamoDBClient): Promise<void> {
  const there = new Set((await dynamodb.send(new ListTablesCommand({}))).TableNames);
  for (const { name, definition } of tables) {
    if (there.has(name)) continue;
    const input = { TableName: name, BillingMode: 'PAY_PER_REQUEST', ...definition };
    await dynamodb.send(new CreateTableCommand(input as CreateTableCommandInput));
  }
}

async function createBuckets(buckets: readonly BucketPlan[], s3: S3Client): Promise<void> {
  const there = new Set((await s3.send(new ListBucketsCommand({}))).Buckets?.map((bucket) => bucket.Name));
  await Promise.all(buckets.map((bucket) => createBucket(bucket, there.has(bucket.name), s3)));
}

async function createBucket(plan: BucketPlan, exists: boolean, s3: S3Client): Promise<void> {
  const Bucket = plan.name;
  if (!exists) await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: plan.objectLock }));
  if (plan.versioned) {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  if (plan.defaultRetention) {
    const { mode, days, years } = plan.defaultRetention;
    const DefaultRetention = {
      Mode: mode,
      ...(days === null ? {} : { Days: days }),
      ...(years === null ? {} : { Years: years }),
    };
    await s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } },
      }),
    );
  }
  if (plan.lifecycle.length > 0) await expireBy(Bucket, plan.lifecycle, s3);
  if (plan.notifications.length > 0) await notify(Bucket, plan.notifications, s3);
}

async function expireBy(Bucket: string, rules: BucketPlan['lifecycle'], s3: S3Client): Promise<void> {
  const Rules = rules.map((rule) => ({
    ID: rule.id,
    Status: rule.enabled ? ('Enabled' as const) : ('Disabled' as const),
    Filter: { And: { Prefix: rule.prefix, Tags: Object.entries(rule.tags).map(([Key, Value]) => ({ Key, Value })) } },
    ...(rule.expirationDays !== null && { Expiration: { Days: rule.expirationDays } }),
    ...(rule.expiredMarkers && { Expiration: { ExpiredObjectDeleteMarker: true } }),
    ...(rule.noncurrentDays !== null && { NoncurrentVersionExpiration: { NoncurrentDays: rule.noncurrentDays } }),
  }));
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
}

/** Set when it changed, as CloudFormation does: each time it is set, S3 sends a test message. */
async function notify(Bucket: string, notifications: BucketPlan['notifications'], s3: S3Client): Promise<void> {
  const QueueConfigurations = notifications.map((notification) => ({
    Id: notification.id,
    QueueArn: notification.queueArn,
    Events: notification.events as Event[],
    ...filterOf(notification),
  }));
  const current = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  if (isDeepStrictEqual(current.QueueConfigurations ?? [], QueueConfigurations)) return;
  await s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { QueueConfigurations } }),
  );
}

function filterOf(rules: { prefix: string; suffix: string }): {
  Filter?: { Key: { FilterRules: { Name: 'prefix' | 'suffix'; Value: string }[] } };
} {
  const FilterRules = (['prefix', 'suffix'] as const)
    .filter((name) => rules[name] !== '')
    .map((name) => ({ Name: name, Value: rules[name] }));
  return FilterRules.length > 0 ? { Filter: { Key: { FilterRules } } } : {};
}
