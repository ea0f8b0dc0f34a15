import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Purpose } from '../../contracts/vocabulary.ts';
import { caseIdFor } from '../ids.ts';
import { subjectKey } from './keys.ts';

const Pointer = z.object({ sk: z.string(), caseId: z.string() });
/** Alone it points to the case of which no purpose was known when it was opened, as all were before cases had one. */
const PREFIX = 'CASE';

/** A case of a subject, and what it is for; null where that was not known when the pointer was written. */
export interface CasePointer {
  readonly purpose: Purpose | null;
  readonly caseId: string;
}

/** Every case of a subject, read consistently: that of no purpose first, the others by the name of their purpose. */
export async function casesOf(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
): Promise<CasePointer[]> {
  // As many as there are purposes, so that they are one page.
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': subjectKey(subjectId), ':prefix': PREFIX },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => {
    const { sk, caseId } = Pointer.parse(item);
    return { purpose: sk === PREFIX ? null : Purpose.parse(sk.slice(PREFIX.length + 1)), caseId };
  });
}

/**
 * The case of a subject and a purpose. Where there is none it gets the id that follows from both, so that two runs, or a run after a
 * crash, claim the same case. The pointer decides from then on: cases that people merge later point elsewhere.
 * @param first the case that it becomes if there is none yet, such as the one opened on the message before it could be read.
 */
export async function claimCaseOf(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  purpose: Purpose | null,
  first: string | null = null,
): Promise<string> {
  const key = { pk: subjectKey(subjectId), sk: purpose === null ? PREFIX : `${PREFIX}#${purpose}` };
  const caseId = first ?? caseIdFor(subjectId, purpose);
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
    const known = (await casesOf(client, table, subjectId)).find((pointer) => pointer.purpose === purpose);
    return known?.caseId ?? caseId;
  }
}
