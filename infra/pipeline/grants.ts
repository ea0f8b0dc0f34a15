import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StageFunction } from './stage-function.ts';
import type { WorkQueue } from './work-queue.ts';

/*
 * The rights of the stages, each the least that its work needs. CDK's own grant methods give more than a stage calls
 * (`s3:GetObject*`, `s3:List*`, `dynamodb:DeleteItem`), so every action is named here. No stage may delete anything,
 * but for `retention`, which deletes what nobody flagged and a person asked to have deleted: never of the vault, never of a case.
 */

const OBJECT_KEYS =
  'The keys of objects are not known at deploy time; the bucket is named and, where a stage works under one, the prefix.';

function keyOf(store: { encryptionKey?: IKey } | Queue): string {
  const key = store instanceof Queue ? store.encryptionMasterKey : store.encryptionKey;
  if (key === undefined) throw new TypeError('Every store and queue of the pipeline has a key of its own.');
  return key.keyArn;
}

/** Reads objects, any version of them: a contact names the version that it was read from. */
export function readObjects(stage: StageFunction, bucket: Bucket, prefix = ''): void {
  stage.allow(['s3:GetObject', 's3:GetObjectVersion'], [bucket.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
  stage.allow(['kms:Decrypt'], [keyOf(bucket)]);
}

/**
 * Learns that an object is not there: without this right S3 answers 403 for it and not 404, so that "not yet" and "not allowed"
 * look the same (Amazon S3 API reference, GetObject). It would also let the stage list keys, which are hashes.
 */
export function missObjects(stage: StageFunction, bucket: Bucket): void {
  stage.allow(['s3:ListBucket'], [bucket.bucketArn]);
}

/** Lists all versions of a bucket's objects: their names and when they came in. */
export function listVersions(stage: StageFunction, bucket: Bucket): void {
  stage.allow(['s3:ListBucketVersions'], [bucket.bucketArn]);
}

/** Writes objects under a prefix. */
export function writeObjects(stage: StageFunction, bucket: Bucket, prefix: string): void {
  stage.allow(['s3:PutObject'], [bucket.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
  stage.allow(['kms:GenerateDataKey'], [keyOf(bucket)]);
}

/**
 * Says by a tag of objects whether they expire, and reads it: what nobody flagged does, what is of a case does not. A put that brings a tag
 * needs the right as well (Amazon S3 API reference, PutObject).
 */
export function tagObjects(stage: StageFunction, bucket: Bucket, prefixes: readonly string[]): void {
  for (const prefix of prefixes) {
    stage.allow(['s3:PutObjectTagging', 's3:GetObjectTagging'], [bucket.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
  }
}

/** Reads whether objects expire. */
export function readTags(stage: StageFunction, bucket: Bucket, prefix: string): void {
  stage.allow(['s3:GetObjectTagging'], [bucket.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
}

/** Deletes versions of objects for good, and delete markers, which are versions. */
export function deleteVersions(stage: StageFunction, bucket: Bucket, prefixes: readonly string[]): void {
  for (const prefix of prefixes) {
    stage.allow(['s3:DeleteObjectVersion'], [bucket.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
  }
}

/** Reads of originals until when they are locked, and not what is in them. */
export function readLocks(stage: StageFunction, vault: Bucket, prefix: string): void {
  stage.allow(['s3:GetObjectRetention', 's3:GetObjectLegalHold'], [vault.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
}

/** Deletes items of a table. */
export function deleteItems(stage: StageFunction, table: Table): void {
  stage.allow(['dynamodb:DeleteItem'], [table.tableArn]);
}

/**
 * Writes originals into the vault, each with its own retention, and reads back what is there and until when: S3 shows an object's
 * retention only to who may ask for it (Amazon S3 API reference, HeadObject). Nothing there can be deleted.
 */
export function preserveObjects(stage: StageFunction, vault: Bucket, prefix: string): void {
  stage.allow(
    ['s3:PutObject', 's3:PutObjectRetention', 's3:GetObject', 's3:GetObjectVersion', 's3:GetObjectRetention'],
    [vault.arnForObjects(`${prefix}*`)],
    OBJECT_KEYS,
  );
  stage.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [keyOf(vault)]);
}

/**
 * Puts an original under a legal hold, and lets it go: no retention is changed by it, and none is needed (Amazon S3 user guide, "Object Lock:
 * Legal holds").
 */
export function holdObjects(stage: StageFunction, vault: Bucket, prefix: string): void {
  stage.allow(['s3:PutObjectLegalHold'], [vault.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
}

export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'Scan';

/** Works on a table's items. None of the actions deletes or changes the table. */
export function useTable(stage: StageFunction, table: Table, actions: readonly TableAction[]): void {
  stage.allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  );
  // DynamoDB opens the table's key in the caller's name (DynamoDB developer guide, "DynamoDB encryption at rest: usage notes").
  stage.allow(['kms:Decrypt', 'kms:DescribeKey'], [keyOf(table)]);
}

/** Asks an index of a table. */
export function queryIndex(stage: StageFunction, table: Table, index: string): void {
  stage.allow(['dynamodb:Query'], [`${table.tableArn}/index/${index}`]);
}

/** Takes messages off its own queue, as the event source mapping does in the stage's name. */
export function receive(stage: StageFunction, { queue }: WorkQueue): void {
  stage.allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    [queue.queueArn],
  );
  stage.allow(['kms:Decrypt'], [keyOf(queue)]);
}

/** Tells a stage where a queue's dead letters lie, and lets it look at them: shown again when it has looked, never taken away. */
export function lookInto(stage: StageFunction, { deadLetters }: WorkQueue, variable: string): void {
  stage.function.addEnvironment(variable, deadLetters.queueUrl);
  stage.allow(['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'], [deadLetters.queueArn]);
  stage.allow(['kms:Decrypt'], [keyOf(deadLetters)]);
}

/**
 * Tells a stage where the dead letters of queues lie, and lets it look at them and have SQS put them back where they came from. SQS does so in
 * the caller's name (SQS developer guide, "Configure a dead-letter queue redrive: required permissions").
 */
export function redriveDeadLetters(stage: StageFunction, queues: readonly WorkQueue[], variable: string): void {
  const places = queues.map(({ name, deadLetters }) => `${name}=${deadLetters.queueUrl}`);
  stage.function.addEnvironment(variable, places.join(' '));
  for (const { queue, deadLetters } of queues) {
    stage.allow(
      ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:StartMessageMoveTask'],
      [deadLetters.queueArn],
    );
    stage.allow(['sqs:SendMessage'], [queue.queueArn]);
    stage.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [keyOf(queue)]);
  }
}

/** Tells a stage where the next one's queue is, under the variable that it reads, and lets it send there. */
export function sendTo(sender: StageFunction, { queue }: WorkQueue, variable: string): void {
  sender.function.addEnvironment(variable, queue.queueUrl);
  sender.allow(['sqs:SendMessage'], [queue.queueArn]);
  // Sending encrypts; SQS checks what it encrypted (SQS developer guide, "Key management").
  sender.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [keyOf(queue)]);
}

/** Tells a stage which function another is, under the variable that it reads, and lets it ask it and wait for the answer. */
export function askFunction(asker: StageFunction, asked: StageFunction, variable: string): void {
  asker.function.addEnvironment(variable, asked.function.functionName);
  asker.allow(['lambda:InvokeFunction'], [asked.function.functionArn]);
}

/** Sends mail from one address of one verified identity, and from no other, with one configuration set. */
export function sendMail(stage: StageFunction, senderAddress: string, configurationSetName: string): void {
  const domain = senderAddress.slice(senderAddress.indexOf('@') + 1);
  const { partition, region, account } = Stack.of(stage);
  // SES asks for the right on both (SES developer guide, "Controlling access").
  const resources = [`identity/${domain}`, `configuration-set/${configurationSetName}`];
  stage.allow(
    ['ses:SendRawEmail'],
    resources.map((resource) => `arn:${partition}:ses:${region}:${account}:${resource}`),
    undefined,
    { StringEquals: { 'ses:FromAddress': senderAddress } },
  );
}

/** Sends text messages, and nothing to any topic: SNS knows a telephone number as no resource of its own (SNS developer guide, "Identity-based policies"). */
export function sendTextMessages(stage: StageFunction): void {
  stage.allow(['sns:Publish'], ['*'], 'A telephone number is no resource that a right could name; topics are denied.');
  stage.role.addToPrincipalPolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['sns:Publish'],
      resources: [`arn:${Stack.of(stage).partition}:sns:*:*:*`],
    }),
  );
}

/** Puts events on a bus. */
export function putEvents(stage: StageFunction, bus: EventBus, key: IKey): void {
  stage.allow(['events:PutEvents'], [bus.eventBusArn]);
  stage.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
}
