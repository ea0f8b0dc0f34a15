import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { holdObjects, lookInto, missObjects, preserveObjects, readObjects, tagObjects, useTable } from './grants.ts';
import { StageFunction } from './stage-function.ts';
import type { WorkQueue } from './work-queue.ts';

/**
 * Each minute, makes a case of what lies in a dead-letter queue, and leaves it there for the operator. No mapping wakes it: a mapping
 * would take the letters away. Those of `notify` are of cases that are open, and whose clock climbs the roster.
 */
export class DeadLetters extends StageFunction {
  constructor(
    scope: Construct,
    foundation: Foundation,
    stores: { intake: Bucket; contacts: Bucket; vault: Bucket; cases: Table },
    queues: { intake: WorkQueue; score: WorkQueue; cases: WorkQueue },
  ) {
    super(scope, 'DeadLetters', foundation, {
      stage: 'dead-letters',
      description: 'Opens a case on what failed to its last try',
      // An original of 40 MB is held once, to be preserved.
      memoryMegabytes: 1024,
      // Less than its interval, so that runs do not pile up.
      timeout: Duration.seconds(50),
      environment: {
        CONTACTS_BUCKET: stores.contacts.bucketName,
        INTAKE_BUCKET: stores.intake.bucketName,
        VAULT_BUCKET: stores.vault.bucketName,
        CASE_TABLE: stores.cases.tableName,
      },
    });
    readObjects(this, stores.intake);
    // As in `open-case`: an original that is gone must not look like a refusal.
    missObjects(this, stores.intake);
    readObjects(this, stores.contacts);
    // A contact that failed in `score` has no assessment; that must look like none, not like a refusal.
    missObjects(this, stores.contacts);
    tagObjects(this, stores.contacts, ['contacts/', 'assessments/']);
    preserveObjects(this, stores.vault, 'originals/');
    holdObjects(this, stores.vault, 'originals/');
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);
    lookInto(this, queues.intake, 'INTAKE_DEAD_LETTERS_URL');
    lookInto(this, queues.score, 'SCORE_DEAD_LETTERS_URL');
    lookInto(this, queues.cases, 'CASES_DEAD_LETTERS_URL');

    // A run that fails is not tried again: the next one, a minute later, finds the same letters.
    this.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'EachMinute', {
      description: 'Looks through the dead letters',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    foundation.alarms.add(this, {
      section: 'dead-letters-stopped',
      meaning: 'Nobody has looked through the dead letters for five minutes: what failed gets no case.',
      metric: this.function.metricInvocations({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      below: true,
      periods: 5,
      silenceIsFailure: true,
    });
  }
}
