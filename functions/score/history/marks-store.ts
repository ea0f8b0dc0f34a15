import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type IdentityMark, MarkBearer, type MarkKind } from '../../contracts/identity.ts';
import { borneKey } from '../../shared/history/borne-marks.ts';
import { historyKey } from '../../shared/history/subject-items.ts';
import { isEarlier } from '../identity/is-earlier.ts';

/** A style is kept as long as a sighting; a number, which people give once, as long as the links that stand on it. */
const KEEP_DAYS: Record<MarkKind, number> = {
  account: 5 * 366,
  phone: 5 * 366,
  thread: 5 * 366,
  address: 5 * 366,
  signature: 400,
  'display-name': 400,
  words: 400,
  phrase: 400,
};
/** One that is borne again is kept longer, and written so often at most. */
const RENEWED_AFTER_DAYS = 100;
/** More than any mark that says something has, with a few places each; the proven come first. */
const MOST_BEARERS_READ = 64;
const MOST_ATTEMPTS = 5;
const DAY_SECONDS = 86_400;

const StoredBearer = z.object({ bearer: MarkBearer, expiresAt: z.number() });

/**
 * Notes that a subject bears a mark: `MARK#{kind}#{hash}` / `SUBJECT#{subjectId}#{place}` of the history table, `UNPROVEN#…` for a sender
 * who is not proven. Of several contacts the first heard stands, in whatever order they are written; writing one again changes nothing.
 * A new one has a pointer in the subject's partition first, by which it is found when the subject's data are deleted.
 * Cost, with items of about 400 bytes: a read unit for a mark that is known, and two write units more for a new one.
 */
export async function recordMark(
  client: DynamoDBDocumentClient,
  table: string,
  { kind, hash, place }: IdentityMark,
  of: Omit<MarkBearer, 'place'>,
): Promise<void> {
  const pk = `MARK#${kind}#${hash}`;
  const sk = `${of.proven ? 'SUBJECT' : 'UNPROVEN'}#${of.subjectId}#${place}`;
  const until = Math.floor(Date.parse(of.at) / 1000) + KEEP_DAYS[kind] * DAY_SECONDS;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const [known] = await query(client, table, pk, sk, 1);
    if (
      known !== undefined &&
      !isEarlier(of, known.bearer) &&
      until < known.expiresAt + RENEWED_AFTER_DAYS * DAY_SECONDS
    )
      return;
    const bearer = known === undefined || isEarlier(of, known.bearer) ? { ...of, place } : known.bearer;
    const expiresAt = Math.max(until, known?.expiresAt ?? 0);
    const condition =
      known === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'expiresAt = :until AND bearer.contactId = :contact',
            ExpressionAttributeValues: { ':until': known.expiresAt, ':contact': known.bearer.contactId },
          };
    const pointer = { pk: historyKey(of.subjectId), sk: borneKey({ pk, sk }), expiresAt };
    await client.send(new PutCommand({ TableName: table, Item: pointer }));
    try {
      await client.send(new PutCommand({ TableName: table, Item: { pk, sk, expiresAt, bearer }, ...condition }));
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
  // Others noted the mark for this subject each time, so that it is known to bear it.
}

/** The subjects that bear a mark, read consistently, those proven first: at most {@link MOST_BEARERS_READ} items. */
export async function readBearers(
  client: DynamoDBDocumentClient,
  table: string,
  { kind, hash }: Pick<IdentityMark, 'kind' | 'hash'>,
): Promise<MarkBearer[]> {
  return (await query(client, table, `MARK#${kind}#${hash}`, null, MOST_BEARERS_READ)).map(({ bearer }) => bearer);
}

async function query(
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
  sk: string | null,
  most: number,
): Promise<z.infer<typeof StoredBearer>[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: sk === null ? 'pk = :pk' : 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': pk, ...(sk === null ? {} : { ':sk': sk }) },
      ConsistentRead: true,
      Limit: most,
    }),
  );
  return Items.map((item) => StoredBearer.parse(item));
}
