import { answerXml, type Operation, type S3Call } from './context.ts';
import { listPage } from './listing.ts';
import type { StoredVersion } from './object-store.ts';
import { invalidArgument, notImplemented } from './s3-error.ts';
import { element } from './xml.ts';

/** S3 never gives more in one page, whatever is asked. */
const LARGEST_PAGE = 1000;

export const listObjectsV2: Operation = async (call) => {
  const { store, query } = call;
  const bucket = store.bucket(call.bucket);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const encode = encoder(call);
  const limit = pageSize(query.get('max-keys'));
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') || null;
  const page = listPage<StoredVersion>(bucket.keys, {
    prefix,
    delimiter,
    limit,
    after: token !== null ? readToken(token) : startAfter,
    itemsOf: (key) => {
      const current = store.current(bucket, key);
      return current && !current.record.deleteMarker ? [current] : [];
    },
  });
  const contents = page.items.map(({ item: { record } }) =>
    element(
      'Contents',
      element('Key', encode(record.key)) +
        element('LastModified', record.lastModified) +
        element('ETag', `"${record.etag}"`) +
        element('ChecksumAlgorithm', record.checksum?.algorithm.toUpperCase()) +
        element('Size', record.sizeBytes) +
        element('StorageClass', 'STANDARD'),
      { raw: true },
    ),
  );
  answerXml(
    call,
    'ListBucketResult',
    element('Name', call.bucket) +
      element('Prefix', encode(prefix)) +
      element('Delimiter', delimiter === null ? null : encode(delimiter)) +
      element('StartAfter', startAfter === null ? null : encode(startAfter)) +
      element('ContinuationToken', token) +
      element('NextContinuationToken', page.truncated && page.last !== null ? writeToken(page.last) : null) +
      element('EncodingType', query.get('encoding-type')) +
      element('KeyCount', page.items.length + page.commonPrefixes.length) +
      element('MaxKeys', limit) +
      element('IsTruncated', page.truncated) +
      contents.join('') +
      prefixes(page.commonPrefixes, encode),
  );
};

export const listObjectVersions: Operation = async (call) => {
  const { store, query } = call;
  const bucket = store.bucket(call.bucket);
  const encode = encoder(call);
  const limit = pageSize(query.get('max-keys'));
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') || null;
  const keyMarker = query.get('key-marker') || null;
  const versionMarker = query.get('version-id-marker') || null;
  if (versionMarker !== null && keyMarker === null) {
    throw invalidArgument('A version-id marker cannot be specified without a key marker.');
  }
  const page = listPage<StoredVersion>(bucket.keys, {
    prefix,
    delimiter,
    limit,
    after: keyMarker,
    resume: versionMarker !== null,
    itemsOf: (key) => {
      const versions = bucket.versions.get(key) ?? [];
      if (key !== keyMarker || versionMarker === null) return versions;
      return versions.slice(versions.findIndex(({ record }) => record.versionId === versionMarker) + 1);
    },
  });
  const entries = page.items.map(({ item: { record } }) => {
    const isLatest = store.current(bucket, record.key)?.record.versionId === record.versionId;
    const common =
      element('Key', encode(record.key)) +
      element('VersionId', record.versionId) +
      element('IsLatest', isLatest) +
      element('LastModified', record.lastModified);
    if (record.deleteMarker) return element('DeleteMarker', common, { raw: true });
    const details =
      element('ETag', `"${record.etag}"`) + element('Size', record.sizeBytes) + element('StorageClass', 'STANDARD');
    return element('Version', common + details, { raw: true });
  });
  const lastVersion = page.items[page.items.length - 1]?.item.record;
  answerXml(
    call,
    'ListVersionsResult',
    element('Name', call.bucket) +
      element('Prefix', encode(prefix)) +
      element('KeyMarker', encode(keyMarker ?? '')) +
      element('VersionIdMarker', versionMarker ?? '') +
      (page.truncated && page.last !== null
        ? element('NextKeyMarker', encode(page.last)) +
          (lastVersion?.key === page.last ? element('NextVersionIdMarker', lastVersion.versionId) : '')
        : '') +
      element('EncodingType', query.get('encoding-type')) +
      element('MaxKeys', limit) +
      element('Delimiter', delimiter === null ? null : encode(delimiter)) +
      element('IsTruncated', page.truncated) +
      entries.join('') +
      prefixes(page.commonPrefixes, encode),
  );
};

function prefixes(commonPrefixes: readonly string[], encode: (text: string) => string): string {
  return commonPrefixes
    .map((prefix) => element('CommonPrefixes', element('Prefix', encode(prefix)), { raw: true }))
    .join('');
}

function encoder(call: S3Call): (text: string) => string {
  const type = call.query.get('encoding-type');
  if (type === null) return (text) => text;
  if (type !== 'url') throw notImplemented(`encoding-type ${type}`);
  return (text) => encodeURIComponent(text).replace(/%2F/g, '/');
}

function pageSize(asked: string | null): number {
  if (asked === null || asked === '') return LARGEST_PAGE;
  const size = Number(asked);
  if (!Number.isInteger(size) || size < 0)
    throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647');
  return Math.min(size, LARGEST_PAGE);
}

/** A token says where the page before ended. S3's are opaque, and no client may read them. */
function writeToken(last: string): string {
  return Buffer.from(`after:${last}`).toString('base64url');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith('after:')) throw invalidArgument('The continuation token provided is incorrect');
  return text.slice('after:'.length);
}
