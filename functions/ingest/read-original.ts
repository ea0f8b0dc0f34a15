import { createHash } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Original } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { s3Client } from '../shared/clients.ts';
import { toInstant } from '../shared/time.ts';
import { MAX_ORIGINAL_BYTES } from './limits.ts';

export interface ReceivedOriginal {
  readonly original: Original;
  /** At most one byte more than is read of an original, so that its reader sees that there was more. */
  readonly bytes: Uint8Array;
  /** When S3 had it: the same each time the object is read, so that a second run makes the same contact. */
  readonly receivedAt: Instant;
}

/**
 * Reads an object of the intake bucket as a stream: all of it is hashed and counted, its beginning is kept. An object may be
 * 5 TB and the function's memory is not.
 * @throws S3ServiceException when it is not there or may not be read.
 */
export async function readOriginal(bucket: string, key: string, versionId: string | null): Promise<ReceivedOriginal> {
  const answer = await s3Client().send(
    new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId === null ? {} : { VersionId: versionId }) }),
  );
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of (answer.Body ?? []) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    const room = MAX_ORIGINAL_BYTES + 1 - sizeBytes;
    if (room > 0) kept.push(chunk.subarray(0, room));
    sizeBytes += chunk.length;
  }
  const version = answer.VersionId;
  return {
    original: {
      bucket,
      key,
      versionId: version === undefined || version === 'null' ? null : version,
      sha256: hash.digest('hex'),
      sizeBytes,
    },
    bytes: Buffer.concat(kept),
    receivedAt: toInstant(answer.LastModified ?? new Date(0)),
  };
}
