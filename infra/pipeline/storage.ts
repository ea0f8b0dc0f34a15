import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { EncryptionKeys } from './keys.ts';

/** What a bucket of the pipeline always is: private, encrypted with our key, versioned, logged, and left behind when the stack goes. */
export function bucketOf(encryptionKey: IKey, accessLogs: IBucket, prefix: string): BucketProps {
  return {
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    serverAccessLogsBucket: accessLogs,
    serverAccessLogsPrefix: `${prefix}/`,
    removalPolicy: RemovalPolicy.RETAIN,
  };
}

/** What may expire says so. As `functions/shared/expiry.ts` writes it; a test holds the two together. */
export const EXPIRY_TAG = { key: 'retention', value: 'unflagged' } as const;

/** What a table of the pipeline always is: by `pk` and `sk`, encrypted with our key, restored to any second, and never deleted by mistake. */
export function tableOf(encryptionKey: IKey): TableProps {
  return {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  };
}

/** Of a table whose items say in `expiresAt` when they go. */
export const EXPIRING = { timeToLiveAttribute: 'expiresAt' };

/** The index that the queue of cases and the clock read: summaries by `status`, the one due first in front. */
export const BY_STATUS = 'by-status';

/** What the stages share: contacts and assessments in a bucket, the subjects' histories and the cases in tables. */
export class Storage extends Construct {
  /**
   * `contacts/{contactId}.json` and `assessments/{contactId}.json`. What nobody flagged has the tag by which it expires; what a case holds
   * has lost it before the case says that its evidence is preserved (functions/shared/expiry.ts).
   */
  readonly contacts: Bucket;
  /**
   * `SUBJECT#{subjectId}` / `SIGHTING#{heardAt}#{contactId}`, and `WEEK#{Monday}` that stands for those of a week where they are many.
   * Beside them who may be one person: `MARK#{kind}#{hash}` / `SUBJECT#{subjectId}#{place}`, and `SUBJECT#{subjectId}` / `LINK#{otherId}`.
   * What people recorded: `SUBJECT#{subjectId}` / `NOTICE#{at}#{noticeId}`, `DECISION#{at}#{otherId}` and `VIEW#{at}#{personId}`.
   * What no window can reach any more goes (`expiresAt`).
   */
  readonly history: Table;
  /** `CASE#{caseId}` / `EVENT#0001…` and `SUMMARY`; `SUBJECT#{subjectId}` / `CASE`. */
  readonly cases: Table;

  constructor(scope: Construct, id: string, keys: EncryptionKeys, accessLogs: IBucket, unflaggedContactDays: number) {
    super(scope, id);
    this.contacts = new Bucket(this, 'Contacts', {
      ...bucketOf(keys.content, accessLogs, 'contacts'),
      lifecycleRules: [
        {
          id: 'delete-what-nobody-flagged',
          tagFilters: { [EXPIRY_TAG.key]: EXPIRY_TAG.value },
          expiration: Duration.days(unflaggedContactDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { id: 'delete-markers-of-nothing', expiredObjectDeleteMarker: true },
      ],
    });
    this.history = new Table(this, 'History', { ...tableOf(keys.records), ...EXPIRING });
    this.cases = new Table(this, 'Cases', tableOf(keys.records));
    // Only summaries carry the two attributes, so the index holds one item a case.
    this.cases.addGlobalSecondaryIndex({
      indexName: BY_STATUS,
      partitionKey: { name: 'status', type: AttributeType.STRING },
      sortKey: { name: 'dueAt', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }
}
