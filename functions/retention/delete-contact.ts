import { DeleteObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { s3Client } from '../shared/clients.ts';
import { isKept } from '../shared/expiry.ts';
import { assessmentKey, contactKey, laterAssessments, readJsonIfThere } from '../shared/objects.ts';

/** Where a contact's original is, and no more of it: what this stage has no use for it does not read. */
const WithOriginal = z.object({
  original: z.object({ bucket: z.string(), key: z.string(), versionId: z.string().nullable() }),
});
const WithFlag = z.object({ flagged: z.boolean() });

export interface ContactPlace {
  readonly contactsBucket: string;
  readonly intakeBucket: string;
}

/** What a contact's own objects say of whether it may go. */
export type Standing = 'kept' | 'flagged' | 'unscored' | 'unflagged' | 'gone';

export async function standingOf(contactId: string, { contactsBucket }: ContactPlace): Promise<Standing> {
  const contact = await readJsonIfThere(contactsBucket, contactKey(contactId), WithOriginal);
  if (contact === null) return 'gone';
  if (await isKept(contactsBucket, contactKey(contactId))) return 'kept';
  const assessment = await readJsonIfThere(contactsBucket, assessmentKey(contactId), WithFlag);
  if (assessment === null) return 'unscored';
  return assessment.flagged ? 'flagged' : 'unflagged';
}

/**
 * Deletes a contact for good, each object with all its versions: its original in intake, then the contact, which names the original, then its
 * assessments. So after a crash at any point it is either still what it was, or gone, and never looks like one that waits to be assessed.
 */
export async function deleteContact(contactId: string, { contactsBucket, intakeBucket }: ContactPlace): Promise<void> {
  const contact = await readJsonIfThere(contactsBucket, contactKey(contactId), WithOriginal);
  // No other bucket is this stage's to delete from; what a contact says of one is not followed there.
  if (contact !== null && contact.original.bucket === intakeBucket) {
    const { key, versionId } = contact.original;
    await deleteVersion(intakeBucket, key, versionId ?? 'null');
  }
  for (const prefix of [contactKey(contactId), assessmentKey(contactId), laterAssessments(contactId)]) {
    await deleteVersions(contactsBucket, prefix);
  }
}

/** Of every object whose name begins so: they are those of one contact, for an id has a fixed length. */
async function deleteVersions(bucket: string, prefix: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3Client().send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }),
    );
    const all = [...Versions, ...DeleteMarkers];
    if (all.length === 0) return;
    for (const { Key = '', VersionId = 'null' } of all) await deleteVersion(bucket, Key, VersionId);
  }
}

async function deleteVersion(bucket: string, key: string, versionId: string): Promise<void> {
  await s3Client().send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
}
