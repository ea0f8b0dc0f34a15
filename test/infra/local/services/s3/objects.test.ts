import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket, errorOf, put, read, type S3Harness, startHarness } from './harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
  await createBucket(s3.client, 'plain');
  await createBucket(s3.client, 'versioned', { versioned: true });
});
afterAll(() => s3.stop());

describe('an object', () => {
  it('comes back byte for byte with its type, its metadata and the MD5 as its ETag', async () => {
    const bytes = randomBytes(300_000);
    const sent = await s3.client.send(
      new PutObjectCommand({
        Bucket: 'plain',
        Key: 'a b/ü+&?#.bin',
        Body: bytes,
        ContentType: 'message/rfc822',
        Metadata: { Source: 'desk' },
      }),
    );
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'a b/ü+&?#.bin' }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(got.ContentType).toBe('message/rfc822');
    expect(got.Metadata).toEqual({ source: 'desk' });
    expect(got.ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    expect(sent.ETag).toBe(got.ETag);
    expect(got.VersionId).toBeUndefined();
  });

  it('may be put as a stream, in chunks with a trailing checksum, and is stored without them', async () => {
    const bytes = randomBytes(200_001);
    const stream = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000, 70_001), bytes.subarray(70_001)]);
    await s3.client.send(
      new PutObjectCommand({ Bucket: 'plain', Key: 'stream', Body: stream, ContentLength: bytes.length }),
    );
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'stream' }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(got.ContentEncoding).toBeUndefined();
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'keeps a %s checksum and gives it back',
    async (algorithm) => {
      // The published check values of each algorithm: over the nine digits.
      const values = {
        CRC32: 'y/Q5Jg==',
        CRC32C: '4waSgw==',
        CRC64NVME: 'rosUhgp5mIg=',
        SHA1: '98O8HYCOBHMq32eZZczDTKeuNEE=',
        SHA256: 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=',
      };
      const checksum = { [`Checksum${algorithm}`]: values[algorithm] };
      await s3.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'summed', Body: '123456789', ...checksum }));
      const head = await s3.client.send(
        new HeadObjectCommand({ Bucket: 'plain', Key: 'summed', ChecksumMode: 'ENABLED' }),
      );
      expect(head).toMatchObject(checksum);
    },
  );

  it('is refused, and nothing is stored, where a checksum does not fit its bytes', async () => {
    const call = s3.client.send(
      new PutObjectCommand({ Bucket: 'plain', Key: 'damaged', Body: 'other bytes', ChecksumCRC32: 'y/Q5Jg==' }),
    );
    expect(await errorOf(call)).toBe('400 BadDigest');
    expect(await errorOf(read(s3.client, 'plain', 'damaged'))).toBe('404 NoSuchKey');
  });

  it('is read in ranges', async () => {
    await put(s3.client, 'plain', 'digits', '0123456789');
    const range = async (text: string): Promise<string> => {
      const got = await s3.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'digits', Range: text }));
      return `${await got.Body?.transformToString()} ${got.ContentRange}`;
    };
    expect(await range('bytes=2-4')).toBe('234 bytes 2-4/10');
    expect(await range('bytes=8-')).toBe('89 bytes 8-9/10');
    expect(await range('bytes=-3')).toBe('789 bytes 7-9/10');
    expect(await range('bytes=8-99')).toBe('89 bytes 8-9/10');
    expect(await errorOf(range('bytes=10-'))).toBe('416 InvalidRange');
  });

  it('may be empty', async () => {
    await put(s3.client, 'plain', 'empty', '');
    expect(await read(s3.client, 'plain', 'empty')).toBe('');
  });

  it('keeps a key that looks like a path that climbs', async () => {
    await put(s3.client, 'plain', '../a//b/./c', 'climbed');
    expect(await read(s3.client, 'plain', '../a//b/./c')).toBe('climbed');
    expect(await errorOf(read(s3.client, 'plain', 'a/b/c'))).toBe('404 NoSuchKey');
  });

  it('is copied with its metadata, from the version that is named', async () => {
    const first = await put(s3.client, 'versioned', 'from', 'first');
    await put(s3.client, 'versioned', 'from', 'second');
    await s3.client.send(
      new CopyObjectCommand({ Bucket: 'plain', Key: 'to', CopySource: `versioned/from?versionId=${first}` }),
    );
    expect(await read(s3.client, 'plain', 'to')).toBe('first');
  });

  it('that is not there is NoSuchKey to a get, NotFound to a head and no error to a delete', async () => {
    expect(await errorOf(read(s3.client, 'plain', 'absent'))).toBe('404 NoSuchKey');
    expect(await errorOf(s3.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'absent' })))).toBe(
      '404 NotFound',
    );
    expect(await errorOf(s3.client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'absent' })))).toBe('no error');
    expect(await errorOf(read(s3.client, 'nowhere', 'absent'))).toBe('404 NoSuchBucket');
  });
});

describe('a conditional put', () => {
  it('with If-None-Match: * is won by one of sixteen racers and refused to the others with 412', async () => {
    const race = Array.from({ length: 16 }, (_, racer) =>
      errorOf(
        s3.client.send(
          new PutObjectCommand({ Bucket: 'versioned', Key: 'race', Body: `racer ${racer}`, IfNoneMatch: '*' }),
        ),
      ),
    );
    const results = await Promise.all(race);
    expect(results.filter((result) => result === 'no error')).toHaveLength(1);
    expect(results.filter((result) => result === '412 PreconditionFailed')).toHaveLength(15);
  });

  it('with If-None-Match: * succeeds again once the object was deleted', async () => {
    const once = { Bucket: 'versioned', Key: 'again', Body: 'x', IfNoneMatch: '*' };
    await s3.client.send(new PutObjectCommand(once));
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'again' }));
    expect(await errorOf(s3.client.send(new PutObjectCommand(once)))).toBe('no error');
  });

  it('with If-Match replaces only the bytes that were meant', async () => {
    const { ETag } = await s3.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'match', Body: 'one' }));
    const replace = (key: string, etag: string | undefined) =>
      errorOf(s3.client.send(new PutObjectCommand({ Bucket: 'plain', Key: key, Body: 'two', IfMatch: etag })));
    expect(await replace('match', '"0123"')).toBe('412 PreconditionFailed');
    expect(await replace('match', ETag)).toBe('no error');
    expect(await replace('match', ETag)).toBe('412 PreconditionFailed');
    expect(await replace('no-such', ETag)).toBe('404 NoSuchKey');
  });
});

describe('a versioned bucket', () => {
  it('keeps every version, and a delete hides the object behind a marker', async () => {
    const first = await put(s3.client, 'versioned', 'kept', 'first');
    const second = await put(s3.client, 'versioned', 'kept', 'second');
    const marker = await s3.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'kept' }));
    expect(marker.DeleteMarker).toBe(true);
    expect(await errorOf(read(s3.client, 'versioned', 'kept'))).toBe('404 NoSuchKey');
    expect(await read(s3.client, 'versioned', 'kept', first)).toBe('first');
    expect(await read(s3.client, 'versioned', 'kept', second)).toBe('second');
    expect(await errorOf(read(s3.client, 'versioned', 'kept', marker.VersionId))).toBe('405 MethodNotAllowed');
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'kept', VersionId: marker.VersionId }));
    expect(await read(s3.client, 'versioned', 'kept')).toBe('second');
    expect(await errorOf(read(s3.client, 'versioned', 'kept', 'no-such-version'))).toBe('404 NoSuchVersion');
  });
});

describe('what the stand-in does not do', () => {
  it('is refused with 501 and its name, never answered wrongly', async () => {
    const multipart = s3.client.send(new CreateMultipartUploadCommand({ Bucket: 'plain', Key: 'large' }));
    expect(await errorOf(multipart)).toBe('501 NotImplemented');
    await expect(multipart).rejects.toThrow(/POST object uploads/);
    const tagging = new DeleteObjectTaggingCommand({ Bucket: 'plain', Key: 'digits' });
    expect(await errorOf(s3.client.send(tagging))).toBe('501 NotImplemented');
    const acl = new PutObjectCommand({ Bucket: 'plain', Key: 'digits', Body: 'x', ACL: 'public-read' });
    expect(await errorOf(s3.client.send(acl))).toBe('501 NotImplemented');
    expect(await read(s3.client, 'plain', 'digits')).toBe('0123456789');
  });

  it('an unsigned request is denied', async () => {
    const response = await fetch(`${s3.endpoint}/plain/digits`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>AccessDenied</Code>');
  });
});
