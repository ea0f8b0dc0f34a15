import { Duration } from 'aws-cdk-lib';
import { Bucket, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { EncryptionKeys } from './keys.ts';
import { bucketOf } from './storage.ts';

/** A year is never longer, so that "five years" are never four and 364 days. */
const DAYS_PER_YEAR = 366;

/**
 * The write-once vault for flagged originals (requirement 36): `originals/{sha256}`. Each object gets its own retention from
 * open-case; the bucket's default is the net below it, so that an object written without one is held all the same.
 * Compliance mode: no one, the account's root user included, can delete a version or shorten its time.
 */
export class Vault extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, keys: EncryptionKeys, accessLogs: IBucket, retentionYears: number) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...bucketOf(keys.evidence, accessLogs, 'vault'),
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(retentionYears * DAYS_PER_YEAR)),
    });
  }
}
