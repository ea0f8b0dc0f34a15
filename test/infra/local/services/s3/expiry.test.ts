import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBucket, type S3Harness, startHarness } from './harness.ts';

let now = new Date('2026-01-01T10:00:00Z');
let s3: S3Harness;
beforeEach(async () => {
  now = new Date('2026-01-01T10:00:00Z');
  s3 = await startHarness({ now: () => now });
});
afterEach(() => s3.stop());

const put = (Key: string, Tagging?: string) =>
  s3.client.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: 'x', Tagging }));
const tagsOf = async (Key: string) =>
  (await s3.client.send(new GetObjectTaggingCommand({ Bucket: 'bucket', Key }))).TagSet;
const versionsOf = async () => {
  const { Versions = [], DeleteMarkers = [] } = await s3.client.send(
    new ListObjectVersionsCommand({ Bucket: 'bucket' }),
  );
  return { versions: Versions.map(({ Key }) => Key), markers: DeleteMarkers.map(({ Key }) => Key) };
};
const isThere = (Key: string) =>
  s3.client.send(new GetObjectCommand({ Bucket: 'bucket', Key })).then(
    () => true,
    () => false,
  );

/** As CloudFormation sets them for contacts: what has the tag goes after 30 days, and for good a day later. */
const rules = () =>
  s3.client.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: 'bucket',
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'tagged',
            Status: 'Enabled',
            Filter: { And: { Prefix: 'contacts/', Tags: [{ Key: 'retention', Value: 'unflagged' }] } },
            Expiration: { Days: 30 },
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          },
          { ID: 'markers', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { ExpiredObjectDeleteMarker: true } },
        ],
      },
    }),
  );

describe('the tags of an object', () => {
  it('are given with it, replaced as a whole, and there after a restart', async () => {
    await createBucket(s3.client, 'bucket', { versioned: true });
    await put('contacts/1', 'retention=unflagged&of=a+b');
    expect(await tagsOf('contacts/1')).toEqual([
      { Key: 'retention', Value: 'unflagged' },
      { Key: 'of', Value: 'a b' },
    ]);
    await s3.client.send(
      new PutObjectTaggingCommand({
        Bucket: 'bucket',
        Key: 'contacts/1',
        Tagging: { TagSet: [{ Key: 'retention', Value: 'case' }] },
      }),
    );
    await s3.restart();
    expect(await tagsOf('contacts/1')).toEqual([{ Key: 'retention', Value: 'case' }]);
  });

  it('are none where none were given, and of no object that is not there', async () => {
    await createBucket(s3.client, 'bucket');
    await put('a');
    expect(await tagsOf('a')).toEqual([]);
    await expect(tagsOf('missing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(put('b', 'a=1&a=2')).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('what expires', () => {
  beforeEach(async () => {
    await createBucket(s3.client, 'bucket', { versioned: true });
    await rules();
    await put('contacts/tagged', 'retention=unflagged');
    await put('contacts/of-a-case', 'retention=case');
    await put('contacts/untagged');
    await put('other/tagged', 'retention=unflagged');
  });

  it('has its tag and its prefix, and goes on the midnight after its days', async () => {
    now = new Date('2026-01-31T23:59:00Z');
    expect(await s3.expire()).toBe(0);
    now = new Date('2026-02-01T00:00:00Z');
    expect(await s3.expire()).toBe(1);
    expect(await isThere('contacts/tagged')).toBe(false);
    for (const key of ['contacts/of-a-case', 'contacts/untagged', 'other/tagged'])
      expect(await isThere(key)).toBe(true);
  });

  it('leaves a marker first, and after the next day nothing', async () => {
    now = new Date('2026-02-01T00:00:00Z');
    await s3.expire();
    expect((await versionsOf()).markers).toEqual(['contacts/tagged']);
    now = new Date('2026-02-02T00:00:00Z');
    await s3.expire();
    await s3.expire();
    const { versions, markers } = await versionsOf();
    expect(versions).not.toContain('contacts/tagged');
    expect(markers).toEqual([]);
  });

  it('knows its rules after a restart', async () => {
    await s3.restart();
    now = new Date('2026-03-01T00:00:00Z');
    expect(await s3.expire()).toBe(1);
  });

  it('is no longer what took on another tag on its last day', async () => {
    now = new Date('2026-01-31T12:00:00Z');
    const Tagging = { TagSet: [{ Key: 'retention', Value: 'case' }] };
    await s3.client.send(new PutObjectTaggingCommand({ Bucket: 'bucket', Key: 'contacts/tagged', Tagging }));
    now = new Date('2027-01-01T00:00:00Z');
    expect(await s3.expire()).toBe(0);
  });
});
