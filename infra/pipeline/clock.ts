import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { queryIndex, useTable } from './grants.ts';
import { countedBy } from './metrics.ts';
import { StageFunction } from './stage-function.ts';
import { BY_STATUS } from './storage.ts';

/** Each minute, climbs the roster for every case whose clock ran out, wakes what rests, and asks again for what nobody was told of. */
export class Clock extends StageFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { cases: Table }) {
    super(scope, 'Clock', foundation, {
      stage: 'clock',
      description: 'Climbs the roster when nobody has acted in time',
      memoryMegabytes: 512,
      // Less than its interval, so that runs do not pile up.
      timeout: Duration.seconds(50),
      environment: { CASE_TABLE: stores.cases.tableName },
    });
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);
    queryIndex(this, stores.cases, BY_STATUS);

    // A run that fails is not tried again: the next one, a minute later, finds the same cases due. So there is no queue.
    this.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'EachMinute', {
      description: 'Wakes the clock',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });

    foundation.alarms.add(this, {
      section: 'clock-stopped',
      meaning: 'The clock has not run for three minutes: no missed deadline climbs the roster.',
      metric: this.function.metricInvocations({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      below: true,
      periods: 3,
      silenceIsFailure: true,
    });
    foundation.alarms.add(this, {
      section: 'clock-at-top',
      meaning: 'Everybody up to the top of the roster was asked, and nobody has acted on a case.',
      metric: countedBy('clock', 'ClockAtTop'),
      threshold: 1,
    });
  }
}
