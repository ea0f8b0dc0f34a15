import { Duration } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { missObjects, readObjects, sendTo, tagObjects, useTable, writeObjects } from './grants.ts';
import { QueuedFunction } from './queued-function.ts';
import { EXPIRING, tableOf } from './storage.ts';

/** Two days: a message is gone after four, and a re-scoring of millions of contacts may well take one. */
const LATE_AFTER_SECONDS = 2 * 24 * 3600;

/** Scores past contacts again when rules or model changed, shows what differs, and applies it when an operator says so (requirement 18). */
export class Rescore extends Construct {
  /** `RESCORE#{rescoreId}` / `RUN`, `RESULT#…`, `DIFFERENCE#…`, `APPLIED#…`; working paper that goes after ninety days. */
  readonly table: Table;
  readonly stage: QueuedFunction;

  constructor(scope: Construct, foundation: Foundation, stores: { contacts: Bucket; history: Table }) {
    super(scope, 'Rescore');
    const { contacts, history } = stores;
    this.table = new Table(this, 'Runs', { ...tableOf(foundation.keys.records), ...EXPIRING });
    this.stage = new QueuedFunction(this, 'Stage', foundation, {
      stage: 'rescore',
      description: 'Scores past contacts again, and applies what differs when it is told to',
      // As `score`, whose parts it is made of.
      memoryMegabytes: 1769,
      // A contact of a long history is the first to read all of it.
      timeout: Duration.minutes(2),
      batchSize: 10,
      // Few side by side: what comes in now goes first, and the account's concurrency is for it.
      maximumConcurrency: 5,
      queue: { name: 'rescore', fifo: false, lateAfterSeconds: LATE_AFTER_SECONDS, holds: 'Steps of a re-scoring' },
      environment: {
        CONTACTS_BUCKET: contacts.bucketName,
        HISTORY_TABLE: history.tableName,
        RESCORE_TABLE: this.table.tableName,
      },
    });
    readObjects(this.stage, contacts);
    writeObjects(this.stage, contacts, 'assessments/');
    tagObjects(this.stage, contacts, ['contacts/', 'assessments/']);
    // It lists the contacts, and one that was never scored must look like none.
    missObjects(this.stage, contacts);
    useTable(this.stage, history, ['PutItem', 'UpdateItem', 'Query']);
    useTable(this.stage, this.table, ['GetItem', 'Query', 'PutItem']);
    sendTo(this.stage, this.stage.work, 'RESCORE_QUEUE_URL');
  }
}
