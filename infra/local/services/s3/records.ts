import type { Checksum } from './checksums.ts';
import type { DefaultRetention, Lock } from './object-lock.ts';

export type Tags = Readonly<Record<string, string>>;

/** What is kept of one version beside its bytes. */
export interface VersionRecord {
  key: string;
  /** `null` in a bucket that keeps no versions, as S3 calls it. */
  versionId: string;
  /** Grows with every write of the store: the order of versions, and the sequencer of an event. */
  sequence: number;
  lastModified: string;
  sizeBytes: number;
  etag: string;
  deleteMarker: boolean;
  checksum: Checksum | null;
  /** Content-Type and the like, by lower-case header name. */
  headers: Record<string, string>;
  /** `x-amz-meta-…` by the name after it, lower case. */
  metadata: Record<string, string>;
  lock: Lock;
  /** Left out where it never had any. */
  tags?: Tags;
}

/** One queue that is told of new objects. */
export interface BucketNotification {
  id: string;
  queueArn: string;
  events: string[];
  prefix: string;
  suffix: string;
}

/** One rule of a bucket, as far as the template uses them; null where a rule has no such part. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** All of them must be there. */
  readonly tags: Tags;
  readonly expirationDays: number | null;
  readonly noncurrentDays: number | null;
  /** Removes a delete marker that nothing is behind. */
  readonly expiredMarkers: boolean;
}

export interface BucketRecord {
  name: string;
  createdAt: string;
  versioning: 'Enabled' | 'Suspended' | null;
  objectLock: boolean;
  defaultRetention: DefaultRetention | null;
  notifications: BucketNotification[];
  /** Left out where nothing of it expires. */
  lifecycle?: LifecycleRule[];
}
