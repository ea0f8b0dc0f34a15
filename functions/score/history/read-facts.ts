import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readNotices } from '../../shared/history/notices.ts';
import { type Facts, factsOf, type PersonRead, toldSubjects } from '../conduct/facts.ts';

/**
 * What the company told a person, under any of their addresses, and told those who are or may be the same, read consistently: a notice
 * that was recorded before a contact is scored is in force for it. One query for each subject, of which `toldSubjects` bounds how many.
 */
export async function readFacts(client: DynamoDBDocumentClient, table: string, person: PersonRead): Promise<Facts> {
  const told = toldSubjects(person).map(async (subject) => ({
    ...subject,
    notices: await readNotices(client, table, subject.subjectId),
  }));
  return factsOf(await Promise.all(told));
}
