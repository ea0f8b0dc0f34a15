import { GetObjectTaggingCommand, PutObjectTaggingCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { s3Client } from './clients.ts';
import { assessmentKey, contactKey, laterAssessments, listKeys } from './objects.ts';

/**
 * The one tag of contacts and assessments: by it the bucket's rule knows what nobody flagged, and lets it go after its days
 * (infra/pipeline/storage.ts). A rule can ask for a tag that is there and not for one that is missing, so what may expire says so.
 */
export const RETENTION_TAG = 'retention';
export const UNFLAGGED = 'unflagged';
const OF_A_CASE = 'case';

/** As the header of a put has it. */
export const EXPIRES_UNFLAGGED = `${RETENTION_TAG}=${UNFLAGGED}`;

/**
 * Keeps a contact and its assessments for good, because a case holds it (requirement 36). Whoever writes an assessment looks at the
 * contact's tag after it ({@link isKept}), so that of the two at least one sees the other. Safe to run again; a contact or an assessment that
 * is not there is nothing to keep.
 */
export async function keepContact(bucket: string, contactId: string): Promise<void> {
  await keepObject(bucket, contactKey(contactId));
  const { keys } = await listKeys(bucket, laterAssessments(contactId), null);
  for (const key of [assessmentKey(contactId), ...keys]) await keepObject(bucket, key);
}

/** Keeps one object for good. */
export async function keepObject(bucket: string, key: string): Promise<void> {
  const Tagging = { TagSet: [{ Key: RETENTION_TAG, Value: OF_A_CASE }] };
  await s3Client()
    .send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging }))
    .catch(ignoreMissing);
}

/** Whether an object is kept for a case; false where it is not there. */
export async function isKept(bucket: string, key: string): Promise<boolean> {
  const answer = await s3Client()
    .send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }))
    .catch(ignoreMissing);
  return answer?.TagSet?.some(({ Key, Value }) => Key === RETENTION_TAG && Value === OF_A_CASE) ?? false;
}

/**
 * Keeps what was just written about a contact if the contact is kept: a case may have taken it in meanwhile. One request more for each
 * contact that nobody flagged.
 */
export async function keepWithContact(bucket: string, contactId: string, key: string): Promise<void> {
  if (await isKept(bucket, contactKey(contactId))) await keepObject(bucket, key);
}

function ignoreMissing(error: unknown): null {
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
  throw error;
}
