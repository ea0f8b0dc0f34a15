import { NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { Assessment } from '../../../functions/contracts/assessment.ts';
import { Contact } from '../../../functions/contracts/contact.ts';
import { contactKey } from '../../../functions/shared/objects.ts';
import { listKeys, readObjectJson } from '../state/read-state.ts';
import type { Scored } from './score-again.ts';

/** What was scored before: the first assessment says when, the last one what holds now. */
export interface Past {
  readonly first: Assessment;
  readonly last: Assessment;
}

/** The assessments of a contacts bucket by contact. A contact that was never scored has none and is left out. */
export async function readPast(client: S3Client, bucket: string): Promise<Map<string, Past>> {
  const past = new Map<string, Past>();
  const keys = await listKeys(client, bucket, 'assessments/');
  // The first one of a contact stands above its folder, in which those of later versions are.
  for (const key of keys.sort((a, b) => a.split('/').length - b.split('/').length)) {
    const read = await readObjectJson(client, bucket, key, Assessment.parse);
    const known = past.get(read.contactId);
    const isLater = known === undefined || read.scoredAt > known.last.scoredAt;
    past.set(read.contactId, { first: known?.first ?? read, last: isLater ? read : known.last });
  }
  return past;
}

/** The contacts that were scored, one after another; of one that went after its days nothing is left to score. */
export async function* readScored(
  client: S3Client,
  bucket: string,
  past: ReadonlyMap<string, Past>,
): AsyncIterable<Scored> {
  for (const [contactId, { first }] of past) {
    const contact = await readObjectJson(client, bucket, contactKey(contactId), Contact.parse).catch(gone);
    if (contact !== null) yield { contact, first };
  }
}

function gone(error: unknown): null {
  if (error instanceof NoSuchKey) return null;
  throw error;
}
