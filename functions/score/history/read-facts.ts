import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LinkSeen } from '../../contracts/identity.ts';
import { readNotices } from '../../shared/history/notices.ts';
import { type Facts, linkedNotice } from '../conduct/facts.ts';

/** Subjects who only may be the same person whose notices are looked up: each is one more query at every contact. */
const MOST_SUGGESTED_READ = 16;

/** A person by their subjects, and what these are linked to. */
export interface PersonRead {
  readonly subjectIds: readonly string[];
  readonly linked: readonly Pick<LinkSeen, 'subjectId' | 'state'>[];
}

/**
 * What the company told a person, under any of their addresses, and told those who are or may be the same, read consistently: a notice
 * that was recorded before a contact is scored is in force for it. One query for each subject. Of suggestions at most
 * {@link MOST_SUGGESTED_READ}, in the order given.
 */
export async function readFacts(
  client: DynamoDBDocumentClient,
  table: string,
  { subjectIds, linked }: PersonRead,
): Promise<Facts> {
  const suggested = linked.filter(({ state }) => state === 'suggested').slice(0, MOST_SUGGESTED_READ);
  const others = suggested.map(({ subjectId }) => subjectId).filter((id) => !subjectIds.includes(id));
  const read = (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => ({ id, notices: await readNotices(client, table, id) })));
  const [own, ofOthers] = await Promise.all([read(subjectIds), read(others)]);
  return {
    notices: own.flatMap(({ notices }) => notices),
    links: [
      ...own.flatMap(({ id, notices }) => linkedNotice(id, 'joined', notices)),
      ...ofOthers.flatMap(({ id, notices }) => linkedNotice(id, 'suggested', notices)),
    ],
  };
}
