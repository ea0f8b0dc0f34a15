import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Notice } from '../../contracts/notice.ts';
import { UndertoneError } from '../errors.ts';
import { historyKey, keptUntil, readSubjectItems } from './subject-items.ts';

/** A notice of that id is there and says something else: its key was used before, for another target. */
export class NoticeConflictError extends UndertoneError {
  override readonly name = 'NoticeConflictError';
}

/** More than anyone ever tells one subject; what is beyond it, the oldest, is not read. */
export const MOST_NOTICES_READ = 200;

const PREFIX = 'NOTICE#';

/**
 * Records what the company told a subject: `SUBJECT#{subjectId}` / `NOTICE#{at}#{noticeId}` of the history table. Writing the same
 * notice again changes nothing, so that a request whose answer was lost can be sent again; the first writing stands.
 * @param notice its id as `noticeIdOf` makes it.
 * @returns the notice as it is kept, and whether this was the first time.
 * @throws NoticeConflictError where that id is kept for another target or by another person.
 */
export async function recordNotice(
  client: DynamoDBDocumentClient,
  table: string,
  notice: Notice,
): Promise<{ notice: Notice; first: boolean }> {
  // A warning outlives the contacts around it.
  const expiresAt = keptUntil(notice.recordedAt);
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...keyOf(notice), expiresAt, notice },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return { notice, first: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const kept = (await readNotices(client, table, notice.subjectId)).find(
      ({ noticeId }) => noticeId === notice.noticeId,
    );
    if (kept?.targetId !== notice.targetId || kept.by !== notice.by) {
      throw new NoticeConflictError('This notice was recorded before with another target, or by somebody else.');
    }
    return { notice: kept, first: false };
  }
}

/**
 * All that the company told a subject, in order of the time at which it was told, read consistently. At most
 * {@link MOST_NOTICES_READ}, the newest.
 */
export async function readNotices(client: DynamoDBDocumentClient, table: string, subjectId: string): Promise<Notice[]> {
  const items = await readSubjectItems(
    client,
    table,
    subjectId,
    { prefix: PREFIX },
    { most: MOST_NOTICES_READ, newestFirst: true },
  );
  return items.map((item) => Notice.parse(item.notice)).reverse();
}

function keyOf({ subjectId, at, noticeId }: Notice): { pk: string; sk: string } {
  return { pk: historyKey(subjectId), sk: `${PREFIX}${at}#${noticeId}` };
}
