import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readNotices } from '../../shared/history/notices.ts';
import { type Facts, factsOf, type PersonRead, toldSubjects, withKnown } from '../conduct/facts.ts';
import { readKnown } from './links-store.ts';

/**
 * What the company told a person, under any of their addresses, and told those who are or may be the same, read consistently: a notice
 * that was recorded before a contact is scored is in force for it. One query for each subject, of which `toldSubjects` bounds how many,
 * and one more for each of the person's where somebody was told to stop.
 */
export async function readFacts(client: DynamoDBDocumentClient, table: string, person: PersonRead): Promise<Facts> {
  const told = toldSubjects(person).map(async (subject) => ({
    ...subject,
    notices: await readNotices(client, table, subject.subjectId),
  }));
  return withKnown(factsOf(await Promise.all(told)), person, (subjectId) => readKnown(client, table, subjectId));
}
