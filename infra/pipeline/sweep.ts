import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { listVersions, missObjects, readObjects, useTable } from './grants.ts';
import { countedBy } from './metrics.ts';
import { StageFunction } from './stage-function.ts';

/** How often it goes on with its rounds; functions/sweep says how far in one run. */
const EVERY = Duration.minutes(15);

/** Finds what was lost on the way: an original that nobody announced, a case that no index shows, an original that is not in the vault. */
export class Sweep extends StageFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { intake: Bucket; contacts: Bucket; cases: Table }) {
    super(scope, 'Sweep', foundation, {
      stage: 'sweep',
      description: 'Finds what was lost on the way',
      memoryMegabytes: 512,
      // Less than its interval, so that runs do not pile up; two at once would do nothing twice.
      timeout: Duration.minutes(5),
      environment: {
        INTAKE_BUCKET: stores.intake.bucketName,
        CONTACTS_BUCKET: stores.contacts.bucketName,
        CASE_TABLE: stores.cases.tableName,
      },
    });
    listVersions(this, stores.intake);
    // Their bytes make a contact's id: they are hashed and not kept.
    readObjects(this, stores.intake);
    readObjects(this, stores.contacts, 'contacts/');
    missObjects(this, stores.contacts);
    // The one stage that scans: a case whose summary was never written is in no index.
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem', 'Scan']);

    // A run that fails is not tried again: the next one goes on where it stopped.
    this.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'EachQuarterHour', {
      description: 'Looks for what was lost on the way',
      schedule: Schedule.rate(EVERY),
      targets: [new LambdaFunction(this.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });

    foundation.alarms.add(this, {
      section: 'sweep-stopped',
      meaning: 'Nobody has looked for an hour for what was lost on the way.',
      metric: this.function.metricInvocations({ period: EVERY, statistic: 'Sum' }),
      threshold: 1,
      below: true,
      periods: 4,
      silenceIsFailure: true,
    });
    foundation.alarms.add(this, {
      section: 'original-unannounced',
      meaning: 'An original lay in intake for an hour and was never read into a contact; it is announced again.',
      metric: countedBy('sweep', 'OriginalsAnnouncedAgain'),
      threshold: 1,
    });
    foundation.alarms.add(this, {
      section: 'original-late',
      meaning: 'An original of a case is not in the vault after an hour: it is kept in intake for a time only.',
      metric: countedBy('sweep', 'OriginalsLate'),
      threshold: 1,
    });
  }
}
