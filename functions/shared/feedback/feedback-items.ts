import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { FeedbackItem } from '../../contracts/case-feedback.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { aboutOf } from '../case/fold/feedback.ts';
import { keptUntil } from '../history/subject-items.ts';
import { monthsOf } from './months.ts';

const PREFIX = 'FEEDBACK#';

/** Puts down for the operator what a reviewer said; writing it again changes nothing. */
export async function noteFeedback(client: DynamoDBDocumentClient, table: string, item: FeedbackItem): Promise<void> {
  const { at, caseId, number } = item;
  const key = { pk: `${PREFIX}${at.slice(0, 7)}`, sk: `${at}#${caseId}#${number}` };
  await client.send(new PutCommand({ TableName: table, Item: { ...key, item, expiresAt: keptUntil(at) } }));
}

/** What reviewers said in a time, the newest first: of one person about one thing the last. A query a month. */
export async function readFeedback(
  client: DynamoDBDocumentClient,
  table: string,
  from: Instant,
  to: Instant,
): Promise<FeedbackItem[]> {
  const items: FeedbackItem[] = [];
  for (const month of monthsOf(from, to).reverse()) {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': `${PREFIX}${month}`, ':from': from, ':to': `${to}~` },
          ScanIndexForward: false,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      for (const { item } of page.Items ?? []) items.push(FeedbackItem.parse(item));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }
  const seen = new Set<string>();
  return items.filter(({ by, caseId, contactId, said }) => {
    const about = `${by}\n${caseId}\n${contactId}\n${aboutOf(said)}`;
    return !seen.has(about) && seen.add(about);
  });
}
