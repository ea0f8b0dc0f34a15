import { GetObjectCommand, ListObjectVersionsCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CaseEvent } from '../../../functions/contracts/case.ts';
import { Report } from '../../../functions/contracts/contact.ts';
import { forEachAtOnce } from '../../../functions/shared/at-once.ts';

/** A store holds what this version cannot read: an older or a newer one wrote it. */
export class StateUnreadableError extends Error {
  override readonly name = 'StateUnreadableError';
}

/** Of contacts and assessments only what is needed here, so that one of another version stops no start. */
export const StoredContact = z.object({
  receivedAt: z.string(),
  occurredAt: z.string().optional(),
  report: Report.nullish().catch(null),
});
export const StoredAssessment = z.object({
  contactId: z.string(),
  subjectId: z.string(),
  flagged: z.boolean(),
  problems: z.array(z.object({ extent: z.string() })),
  act: z.object({ contactIds: z.array(z.string()) }).nullish(),
});
export type StoredAssessment = z.infer<typeof StoredAssessment>;

/** One version of an object, oldest first in a list. */
export interface ObjectVersion {
  key: string;
  versionId: string | null;
  lastModified: Date;
}

/** The names of a bucket's objects below a prefix. */
export async function listKeys(client: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
  }
  return keys;
}

/** The first assessments: those that re-scorings keep are in a folder of their contact. */
export async function listFirstAssessments(client: S3Client, bucket: string): Promise<string[]> {
  return (await listKeys(client, bucket, 'assessments/')).filter((key) => key.split('/').length === 2);
}

/** Every version that a bucket holds, in the order of arrival. Each one was announced, so each one is a contact. */
export async function listVersions(client: S3Client, Bucket: string): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, ...markers }));
    for (const { Key, VersionId, LastModified } of page.Versions ?? []) {
      if (Key === undefined || LastModified === undefined) continue;
      versions.push({
        key: Key,
        versionId: VersionId === 'null' ? null : (VersionId ?? null),
        lastModified: LastModified,
      });
    }
    if (!page.IsTruncated) break;
    markers = {
      ...(page.NextKeyMarker === undefined ? {} : { KeyMarker: page.NextKeyMarker }),
      ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
  return versions.sort((left, right) => left.lastModified.getTime() - right.lastModified.getTime());
}

/** The events of every case, each in its order. */
export async function readCases(client: DynamoDBDocumentClient, TableName: string): Promise<Map<string, CaseEvent[]>> {
  const cases = new Map<string, CaseEvent[]>();
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const { pk, sk, ...item } of page.Items ?? []) {
      if (!String(pk).startsWith('CASE#') || !String(sk).startsWith('EVENT#')) continue;
      const { data: event, error } = CaseEvent.safeParse(item);
      if (!event) {
        throw new StateUnreadableError(
          `${String(pk)} / ${String(sk)} is not an event that this version reads. npm run reset clears the state.`,
          { cause: error },
        );
      }
      const events = cases.get(event.caseId);
      if (events) events.push(event);
      else cases.set(event.caseId, [event]);
    }
  }
  for (const events of cases.values()) events.sort((left, right) => left.number - right.number);
  return cases;
}

/** How many objects are read at once. */
const READERS = 16;

/** Does something with each item, a few at a time, and gives the results in the order of the items. */
export const mapSome = <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> =>
  forEachAtOnce(items, READERS, work);

/** An object of JSON, checked by `parse`. */
export async function readObjectJson<T>(
  client: S3Client,
  Bucket: string,
  Key: string,
  parse: (value: unknown) => T,
): Promise<T> {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key }));
  return parse(JSON.parse((await answer.Body?.transformToString()) ?? 'null'));
}
