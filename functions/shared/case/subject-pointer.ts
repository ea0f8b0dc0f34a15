import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { caseIdFor } from '../ids.ts';
import { subjectKey } from './keys.ts';

const Pointer = z.object({ caseId: z.string() });

/**
 * The case of a subject. A subject without one gets the id that follows from theirs, so that two runs, or a run after a crash,
 * claim the same case. The pointer decides from then on: cases that people merge later point elsewhere.
 * @param first the case that the subject gets if they have none, such as the one opened on their message before it could be read.
 */
export async function claimCaseOf(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  first: string | null = null,
): Promise<string> {
  const key = { pk: subjectKey(subjectId), sk: 'CASE' };
  const caseId = first ?? caseIdFor(subjectId);
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...key, caseId },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return caseId;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Pointer.parse(Item).caseId;
  }
}

/** The case of a subject; null where they have none. */
export async function caseOf(client: DynamoDBDocumentClient, table: string, subjectId: string): Promise<string | null> {
  const key = { pk: subjectKey(subjectId), sk: 'CASE' };
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item === undefined ? null : Pointer.parse(Item).caseId;
}
