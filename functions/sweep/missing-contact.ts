import { createHash } from 'node:crypto';
import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { s3Client } from '../shared/clients.ts';
import { contactIdOf } from '../shared/ids.ts';
import { contactKey, isObjectThere } from '../shared/objects.ts';
import type { VersionPlace } from './intake-versions.ts';

/** What of an original is there. `gone`: deleted since it was listed, so that nothing can be read from it any more. */
export type Standing = 'has-contact' | 'no-contact' | 'gone';

/**
 * Whether an original was read into a contact. Its id follows from its bytes (see {@link contactIdOf}), so they are hashed as they stream by,
 * and nothing of them is kept: an object may be 5 TB.
 */
export async function standingOf(
  { key, versionId: listed }: VersionPlace,
  { intakeBucket, contactsBucket }: { readonly intakeBucket: string; readonly contactsBucket: string },
): Promise<Standing> {
  const hash = createHash('sha256');
  try {
    const answer = await s3Client().send(
      new GetObjectCommand({ Bucket: intakeBucket, Key: key, ...(listed === 'null' ? {} : { VersionId: listed }) }),
    );
    for await (const chunk of (answer.Body ?? []) as AsyncIterable<Uint8Array>) hash.update(chunk);
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return 'gone';
    throw error;
  }
  const contactId = contactIdOf({ key, versionId: listed === 'null' ? null : listed, sha256: hash.digest('hex') });
  return (await isObjectThere(contactsBucket, contactKey(contactId))) ? 'has-contact' : 'no-contact';
}
