import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeDurably, sweepUnfinished, writeDurably } from '../durable.ts';
import { compareKeys, placeOf } from './listing.ts';
import type { Lock, Retention } from './object-lock.ts';
import type { BucketRecord, Tags, VersionRecord } from './records.ts';
import { noSuchBucket, S3Error } from './s3-error.ts';

export interface StoredVersion {
  record: VersionRecord;
  path: string;
  /** Where the bytes begin in the file: after the record and its line end. */
  bodyOffset: number;
}

export interface Bucket {
  record: BucketRecord;
  folder: string;
  /** Every key that has a version, in the order of lists. */
  keys: string[];
  /** Newest first. */
  versions: Map<string, StoredVersion[]>;
}

const BUCKET_FILE = 'bucket.json';
const OBJECTS_FOLDER = 'objects';
/** Lies beside a version's file once its lock was changed after the put; it is what counts then. */
const LOCK_SUFFIX = '.lock';
/** Likewise for its tags. */
const TAGS_SUFFIX = '.tags';
const NO_LOCK: Lock = { retention: null, legalHold: false };
/** Enough of a file to hold any record: keys have 1 KB, metadata 2 KB. */
const RECORD_READ_BYTES = 64 * 1024;

/**
 * Buckets and versions on disk. One file a version: its record as one line of JSON, then its bytes, written whole or not at all, so that
 * what was acknowledged is there after a kill and nothing else is. The index is in memory and is read from the files at the start.
 * One process owns a folder.
 */
export class ObjectStore {
  readonly buckets = new Map<string, Bucket>();
  private lastSequence = 0;
  private readonly waiting = new Map<string, Promise<unknown>>();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<ObjectStore> {
    await mkdir(folder, { recursive: true });
    const store = new ObjectStore(folder);
    for (const name of await readdir(folder)) await store.loadBucket(name);
    return store;
  }

  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  async createBucket(record: BucketRecord): Promise<Bucket> {
    const folder = join(this.folder, record.name);
    await mkdir(join(folder, OBJECTS_FOLDER), { recursive: true });
    const bucket: Bucket = { record, folder, keys: [], versions: new Map() };
    await this.saveBucket(bucket);
    this.buckets.set(record.name, bucket);
    return bucket;
  }

  async saveBucket(bucket: Bucket): Promise<void> {
    await writeDurably(join(bucket.folder, BUCKET_FILE), Buffer.from(JSON.stringify(bucket.record, null, 2)));
  }

  /** Runs writes of one key one after the other: of eight racers with `If-None-Match: *`, one wins. */
  async alone<T>(bucket: string, key: string, work: () => Promise<T>): Promise<T> {
    const name = `${bucket}/${key}`;
    const before = this.waiting.get(name) ?? Promise.resolve();
    const run = before.then(work, work);
    this.waiting.set(name, run);
    try {
      return await run;
    } finally {
      if (this.waiting.get(name) === run) this.waiting.delete(name);
    }
  }

  /** The newest version of a key, which may be a delete marker; undefined where there is none. */
  current(bucket: Bucket, key: string): StoredVersion | undefined {
    return bucket.versions.get(key)?.[0];
  }

  /** Writes a version and makes it the current one. Returns once it is on the disk. */
  async put(
    bucket: Bucket,
    what: Omit<VersionRecord, 'versionId' | 'sequence' | 'lastModified' | 'sizeBytes'>,
    bytes: Uint8Array,
    now: Date,
  ): Promise<VersionRecord> {
    const record: VersionRecord = {
      ...what,
      versionId: bucket.record.versioning === 'Enabled' ? randomBytes(16).toString('hex') : 'null',
      sequence: ++this.lastSequence,
      lastModified: now.toISOString(),
      sizeBytes: bytes.length,
    };
    const path = join(bucket.folder, OBJECTS_FOLDER, `${fileName(record.key)}.${record.versionId}`);
    const head = Buffer.from(`${JSON.stringify(record)}\n`);
    await writeDurably(path, head, bytes);
    this.index(bucket, { record, path, bodyOffset: head.length });
    return record;
  }

  /** Removes one version for good. */
  async remove(bucket: Bucket, version: StoredVersion): Promise<void> {
    await removeDurably(version.path);
    await removeDurably(version.path + LOCK_SUFFIX);
    await removeDurably(version.path + TAGS_SUFFIX);
    this.unindex(bucket, version.record);
  }

  async setLock(version: StoredVersion, lock: { retention: Retention | null; legalHold: boolean }): Promise<void> {
    await writeDurably(version.path + LOCK_SUFFIX, Buffer.from(JSON.stringify(lock)));
    version.record.lock = lock;
  }

  async setTags(version: StoredVersion, tags: Tags): Promise<void> {
    await writeDurably(version.path + TAGS_SUFFIX, Buffer.from(JSON.stringify(tags)));
    version.record.tags = tags;
  }

  /** Opens a version's bytes; the caller closes the handle, and reads from `bodyOffset`. */
  async openVersion(version: StoredVersion): Promise<FileHandle> {
    return open(version.path, 'r');
  }

  private index(bucket: Bucket, version: StoredVersion): void {
    const { key, versionId } = version.record;
    const others = (bucket.versions.get(key) ?? []).filter((other) => other.record.versionId !== versionId);
    bucket.versions.set(key, [version, ...others]);
    const place = placeOf(bucket.keys, key);
    if (!place.found) bucket.keys.splice(place.index, 0, key);
  }

  private unindex(bucket: Bucket, record: VersionRecord): void {
    const left = (bucket.versions.get(record.key) ?? []).filter((other) => other.record.versionId !== record.versionId);
    if (left.length > 0) {
      bucket.versions.set(record.key, left);
      return;
    }
    bucket.versions.delete(record.key);
    const place = placeOf(bucket.keys, record.key);
    if (place.found) bucket.keys.splice(place.index, 1);
  }

  private async loadBucket(name: string): Promise<void> {
    const folder = join(this.folder, name);
    let record: BucketRecord;
    try {
      record = JSON.parse(await readFile(join(folder, BUCKET_FILE), 'utf8')) as BucketRecord;
    } catch (error) {
      // A kill between the folder and its record: the bucket was never acknowledged.
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
      throw new S3Error(
        500,
        'InternalError',
        `The record of bucket ${name} cannot be read; npm run reset clears the state.`,
      );
    }
    const bucket: Bucket = { record, folder, keys: [], versions: new Map() };
    const objects = join(folder, OBJECTS_FOLDER);
    const names = await sweepUnfinished(objects);
    await sweepUnfinished(folder);
    const beside = new Set(names.filter((file) => file.endsWith(LOCK_SUFFIX) || file.endsWith(TAGS_SUFFIX)));
    const loaded = await Promise.all(
      names
        .filter((file) => !beside.has(file))
        .map((file) => loadVersion(join(objects, file), (suffix) => beside.has(file + suffix))),
    );
    loaded.sort((left, right) => right.record.sequence - left.record.sequence);
    for (const version of loaded) {
      const versions = bucket.versions.get(version.record.key);
      if (versions) versions.push(version);
      else bucket.versions.set(version.record.key, [version]);
      this.lastSequence = Math.max(this.lastSequence, version.record.sequence);
    }
    bucket.keys = [...bucket.versions.keys()].sort(compareKeys);
    this.buckets.set(name, bucket);
  }
}

export const unlocked = (): Lock => ({ ...NO_LOCK });

/** Keys hold slashes and any letter; a hash of them is a name on every file system. */
function fileName(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

async function loadVersion(path: string, has: (suffix: string) => boolean): Promise<StoredVersion> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(RECORD_READ_BYTES), 0, RECORD_READ_BYTES, 0);
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
    const record = JSON.parse(buffer.toString('utf8', 0, end)) as VersionRecord;
    if (has(LOCK_SUFFIX)) record.lock = JSON.parse(await readFile(path + LOCK_SUFFIX, 'utf8')) as Lock;
    if (has(TAGS_SUFFIX)) record.tags = JSON.parse(await readFile(path + TAGS_SUFFIX, 'utf8')) as Tags;
    return { record, path, bodyOffset: end + 1 };
  } finally {
    await file.close();
  }
}
