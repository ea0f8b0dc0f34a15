import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type S3Options, type S3Service, startS3 } from '../../../../../infra/local/services/s3/s3-server.ts';

export interface S3Harness {
  client: S3Client;
  endpoint: string;
  folder: string;
  /** Stops the server and starts another on the same folder. */
  restart(): Promise<void>;
  /** See {@link S3Service.expire}. */
  expire(): Promise<number>;
  stop(): Promise<void>;
}

export async function startHarness(options: Partial<S3Options> = {}): Promise<S3Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'undertone-s3-'));
  let service: S3Service = await startS3({ ...options, folder });
  const harness: S3Harness = {
    client: clientOf(service.endpoint),
    endpoint: service.endpoint,
    folder,
    expire: () => service.expire(),
    restart: async () => {
      harness.client.destroy();
      await service.stop();
      service = await startS3({ ...options, folder });
      harness.client = clientOf(service.endpoint);
      harness.endpoint = service.endpoint;
    },
    stop: async () => {
      harness.client.destroy();
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return harness;
}

export function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

export async function createBucket(
  client: S3Client,
  name: string,
  options: { versioned?: boolean; objectLock?: boolean } = {},
): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: options.objectLock ?? false }));
  if (options.versioned) {
    await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }));
  }
}

export async function put(client: S3Client, bucket: string, key: string, body: string): Promise<string | undefined> {
  return (await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))).VersionId;
}

export async function read(client: S3Client, bucket: string, key: string, versionId?: string): Promise<string> {
  const answer = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId ? { VersionId: versionId } : {}) }),
  );
  return (await answer.Body?.transformToString()) ?? '';
}

/** The error that a call ends with, as `status Code`. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof S3ServiceException) return `${error.$metadata.httpStatusCode} ${error.name}`;
    throw error;
  }
  return 'no error';
}
