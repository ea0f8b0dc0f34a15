import { GetObjectCommand, ListObjectVersionsCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '../../../functions/contracts/conduct.ts';
import { identityStore } from '../../../functions/score/history/links-store.ts';
import { recordSighting } from '../../../functions/score/history-store.ts';
import { readSubjectItems } from '../../../functions/shared/history/subject-items.ts';
import { assessment, contact } from '../case-support/examples.ts';
import type { ServicesUnderTest } from '../case-support/services.ts';
import { freshSubject } from '../open-case/fresh-subject.ts';

/** A subject with contacts, as ingest and score leave them. */
export async function storedSubject(services: ServicesUnderTest) {
  const { documents, s3 } = services;
  const subject = freshSubject();
  const { subjectId, idOf } = subject;
  await s3.send(new PutBucketVersioningCommand({ Bucket: 'contacts', VersioningConfiguration: { Status: 'Enabled' } }));

  const sightingOf = (n: number, at: string): Sighting => ({
    contactId: idOf(n),
    subjectId,
    targetIds: [],
    at,
    heardAt: at,
    via: 'direct',
    reporterId: null,
    channel: 'email',
    severity: 0,
    categories: [],
    signalIds: [],
    originalSha256: '0'.repeat(64),
    fingerprint: null,
    wordsHash: null,
    wordCount: 5,
    messageIdHash: null,
    claimedAt: null,
    automated: false,
    reported: false,
  });
  const mark = { kind: 'phone' as const, place: 'own' as const, hash: 'a'.repeat(32) };
  return {
    ...subject,
    mark,
    /** The n-th contact, said and stored at a time. */
    put: async (n: number, at: string, flagged = false) => {
      const made = contact(n, { contactId: idOf(n), subjectId, receivedAt: at, occurredAt: at });
      await services.put(
        { ...made, original: { ...made.original, key: `mail/${subjectId}-${n}` } },
        flagged ? assessment(n, { contactId: idOf(n), subjectId }) : subject.quiet(n),
      );
      await recordSighting(documents, 'history', sightingOf(n, at));
      const store = identityStore(documents, 'history');
      await store.know(subjectId, at);
      const bearer = { subjectId, contactId: idOf(n), at, proven: true, name: null };
      await store.record([mark], bearer);
    },
    items: async () =>
      (await readSubjectItems(documents, 'history', subjectId, { from: 'A', to: '~' }, { most: null })).map(({ sk }) =>
        String(sk),
      ),
    /** What there is of a contact in the buckets: the names of all versions. */
    objectsOf: async (n: number) => {
      const names = async (Bucket: string, Prefix: string) => {
        const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
        return [...Versions, ...DeleteMarkers].map(({ Key }) => Key);
      };
      return [
        ...(await names('contacts', `contacts/${idOf(n)}`)),
        ...(await names('contacts', `assessments/${idOf(n)}`)),
        ...(await names('intake', `mail/${subjectId}-${n}`)),
      ];
    },
    tell: (key: string) =>
      documents.send(new PutCommand({ TableName: 'history', Item: { pk: `SUBJECT#${subjectId}`, sk: key } })),
    original: (n: number) => s3.send(new GetObjectCommand({ Bucket: 'intake', Key: `mail/${subjectId}-${n}` })),
  };
}
