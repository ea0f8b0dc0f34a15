import { assertMayDelete } from './object-lock.ts';
import { type Bucket, type ObjectStore, type StoredVersion, unlocked } from './object-store.ts';
import type { LifecycleRule } from './records.ts';
import { S3Error } from './s3-error.ts';

const DAY_MS = 86_400_000;

/**
 * Does what S3 does about once a day by the rules of its buckets: a current version whose days are over gets a delete marker, or goes where
 * the bucket has no versions; a version that is not current goes for good. Days are counted up to the next midnight UTC (Amazon S3 user
 * guide, "Lifecycle configuration elements"). What is locked stays.
 * @returns how many versions went or were marked.
 */
export async function expire(store: ObjectStore, now: Date): Promise<number> {
  let done = 0;
  for (const bucket of store.buckets.values()) {
    for (const rule of bucket.record.lifecycle ?? []) {
      if (!rule.enabled) continue;
      for (const key of bucket.keys.filter((one) => one.startsWith(rule.prefix))) {
        done += await store.alone(bucket.record.name, key, () => expireKey(store, bucket, key, rule, now));
      }
    }
  }
  return done;
}

async function expireKey(
  store: ObjectStore,
  bucket: Bucket,
  key: string,
  rule: LifecycleRule,
  now: Date,
): Promise<number> {
  let done = 0;
  const versions = [...(bucket.versions.get(key) ?? [])];
  for (const [at, version] of versions.entries()) {
    const next = versions[at - 1];
    if (next === undefined || !isMeant(version, rule)) continue;
    if (rule.noncurrentDays === null || !isOver(next.record.lastModified, rule.noncurrentDays, now)) continue;
    if (isLocked(version, now)) continue;
    await store.remove(bucket, version);
    done++;
  }
  const current = store.current(bucket, key);
  if (current === undefined || !isMeant(current, rule)) return done;
  const { deleteMarker, lastModified } = current.record;
  if (deleteMarker) {
    if (!rule.expiredMarkers || (bucket.versions.get(key)?.length ?? 0) > 1) return done;
    await store.remove(bucket, current);
    return done + 1;
  }
  if (rule.expirationDays === null || !isOver(lastModified, rule.expirationDays, now)) return done;
  if (bucket.record.versioning === null) await store.remove(bucket, current);
  else {
    const marker = { key, etag: '', deleteMarker: true, checksum: null, headers: {}, metadata: {}, lock: unlocked() };
    await store.put(bucket, marker, Buffer.alloc(0), now);
  }
  return done + 1;
}

function isMeant({ record }: StoredVersion, { tags }: LifecycleRule): boolean {
  return Object.entries(tags).every(([key, value]) => record.tags?.[key] === value);
}

function isOver(since: string, days: number, now: Date): boolean {
  const due = Date.parse(since) + days * DAY_MS;
  return now.getTime() >= Math.ceil(due / DAY_MS) * DAY_MS;
}

function isLocked({ record }: StoredVersion, now: Date): boolean {
  try {
    assertMayDelete(record.lock, now, false);
    return false;
  } catch (error) {
    if (error instanceof S3Error) return true;
    throw error;
  }
}
