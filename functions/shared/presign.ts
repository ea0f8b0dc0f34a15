import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Instant } from '../contracts/vocabulary.ts';
import { s3Client } from './clients.ts';
import { toInstant } from './time.ts';

/** Long enough to begin a download, which then runs on; too short to be passed around. */
export const LINK_SECONDS = 120;

export interface DownloadLink {
  readonly url: string;
  readonly expiresAt: Instant;
}

/**
 * A link by which whoever has it can download one object, once they were let through here: for what is larger than an answer of Lambda. It
 * is saved under `fileName` and never shown by a browser, whatever is in it.
 * @param fileName letters, digits, `-`, `_` and `.` alone.
 */
export async function linkTo(
  place: { readonly bucket: string; readonly key: string; readonly versionId?: string },
  fileName: string,
): Promise<DownloadLink> {
  const signingDate = new Date();
  const url = await getSignedUrl(
    s3Client(),
    new GetObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      ...(place.versionId === undefined ? {} : { VersionId: place.versionId }),
      ResponseContentDisposition: attachment(fileName),
      ResponseContentType: 'application/octet-stream',
      ResponseCacheControl: 'no-store',
    }),
    { expiresIn: LINK_SECONDS, signingDate },
  );
  return { url, expiresAt: toInstant(new Date(signingDate.getTime() + LINK_SECONDS * 1000)) };
}

/** The Content-Disposition of RFC 6266 for a plain name. */
export const attachment = (fileName: string): string => `attachment; filename="${fileName}"`;
