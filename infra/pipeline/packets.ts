import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { missObjects, readObjects, useTable, writeObjects } from './grants.ts';
import { QueuedFunction } from './queued-function.ts';
import { bucketOf } from './storage.ts';

/** A packet is fetched when it is made. What is not can be made again, the same to the last byte. */
const KEPT_DAYS = 7;

/** For the archive, whose originals may have 3 GiB (functions/packets/make-packet.ts). */
const DISK = Size.gibibytes(4);

/** Makes packets for a court, and holds what leaves the system until it is fetched (requirement 38). */
export class Packets extends Construct {
  /** `packets/{caseId}/{packetId}.zip` and `custody/{caseId}/{sha256}.jsonl`: copies, whose record is an event of the case. Gone after a week. */
  readonly bucket: Bucket;
  readonly stage: QueuedFunction;

  constructor(
    scope: Construct,
    foundation: Foundation,
    accessLogs: IBucket,
    stores: { contacts: Bucket; vault: Bucket; cases: Table },
  ) {
    super(scope, 'Packets');
    this.bucket = new Bucket(this, 'Bucket', {
      ...bucketOf(foundation.keys.evidence, accessLogs, 'packets'),
      // Copies alone: nothing is lost with them.
      versioned: false,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'delete-copies',
          expiration: Duration.days(KEPT_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    this.stage = new QueuedFunction(this, 'Stage', foundation, {
      stage: 'packets',
      description: 'Makes a packet of a case for a court, when legal or HR ask for one',
      memoryMegabytes: 2048,
      // Thousands of exhibits, or gigabytes of them.
      timeout: Duration.minutes(14),
      diskSpace: DISK,
      batchSize: 1,
      maximumConcurrency: 2,
      queue: { name: 'packets', fifo: true, lateAfterSeconds: 1800, holds: 'Packets for a court' },
      environment: {
        CONTACTS_BUCKET: stores.contacts.bucketName,
        PACKETS_BUCKET: this.bucket.bucketName,
        CASE_TABLE: stores.cases.tableName,
      },
    });
    readObjects(this.stage, stores.contacts);
    // What was read of an exhibit may be gone; its original is not.
    missObjects(this.stage, stores.contacts);
    readObjects(this.stage, stores.vault, 'originals/');
    writeObjects(this.stage, this.bucket, 'packets/');
    useTable(this.stage, stores.cases, ['GetItem', 'Query', 'PutItem']);
  }
}
