import { createHash } from 'node:crypto';
import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { Assessment } from '../contracts/assessment.ts';
import { Contact } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { s3Client } from '../shared/clients.ts';
import type { CreatedObject } from '../shared/object-created.ts';
import { assessmentKey, contactKey, readJsonIfThere } from '../shared/objects.ts';
import { toInstant } from '../shared/time.ts';
import { type UnreadContact, unreadContact, unreadOriginal } from './unread-contact.ts';

/**
 * What an intake letter points to. The bytes are hashed as they stream by, for an object may be 5 TB; where they cannot be had now
 * (a right, a key or the object is gone) it is a case all the same.
 */
export async function fetchOriginal(object: CreatedObject, sentAt: Instant): Promise<UnreadContact> {
  const { bucket, key, versionId } = object;
  try {
    const answer = await s3Client().send(
      new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId === null ? {} : { VersionId: versionId }) }),
    );
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of (answer.Body ?? []) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
    const version = answer.VersionId;
    const place = { bucket, key, versionId: version === undefined || version === 'null' ? null : version };
    const receivedAt = answer.LastModified === undefined ? sentAt : toInstant(answer.LastModified);
    return unreadOriginal(place, { sha256: hash.digest('hex'), sizeBytes }, receivedAt);
  } catch (error) {
    if (error instanceof S3ServiceException) return unreadOriginal({ bucket, key, versionId }, null, sentAt);
    throw error;
  }
}

/**
 * What a letter of `score` or `cases` points to; null where there is no such contact, so that nobody could read it.
 * @param version of the assessment that the letter names, where it is not the first.
 * @throws StoredObjectError when the contact is not one that this version reads.
 */
export async function fetchContact(
  queue: 'score' | 'cases',
  contactId: string,
  contactsBucket: string,
  version?: string,
): Promise<UnreadContact | null> {
  const contact = await readJsonIfThere(contactsBucket, contactKey(contactId), Contact);
  if (contact === null) return null;
  const assessment = await readJsonIfThere(contactsBucket, assessmentKey(contactId, version), Assessment);
  return unreadContact(queue, contact, assessment);
}
