import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant } from '../../contracts/vocabulary.ts';
import { changeLink, readLinks } from '../../shared/history/links.ts';
import { historyKey, keptUntil } from '../../shared/history/subject-items.ts';
import type { IdentityStore } from '../identity/identity-store.ts';
import { readBearers, recordMark } from './marks-store.ts';

const Known = z.object({ knownAt: Instant });

/** Marks and links in the history table. Every write is conditional, so that running it again changes nothing. */
export function identityStore(client: DynamoDBDocumentClient, table: string): IdentityStore {
  return {
    know: (subjectId, heardAt) => know(client, table, subjectId, heardAt),
    record: async (marks, bearer) => {
      await Promise.all(marks.map((mark) => recordMark(client, table, mark, bearer)));
    },
    bearersOf: (mark) => readBearers(client, table, mark),
    subject: async (subjectId) => {
      const [knownAt, links] = await Promise.all([
        readKnown(client, table, subjectId),
        readLinks(client, table, subjectId),
      ]);
      return { knownAt, links };
    },
    change: (subjectId, otherId, to) => changeLink(client, table, subjectId, otherId, to),
  };
}

/** `SUBJECT#{subjectId}` / `KNOWN`: the first writing stands, so that all who ask agree who of two was known first. */
async function know(client: DynamoDBDocumentClient, table: string, subjectId: string, knownAt: Instant): Promise<void> {
  if ((await readKnown(client, table, subjectId)) !== null) return;
  const Item = { pk: historyKey(subjectId), sk: 'KNOWN', expiresAt: keptUntil(knownAt), knownAt };
  try {
    await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** When a subject was first known, read consistently; null where no contact was recorded. */
export async function readKnown(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
): Promise<Instant | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': historyKey(subjectId), ':sk': 'KNOWN' },
      ConsistentRead: true,
    }),
  );
  return Items[0] === undefined ? null : Known.parse(Items[0]).knownAt;
}
