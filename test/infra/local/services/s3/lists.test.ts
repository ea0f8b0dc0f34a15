import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareKeys, listPage } from '../../../../../infra/local/services/s3/listing.ts';
import { createBucket, put, type S3Harness, startHarness } from './harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
  await createBucket(s3.client, 'listed', { versioned: true });
  const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'd', '\u{1f52a}', '\uffee'];
  for (const key of keys) await put(s3.client, 'listed', key, key);
  await put(s3.client, 'listed', 'gone', 'gone');
  await s3.client.send(new DeleteObjectCommand({ Bucket: 'listed', Key: 'gone' }));
});
afterAll(() => s3.stop());

describe('a list of objects', () => {
  it('is in the order of UTF-8 bytes and leaves out what a marker hides', async () => {
    const list = await s3.client.send(new ListObjectsV2Command({ Bucket: 'listed' }));
    expect(list.Contents?.map((object) => object.Key)).toEqual([
      'a',
      'b/1',
      'b/2',
      'b/c/3',
      'd',
      '\uffee',
      '\u{1f52a}',
    ]);
    expect(list.IsTruncated).toBe(false);
    expect(list.KeyCount).toBe(7);
  });

  it('folds keys below a delimiter into common prefixes', async () => {
    const list = await s3.client.send(new ListObjectsV2Command({ Bucket: 'listed', Prefix: 'b/', Delimiter: '/' }));
    expect(list.Contents?.map((object) => object.Key)).toEqual(['b/1', 'b/2']);
    expect(list.CommonPrefixes?.map((prefix) => prefix.Prefix)).toEqual(['b/c/']);
  });

  it('starts after a key that is named', async () => {
    const list = await s3.client.send(new ListObjectsV2Command({ Bucket: 'listed', StartAfter: 'b/2', Prefix: 'b' }));
    expect(list.Contents?.map((object) => object.Key)).toEqual(['b/c/3']);
  });

  it('gives every key and prefix once over pages of any size', async () => {
    for (const pageSize of [1, 2, 3]) {
      const seen: string[] = [];
      for await (const page of paginateListObjectsV2(
        { client: s3.client, pageSize },
        { Bucket: 'listed', Delimiter: '/' },
      )) {
        for (const object of page.Contents ?? []) seen.push(object.Key ?? '');
        for (const prefix of page.CommonPrefixes ?? []) seen.push(prefix.Prefix ?? '');
      }
      expect(seen.sort(compareKeys)).toEqual(['a', 'b/', 'd', '\uffee', '\u{1f52a}']);
    }
  });

  it('pages over any keys without losing or repeating one', () => {
    const segment = fc.array(fc.constantFrom('a', 'b', '/', '\u{1f52a}', '\uffee'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(
          segment.map((parts) => parts.join('')),
          { maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(null, '/'),
        fc.constantFrom('', 'a', 'a/'),
        (unsorted, limit, delimiter, prefix) => {
          const keys = [...unsorted].sort(compareKeys);
          const query = { prefix, delimiter, itemsOf: (key: string) => [key] };
          const whole = listPage(keys, { ...query, limit: 1000, after: null });
          const items: string[] = [];
          const prefixes: string[] = [];
          let after: string | null = null;
          for (;;) {
            const page: ReturnType<typeof listPage<string>> = listPage(keys, { ...query, limit, after });
            expect(page.items.length + page.commonPrefixes.length).toBeLessThanOrEqual(limit);
            items.push(...page.items.map(({ key }) => key));
            prefixes.push(...page.commonPrefixes);
            if (!page.truncated) break;
            after = page.last;
          }
          expect(items).toEqual(whole.items.map(({ key }) => key));
          expect(prefixes).toEqual(whole.commonPrefixes);
          const covered = keys.filter(
            (key) => items.includes(key) || prefixes.some((common) => key.startsWith(common)),
          );
          expect(covered).toEqual(keys.filter((key) => key.startsWith(prefix)));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a list of versions', () => {
  it('gives versions and markers newest first, over pages that end inside a key', async () => {
    await createBucket(s3.client, 'many', { versioned: true });
    for (const body of ['1', '2', '3']) await put(s3.client, 'many', 'x', body);
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'many', Key: 'x' }));
    await put(s3.client, 'many', 'y', '4');
    const whole = await s3.client.send(new ListObjectVersionsCommand({ Bucket: 'many' }));
    expect(whole.Versions?.map((version) => `${version.Key} ${version.Size} ${version.IsLatest}`)).toEqual([
      'x 1 false',
      'x 1 false',
      'x 1 false',
      'y 1 true',
    ]);
    expect(whole.DeleteMarkers).toMatchObject([{ Key: 'x', IsLatest: true }]);
    const seen: (string | undefined)[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await s3.client.send(new ListObjectVersionsCommand({ Bucket: 'many', MaxKeys: 2, ...markers }));
      for (const entry of [...(page.DeleteMarkers ?? []), ...(page.Versions ?? [])]) seen.push(entry.VersionId);
      if (!page.IsTruncated) break;
      markers = { KeyMarker: page.NextKeyMarker ?? '', VersionIdMarker: page.NextVersionIdMarker ?? '' };
    }
    const all = [...(whole.DeleteMarkers ?? []), ...(whole.Versions ?? [])].map((entry) => entry.VersionId);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(all));
  });
});
