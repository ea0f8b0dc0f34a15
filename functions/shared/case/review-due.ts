import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseState } from '../../contracts/case.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { caseKey } from './keys.ts';
import { reviewDueAt } from './review.ts';

const REVIEW = 'REVIEW';
const DUE = 'review-due';
/** After every deadline: in the index, and found by nobody who asks what is due. */
const NEVER: Instant = '9999-12-31T23:59:59.999Z';

/**
 * Puts beside a case which step of a review is due first: `CASE#{caseId}` / `REVIEW`, in the index by its own status. Not in the summary:
 * the queue is in the order of what it holds, and would show who does not see the review that something is due.
 */
export async function writeReviewDue(client: DynamoDBDocumentClient, table: string, state: CaseState): Promise<void> {
  if (state.review.reviews.length === 0) return;
  const { caseId, lastNumber } = state;
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: caseKey(caseId), sk: REVIEW, status: DUE, dueAt: reviewDueAt(state) ?? NEVER, caseId, lastNumber },
        ConditionExpression: 'attribute_not_exists(lastNumber) OR lastNumber <= :number',
        ExpressionAttributeValues: { ':number': lastNumber },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** The cases in whose reviews something was due by then, or HR was to be told of it, the longest so first. */
export async function listReviewsDue(client: DynamoDBDocumentClient, table: string, by: Instant): Promise<string[]> {
  const caseIds: string[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :status AND dueAt <= :by',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': DUE, ':by': by },
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      }),
    );
    caseIds.push(...(page.Items ?? []).map(({ caseId }) => String(caseId)));
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  return caseIds;
}
