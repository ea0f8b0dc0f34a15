import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { z } from 'zod';
import { s3Client } from './clients.ts';
import { UndertoneError } from './errors.ts';

/** What a bucket holds is not what a stage writes there: an older version, or somebody else's object. */
export class StoredObjectError extends UndertoneError {
  override readonly name = 'StoredObjectError';
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  /** `null` in a bucket without versions. */
  readonly versionId: string | null;
  readonly lastModified: Date;
}

/** Reads a whole object; the version named, else the newest. @throws S3ServiceException when it is not there or may not be read. */
export async function readObject(bucket: string, key: string, versionId?: string | null): Promise<StoredObject> {
  const answer = await s3Client().send(
    new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId ? { VersionId: versionId } : {}) }),
  );
  const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
  const version = answer.VersionId;
  return {
    bytes,
    versionId: version === undefined || version === 'null' ? null : version,
    lastModified: answer.LastModified ?? new Date(0),
  };
}

/** @throws StoredObjectError when the object is not JSON of that shape. */
export async function readJson<T extends z.ZodType>(bucket: string, key: string, schema: T): Promise<z.infer<T>> {
  const { bytes } = await readObject(bucket, key);
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new StoredObjectError(
      `Object ${key} in ${bucket} is not what this version writes there. Deploy the version that wrote it, or redrive its original.`,
      { cause },
    );
  }
}

/** Like {@link readJson}, and `null` when there is no such object. */
export async function readJsonIfThere<T extends z.ZodType>(
  bucket: string,
  key: string,
  schema: T,
): Promise<z.infer<T> | null> {
  try {
    return await readJson(bucket, key, schema);
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw error;
  }
}

/** Whether there is such an object. The caller may list the bucket, or a missing object looks like a refusal. */
export async function isObjectThere(bucket: string, key: string): Promise<boolean> {
  try {
    await s3Client().send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return false;
    throw error;
  }
}

/**
 * Writes it unless an object is there already. Gives `false` when one was: another run of the same stage got there first.
 * @param tags as a query, such as `retention=unflagged`; none where it is left out.
 */
export async function writeJsonOnce(bucket: string, key: string, value: unknown, tags?: string): Promise<boolean> {
  try {
    await s3Client().send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: JSON.stringify(value),
        ContentType: 'application/json',
        IfNoneMatch: '*',
        ...(tags === undefined ? {} : { Tagging: tags }),
      }),
    );
    return true;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 412) return false;
    throw error;
  }
}

/** Writes bytes under a name that follows from them, so that writing again changes nothing. */
export async function putBytes(
  place: { readonly bucket: string; readonly key: string },
  bytes: Uint8Array,
): Promise<void> {
  await s3Client().send(
    new PutObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      Body: bytes,
      ContentType: 'application/octet-stream',
      ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    }),
  );
}

/** A page of the keys below a prefix, in their order. */
export interface KeyPage {
  readonly keys: string[];
  /** After which the next page begins; null at the end. */
  readonly after: string | null;
}

/** @param after the last key of the page before; null for the first. S3 gives 1,000 at most. */
export async function listKeys(bucket: string, prefix: string, after: string | null, limit = 1000): Promise<KeyPage> {
  const { Contents = [], IsTruncated } = await s3Client().send(
    new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      MaxKeys: limit,
      ...(after === null ? {} : { StartAfter: after }),
    }),
  );
  const keys = Contents.flatMap(({ Key }) => Key ?? []);
  return { keys, after: IsTruncated ? (keys.at(-1) ?? null) : null };
}

export const contactKey = (contactId: string): string => `contacts/${contactId}.json`;

/** The first assessment, which stands; or the one that a re-scoring keeps beside it, by the hash of its versions. */
export const assessmentKey = (contactId: string, versions?: string): string =>
  versions === undefined ? `assessments/${contactId}.json` : `${laterAssessments(contactId)}${versions}.json`;

/** Below it are the assessments of a contact that re-scorings keep. */
export const laterAssessments = (contactId: string): string => `assessments/${contactId}/`;
