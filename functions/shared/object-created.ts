import * as z from 'zod';
import { UndertoneError } from './errors.ts';

/** What arrived on the intake queue is not a notification of S3. Somebody else writes to the queue, or S3 changed its format. */
export class NotificationError extends UndertoneError {
  override readonly name = 'NotificationError';
}

/** One new object, as S3 announces it. */
export interface CreatedObject {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | null;
}

const TestEvent = z.object({ Event: z.literal('s3:TestEvent') });
const Notification = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string().min(1) }),
        object: z.object({ key: z.string().min(1), versionId: z.string().optional() }),
      }),
    }),
  ),
});

/**
 * Reads the body of a queue message from S3. Keys come URL-encoded, with `+` for a space. The test that S3 sends when a
 * notification is set up names no object and gives an empty list; removals are not received mail and give none either.
 * Source: S3 user guide, "Event message structure".
 * @throws NotificationError for anything else.
 */
export function createdObjects(body: string): CreatedObject[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new NotificationError('A message on the intake queue is not JSON. Look for who else may send to the queue.', {
      cause,
    });
  }
  if (TestEvent.safeParse(value).success) return [];
  const parsed = Notification.safeParse(value);
  if (!parsed.success) {
    throw new NotificationError(
      'A message on the intake queue is not a notification of S3. Look for who else may send to the queue.',
      { cause: parsed.error },
    );
  }
  return parsed.data.Records.filter(({ eventName }) => /^(?:s3:)?ObjectCreated:/.test(eventName)).map(({ s3 }) => ({
    bucket: s3.bucket.name,
    key: decodedKey(s3.object.key),
    versionId: s3.object.versionId ?? null,
  }));
}

function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (cause) {
    throw new NotificationError(
      'A notification of S3 names a key that is not URL-encoded. Read the message in the dead-letter queue.',
      { cause },
    );
  }
}
