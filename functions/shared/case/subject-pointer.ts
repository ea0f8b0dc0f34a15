import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Purpose } from '../../contracts/vocabulary.ts';
import { caseIdFor } from '../ids.ts';
import { subjectKey } from './keys.ts';

const Pointer = z.object({ sk: z.string(), caseId: z.string() });
/** Before the id of a further case of a subject, such as one that was split off. */
const FURTHER = 'CASE/';
/** Alone it points to the case of which no purpose was known when it was opened, as all were before cases had one. */
const PREFIX = 'CASE';

/** A case of a subject, and what it is for; null where that was not known when the pointer was written. */
export interface CasePointer {
  readonly purpose: Purpose | null;
  readonly caseId: string;
}

/**
 * Every case of a subject, read consistently: that of no purpose first, the others by the name of their purpose, then those that people
 * split off. Where a case was merged into another, the pointer still names it, and its events say where it goes on.
 */
export async function casesOf(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
): Promise<CasePointer[]> {
  // As many as there are purposes, and what people split off by hand, so that they are one page.
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
    const isNamed = sk !== PREFIX && !sk.startsWith(FURTHER);
    return { purpose: isNamed ? Purpose.parse(sk.slice(PREFIX.length + 1)) : null, caseId };
  });
}

/**
 * The case of a subject and a purpose. Where there is none it gets the id that follows from both, so that two runs, or a run after a
 * crash, claim the same case. The pointer decides from then on.
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

/** Notes a further case of a subject, beside those of their purposes: it takes in what they send next. Safe to run again. */
export async function addCaseOf(
  client: DynamoDBDocumentClient,
  table: string,
  subjectId: string,
  caseId: string,
): Promise<void> {
  await client.send(
    new PutCommand({ TableName: table, Item: { pk: subjectKey(subjectId), sk: `${FURTHER}${caseId}`, caseId } }),
  );
}
