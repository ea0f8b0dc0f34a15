import type { DefaultRetention } from '../services/s3/object-lock.ts';
import type { BucketNotification, LifecycleRule } from '../services/s3/records.ts';

/** What a template asks for, with every value resolved: what `deploy` creates and what then runs. */
export interface Plan {
  buckets: BucketPlan[];
  queues: QueuePlan[];
  tables: TablePlan[];
  functions: FunctionPlan[];
  mappings: MappingPlan[];
  schedules: SchedulePlan[];
  /** Domains and addresses that may send mail. */
  identities: string[];
  /** Configuration sets of SES, and the queues to which what becomes of their mails is published. */
  mailEvents: { configurationSet: string; eventTypes: string[]; queueArn: string }[];
  /** Where received mail goes; null where the template receives none. */
  receipt: { bucket: string; prefix: string; recipients: string[] } | null;
  api: ApiPlan | null;
  /** The groups of the user pool. */
  groups: string[];
  /** Each type that was passed over, and how often. */
  ignored: Map<string, number>;
}

export interface BucketPlan {
  logicalId: string;
  name: string;
  versioned: boolean;
  objectLock: boolean;
  defaultRetention: DefaultRetention | null;
  notifications: BucketNotification[];
  lifecycle: LifecycleRule[];
}

export interface QueuePlan {
  logicalId: string;
  name: string;
  url: string;
  arn: string;
  /** As SQS's CreateQueue takes them. */
  attributes: Record<string, string>;
  /** The ARN of its dead-letter queue. */
  deadLetterArn: string | null;
}

export interface TablePlan {
  logicalId: string;
  name: string;
  /** As DynamoDB's CreateTable takes it. */
  definition: {
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    KeySchema: { AttributeName: string; KeyType: string }[];
    GlobalSecondaryIndexes?: unknown[];
  };
}

export interface FunctionPlan {
  logicalId: string;
  name: string;
  arn: string;
  /** The folder of its code, and the module and export in it. */
  folder: string;
  module: string;
  exportName: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
}

export interface MappingPlan {
  functionArn: string;
  queueArn: string;
  batchSize: number;
  reportBatchItemFailures: boolean;
}

export interface SchedulePlan {
  name: string;
  functionArn: string;
  everySeconds: number;
}

export interface ApiPlan {
  id: string;
  routes: { routeKey: string; functionArn: string; authorizer: { issuer: string; audience: string[] } | null }[];
}
