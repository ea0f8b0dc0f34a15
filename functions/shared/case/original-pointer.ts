import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { sha256Hex } from '../hash.ts';
import { originalKey } from './keys.ts';

const Pointer = z.object({ caseId: z.string() });

/** Where an original lies: what a notification of it says even when its bytes cannot be had. */
export interface OriginalPlace {
  readonly key: string;
  readonly versionId: string | null;
}

const keyOf = ({ key, versionId }: OriginalPlace) => ({
  pk: originalKey(sha256Hex(`${key}\n${versionId ?? ''}`)),
  sk: 'CASE',
});

/** Remembers the case that was opened on an original before anybody could read it. Written again it says the same. */
export async function pointToCase(
  client: DynamoDBDocumentClient,
  table: string,
  place: OriginalPlace,
  caseId: string,
): Promise<void> {
  await client.send(new PutCommand({ TableName: table, Item: { ...keyOf(place), caseId } }));
}

/** The case that was opened on an original before anybody could read it; null where there is none. */
export async function caseOfOriginal(
  client: DynamoDBDocumentClient,
  table: string,
  place: OriginalPlace,
): Promise<string | null> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(place), ConsistentRead: true }));
  return Item === undefined ? null : Pointer.parse(Item).caseId;
}
