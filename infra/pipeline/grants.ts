import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StageFunction } from './stage-function.ts';
import type { WorkQueue } from './work-queue.ts';

/*
 * The rights of the stages, each the least that its work needs. CDK's own grant methods give more than a stage calls
 * (`s3:GetObject*`, `s3:List*`, `dynamodb:DeleteItem`), so every action is named here. No stage may delete anything.
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

/** Writes objects under a prefix. */
export function writeObjects(stage: StageFunction, bucket: Bucket, prefix: string): void {
  stage.allow(['s3:PutObject'], [bucket.arnForObjects(`${prefix}*`)], OBJECT_KEYS);
  stage.allow(['kms:GenerateDataKey'], [keyOf(bucket)]);
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

export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem';

/** Works on a table's items. None of the actions deletes, scans or changes the table. */
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

/** Tells a stage where the next one's queue is, under the variable that it reads, and lets it send there. */
export function sendTo(sender: StageFunction, { queue }: WorkQueue, variable: string): void {
  sender.function.addEnvironment(variable, queue.queueUrl);
  sender.allow(['sqs:SendMessage'], [queue.queueArn]);
  // Sending encrypts; SQS checks what it encrypted (SQS developer guide, "Key management").
  sender.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [keyOf(queue)]);
}

/** Sends mail from one address of one verified identity, and from no other. */
export function sendMail(stage: StageFunction, senderAddress: string): void {
  const domain = senderAddress.slice(senderAddress.indexOf('@') + 1);
  const { partition, region, account } = Stack.of(stage);
  stage.allow(['ses:SendRawEmail'], [`arn:${partition}:ses:${region}:${account}:identity/${domain}`], undefined, {
    StringEquals: { 'ses:FromAddress': senderAddress },
  });
}
