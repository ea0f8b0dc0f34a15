import { createHash } from 'node:crypto';
import { checksumOf, isChecksumAlgorithm } from './checksums.ts';
import { answer, answerXml, header, type Operation, type S3Call } from './context.ts';
import { type CreatedEvent, eventMessage, wants } from './notifications.ts';
import {
  assertMayDelete,
  defaultRetentionFor,
  type Lock,
  missingLockConfiguration,
  readLegalHold,
  readRetention,
} from './object-lock.ts';
import { type Bucket, type StoredVersion, unlocked } from './object-store.ts';
import type { VersionRecord } from './records.ts';
import {
  invalidArgument,
  invalidRequest,
  noSuchKey,
  noSuchVersion,
  notImplemented,
  preconditionFailed,
  S3Error,
} from './s3-error.ts';
import { sendVersion } from './send-version.ts';
import { tagsOfHeader } from './tags.ts';
import { element } from './xml.ts';

/** Headers that are kept and come back as they were. */
const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-storage-class',
];

/** What would change a put's meaning and is not kept here. */
const UNKNOWN_HEADERS =
  /^x-amz-(acl|grant-|tagging-directive|website-redirect-location|server-side-encryption-customer|write-offset)/;

const LONGEST_KEY_BYTES = 1024;
/** S3's limit for the names and values of `x-amz-meta-…` together. */
const LARGEST_METADATA_BYTES = 2 * 1024;

export const putObject: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  assertKeptHeaders(call);
  const { bytes, checksum } = await call.readBody();
  const lock = readLock(call, bucket, checksum !== null || header(call, 'content-md5') !== null);
  const tags = tagsOfHeader(call);
  const record = await call.store.alone(call.bucket, call.key, async () => {
    assertPreconditions(call, call.store.current(bucket, call.key));
    const what = {
      key: call.key,
      etag: md5(bytes),
      deleteMarker: false,
      checksum,
      lock,
      tags,
      ...readDescription(call),
    };
    return call.store.put(bucket, what, bytes, call.now());
  });
  await announce(call, bucket, 'ObjectCreated:Put', record);
  answer(call, 200, writtenHeaders(record));
};

export const copyObject: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  assertKeptHeaders(call);
  await call.readBody();
  if (header(call, 'x-amz-tagging') !== null) throw notImplemented('tags on a copy');
  const source = findSource(call);
  const directive = header(call, 'x-amz-metadata-directive') ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw invalidArgument(`Unknown metadata directive: ${directive}.`);
  const bytes = await readAll(call, source);
  const algorithm =
    header(call, 'x-amz-checksum-algorithm')?.toLowerCase() ?? source.record.checksum?.algorithm ?? null;
  if (algorithm !== null && !isChecksumAlgorithm(algorithm))
    throw notImplemented(`the checksum algorithm ${algorithm}`);
  const checksum = algorithm === null ? null : { algorithm, value: checksumOf(algorithm, bytes) };
  const lock = readLock(call, bucket, true);
  const description = directive === 'REPLACE' ? readDescription(call) : source.record;
  const record = await call.store.alone(call.bucket, call.key, async () => {
    assertPreconditions(call, call.store.current(bucket, call.key));
    const { headers, metadata } = description;
    const what = { key: call.key, etag: md5(bytes), deleteMarker: false, checksum, lock, headers, metadata };
    return call.store.put(bucket, what, bytes, call.now());
  });
  await announce(call, bucket, 'ObjectCreated:Copy', record);
  const sum = checksum ? element(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value) : '';
  answerXml(
    call,
    'CopyObjectResult',
    element('LastModified', record.lastModified) + element('ETag', `"${record.etag}"`) + sum,
    {
      'x-amz-version-id': record.versionId === 'null' ? null : record.versionId,
      'x-amz-copy-source-version-id': source.record.versionId === 'null' ? null : source.record.versionId,
    },
  );
};

export const getObject: Operation = async (call) => {
  await sendVersion(call, findVersion(call), true);
};

export const headObject: Operation = async (call) => {
  await sendVersion(call, findVersion(call), false);
};

export const deleteObject: Operation = async (call) => {
  const bucket = call.store.bucket(call.bucket);
  const versionId = call.query.get('versionId');
  for (const name of ['if-match', 'x-amz-if-match-size', 'x-amz-if-match-last-modified-time']) {
    if (header(call, name) !== null) throw notImplemented(`${name} on DeleteObject`);
  }
  await call.store.alone(call.bucket, call.key, async () => {
    if (versionId === null && bucket.record.versioning !== null) {
      const marker = await call.store.put(
        bucket,
        { key: call.key, etag: '', deleteMarker: true, checksum: null, headers: {}, metadata: {}, lock: unlocked() },
        Buffer.alloc(0),
        call.now(),
      );
      answer(call, 204, { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId });
      return;
    }
    const versions = bucket.versions.get(call.key) ?? [];
    const version = versions.find((candidate) => candidate.record.versionId === (versionId ?? 'null'));
    if (version) {
      assertMayDelete(version.record.lock, call.now(), header(call, 'x-amz-bypass-governance-retention') === 'true');
      await call.store.remove(bucket, version);
    }
    answer(call, 204, {
      'x-amz-version-id': versionId,
      'x-amz-delete-marker': version?.record.deleteMarker ? 'true' : null,
    });
  });
};

/** The version that a request means, or the error S3 gives: a delete marker is not an object. */
export function findVersion(call: S3Call): StoredVersion {
  const versions = call.store.bucket(call.bucket).versions.get(call.key);
  const versionId = call.query.get('versionId');
  if (versionId !== null) {
    const named = versions?.find((candidate) => candidate.record.versionId === versionId);
    if (!named) throw noSuchVersion();
    if (named.record.deleteMarker) {
      throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
        allow: 'DELETE',
        'x-amz-delete-marker': 'true',
        'x-amz-version-id': versionId,
      });
    }
    return named;
  }
  const [newest] = versions ?? [];
  if (!newest) throw noSuchKey();
  if (newest.record.deleteMarker) {
    const gone = noSuchKey();
    throw new S3Error(gone.status, gone.code, gone.message, {
      'x-amz-delete-marker': 'true',
      'x-amz-version-id': newest.record.versionId,
    });
  }
  return newest;
}

function findSource(call: S3Call): StoredVersion {
  const source = header(call, 'x-amz-copy-source') ?? '';
  const [path = '', parameters = ''] = source.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  if (slash < 1) throw invalidArgument('Invalid copy source object key');
  for (const name of Object.keys(call.headers)) {
    if (name.startsWith('x-amz-copy-source-')) throw notImplemented(name);
  }
  const bucket = decodeURIComponent(path.slice(0, slash));
  const key = decodeURIComponent(path.slice(slash + 1));
  if (bucket === call.bucket && key === call.key && header(call, 'x-amz-metadata-directive') !== 'REPLACE') {
    throw invalidRequest(
      'This copy request is illegal because it is trying to copy an object to itself without changing its metadata.',
    );
  }
  return findVersion({ ...call, bucket, key, query: new URLSearchParams(parameters) });
}

async function readAll(call: S3Call, version: StoredVersion): Promise<Buffer> {
  const file = await call.store.openVersion(version);
  try {
    const bytes = Buffer.alloc(version.record.sizeBytes);
    await file.read(bytes, 0, bytes.length, version.bodyOffset);
    return bytes;
  } finally {
    await file.close();
  }
}

/** Tells the queues that the bucket names. A failed delivery fails no put: the restart of the laptop sends what nobody took. */
async function announce(call: S3Call, bucket: Bucket, event: CreatedEvent, record: VersionRecord): Promise<void> {
  for (const notification of bucket.record.notifications) {
    if (!wants(notification, event, record.key)) continue;
    const { region, requestId } = call;
    const body = eventMessage({ event, notification, bucket: call.bucket, record, region, requestId });
    try {
      await call.deliver(notification.queueArn, body);
    } catch (error) {
      console.error(`S3 could not tell ${notification.queueArn} of a new object: ${(error as Error).message}`);
    }
  }
}

function assertPreconditions(call: S3Call, current: StoredVersion | undefined): void {
  const exists = current !== undefined && !current.record.deleteMarker;
  const noneMatch = header(call, 'if-none-match');
  if (noneMatch !== null) {
    if (noneMatch !== '*') throw notImplemented(`If-None-Match with ${noneMatch} on a write; S3 takes * only`);
    if (exists) throw preconditionFailed('If-None-Match');
  }
  const match = header(call, 'if-match');
  if (match !== null) {
    if (!exists) throw noSuchKey();
    if (match.replaceAll('"', '') !== current.record.etag) throw preconditionFailed('If-Match');
  }
}

function readLock(call: S3Call, bucket: Bucket, hasIntegrityCheck: boolean): Lock {
  const mode = header(call, 'x-amz-object-lock-mode');
  const until = header(call, 'x-amz-object-lock-retain-until-date');
  const hold = header(call, 'x-amz-object-lock-legal-hold');
  const asked = mode !== null || until !== null || hold !== null;
  if (asked && !bucket.record.objectLock) throw missingLockConfiguration();
  if (asked && !hasIntegrityCheck) {
    throw invalidRequest(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  }
  const now = call.now();
  const retention = readRetention(mode, until, now) ?? defaultRetentionFor(bucket.record.defaultRetention, now);
  return { retention, legalHold: readLegalHold(hold) };
}

function readDescription(call: S3Call): Pick<VersionRecord, 'headers' | 'metadata'> {
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    let value = header(call, name);
    if (name === 'content-encoding' && value !== null) {
      // aws-chunked is how the bytes travelled, not what they are.
      value =
        value
          .split(',')
          .filter((coding) => coding.trim() !== 'aws-chunked')
          .join(',') || null;
    }
    if (value !== null) headers[name] = value;
  }
  headers['content-type'] ??= 'binary/octet-stream';
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const name of Object.keys(call.headers)) {
    if (!name.startsWith('x-amz-meta-')) continue;
    const value = header(call, name) ?? '';
    metadata[name.slice('x-amz-meta-'.length)] = value;
    size += Buffer.byteLength(name) - 'x-amz-meta-'.length + Buffer.byteLength(value);
  }
  if (size > LARGEST_METADATA_BYTES) {
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size.');
  }
  return { headers, metadata };
}

function assertKeptHeaders(call: S3Call): void {
  if (Buffer.byteLength(call.key) > LONGEST_KEY_BYTES)
    throw new S3Error(400, 'KeyTooLongError', 'Your key is too long.');
  for (const name of Object.keys(call.headers)) if (UNKNOWN_HEADERS.test(name)) throw notImplemented(name);
}

function writtenHeaders(record: VersionRecord): Record<string, string | null> {
  const { checksum, headers } = record;
  return {
    etag: `"${record.etag}"`,
    'x-amz-version-id': record.versionId === 'null' ? null : record.versionId,
    'x-amz-server-side-encryption': headers['x-amz-server-side-encryption'] ?? null,
    ...(checksum
      ? { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' }
      : {}),
  };
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
