import { Duration } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import {
  deleteItems,
  deleteVersions,
  listVersions,
  missObjects,
  queryIndex,
  readLocks,
  readObjects,
  readTags,
  sendTo,
  useTable,
} from './grants.ts';
import { QueuedFunction } from './queued-function.ts';
import { BY_STATUS, EXPIRING, tableOf } from './storage.ts';

/** How often it goes on with open requests and looks for what is over. */
const EVERY = Duration.hours(6);
/** A person is answered in a month; who asked for a deletion looks at it the next day. */
const LATE_AFTER_SECONDS = 24 * 3600;

/**
 * The one stage that deletes: what nobody flagged, when the person whose it is asks for it. Of the vault it may learn until when originals
 * are locked, and of cases it may read: it can change neither.
 */
export class Retention extends Construct {
  /** `DELETIONS` / `{deletionId}`, `DELETION#{deletionId}` / `CONTACT#…`, and `ENDED` / `{caseId}#{contactId}`. */
  readonly table: Table;
  readonly stage: QueuedFunction;

  constructor(
    scope: Construct,
    foundation: Foundation,
    stores: { intake: Bucket; contacts: Bucket; vault: Bucket; history: Table; cases: Table },
  ) {
    super(scope, 'Retention');
    const { intake, contacts, vault, history, cases } = stores;
    this.table = new Table(this, 'Requests', { ...tableOf(foundation.keys.records), ...EXPIRING });
    this.stage = new QueuedFunction(this, 'Stage', foundation, {
      stage: 'retention',
      description: 'Deletes what a person asked to have deleted, and lists what is held no longer',
      memoryMegabytes: 512,
      // One who wrote for years is gone on with in several runs.
      timeout: Duration.minutes(10),
      batchSize: 1,
      maximumConcurrency: 2,
      queue: { name: 'retention', fifo: false, lateAfterSeconds: LATE_AFTER_SECONDS, holds: 'Requests for deletion' },
      environment: {
        INTAKE_BUCKET: intake.bucketName,
        CONTACTS_BUCKET: contacts.bucketName,
        HISTORY_TABLE: history.tableName,
        CASE_TABLE: cases.tableName,
        RETENTION_TABLE: this.table.tableName,
      },
    });
    this.mayDelete(stores);
    // Which cases hold what; it writes into none.
    useTable(this.stage, cases, ['GetItem', 'Query']);
    queryIndex(this.stage, cases, BY_STATUS);
    readLocks(this.stage, vault, 'originals/');
    useTable(this.stage, this.table, ['GetItem', 'Query', 'PutItem']);
    sendTo(this.stage, this.stage.work, 'RETENTION_QUEUE_URL');
    this.wake(foundation);
  }

  private mayDelete({ intake, contacts, history }: { intake: Bucket; contacts: Bucket; history: Table }): void {
    // Where the original of a contact is, and whether the contact was flagged or is kept.
    readObjects(this.stage, contacts);
    missObjects(this.stage, contacts);
    listVersions(this.stage, contacts);
    readTags(this.stage, contacts, 'contacts/');
    deleteVersions(this.stage, contacts, ['contacts/', 'assessments/']);
    deleteVersions(this.stage, intake, ['']);
    useTable(this.stage, history, ['Query', 'UpdateItem']);
    deleteItems(this.stage, history);
  }

  private wake({ alarms }: Foundation): void {
    const { function: woken } = this.stage;
    woken.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.hours(1) });
    new Rule(this, 'EachSixHours', {
      description: 'Goes on with requests for deletion, and lists what is held no longer',
      schedule: Schedule.rate(EVERY),
      targets: [new LambdaFunction(woken, { retryAttempts: 0, maxEventAge: Duration.hours(1) })],
    });
    alarms.add(this, {
      section: 'retention-stopped',
      meaning: 'For a day nobody has gone on with requests for deletion, or looked for what is held no longer.',
      metric: woken.metricInvocations({ period: EVERY, statistic: 'Sum' }),
      threshold: 1,
      below: true,
      periods: 4,
      silenceIsFailure: true,
    });
  }
}
