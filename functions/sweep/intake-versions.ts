import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { Instant } from '../contracts/vocabulary.ts';
import { s3Client } from '../shared/clients.ts';
import { toInstant } from '../shared/time.ts';

/** One version of an object, as a list shows it. */
export interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
  readonly receivedAt: Instant;
}

export type VersionPlace = Pick<ListedVersion, 'key' | 'versionId'>;

/**
 * A page of all versions of a bucket's objects, in the order of their keys; older versions too, since each one was received. Delete markers
 * are none.
 * @param after the last version of the page before; null for the first page. S3 gives 1,000 at most.
 */
export async function listVersions(
  bucket: string,
  after: VersionPlace | null,
  limit: number,
): Promise<{ versions: ListedVersion[]; next: VersionPlace | null }> {
  const page = await s3Client().send(
    new ListObjectVersionsCommand({
      Bucket: bucket,
      MaxKeys: limit,
      ...(after === null ? {} : { KeyMarker: after.key, VersionIdMarker: after.versionId }),
    }),
  );
  const versions = (page.Versions ?? []).flatMap(({ Key, VersionId, LastModified }) =>
    Key === undefined || VersionId === undefined || LastModified === undefined
      ? []
      : { key: Key, versionId: VersionId, receivedAt: toInstant(LastModified) },
  );
  const { IsTruncated, NextKeyMarker: key, NextVersionIdMarker: versionId } = page;
  return { versions, next: IsTruncated && key !== undefined && versionId !== undefined ? { key, versionId } : null };
}
