import { describe, expect, it } from 'vitest';
import { createdObjects, NotificationError } from '../../../functions/shared/object-created.ts';

const announce = (key: string, eventName = 'ObjectCreated:Put', versionId?: string): string =>
  JSON.stringify({
    Records: [
      { eventName, s3: { bucket: { name: 'intake' }, object: { key, size: 3, ...(versionId ? { versionId } : {}) } } },
    ],
  });

describe('what S3 announces', () => {
  it('names the object, its key decoded and its version', () => {
    expect(createdObjects(announce('drop/a+b%2Bc+%C3%A9.txt', 'ObjectCreated:Put', 'v1'))).toEqual([
      { bucket: 'intake', key: 'drop/a b+c é.txt', versionId: 'v1' },
    ]);
    expect(createdObjects(announce('mail/1', 's3:ObjectCreated:CompleteMultipartUpload'))).toEqual([
      { bucket: 'intake', key: 'mail/1', versionId: null },
    ]);
  });

  it('is nothing to read when it is a test, or a removal', () => {
    expect(createdObjects(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'intake' }))).toEqual(
      [],
    );
    expect(createdObjects(announce('mail/1', 'ObjectRemoved:Delete'))).toEqual([]);
  });

  it.each(['', 'hello', '{}', '{"Records":[{}]}', announce('%E0%A4%A')])(
    'is an error when it is something else: %s',
    (body) => {
      expect(() => createdObjects(body)).toThrow(NotificationError);
    },
  );
});
