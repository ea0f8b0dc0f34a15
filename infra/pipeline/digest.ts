import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { queryIndex, sendMail, useTable } from './grants.ts';
import { configurationSetOf } from './mail-feedback.ts';
import { StageFunction } from './stage-function.ts';
import { BY_STATUS } from './storage.ts';

/** Sends each role that chose one mail a day its mail, when the time has come. Without such a role in the policy it does nothing. */
export class DailyMail extends StageFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { cases: Table }) {
    const { senderAddress } = foundation.settings;
    super(scope, 'Digest', foundation, {
      stage: 'digest',
      description: 'Sends the mails of the day, a row a case, without contents',
      memoryMegabytes: 512,
      // Less than its interval, and less than a run's claim on a mail holds.
      timeout: Duration.minutes(3),
      environment: {
        CASE_TABLE: stores.cases.tableName,
        SENDER_ADDRESS: senderAddress,
        CONFIGURATION_SET: configurationSetOf(foundation.settings),
      },
    });
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);
    queryIndex(this, stores.cases, BY_STATUS);
    sendMail(this, senderAddress, configurationSetOf(foundation.settings));

    // A run that fails is not tried again: the next one finds the same mail unsent, or half recorded.
    this.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'EachFiveMinutes', {
      description: 'Wakes the mails of the day',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(this.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    foundation.alarms.add(this, {
      section: 'digest-stopped',
      meaning:
        'The mails of the day have not been looked at for a quarter of an hour: who waits for one hears nothing.',
      metric: this.function.metricInvocations({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      below: true,
      periods: 3,
      silenceIsFailure: true,
    });
  }
}
