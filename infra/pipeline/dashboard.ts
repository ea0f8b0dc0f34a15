import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, PeriodOverride, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { Priority } from '../../functions/contracts/vocabulary.ts';
import type { Foundation } from './foundation.ts';
import { countedBy } from './metrics.ts';
import { QueuedFunction } from './queued-function.ts';
import type { StageFunction } from './stage-function.ts';

const WHOLE_WIDTH = 24;

/** One page for the operator: what rings, then a row a stage in the order of the data: how much waits, for how long, what failed. */
export function addDashboard(
  scope: Construct,
  { settings, alarms }: Foundation,
  stages: readonly StageFunction[],
): void {
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: settings.deploymentName,
    defaultInterval: Duration.hours(12),
    periodOverride: PeriodOverride.AUTO,
  });
  dashboard.addWidgets(
    new TextWidget({
      markdown: `# ${settings.deploymentName}\nWhat each alarm means and what to do: ${settings.runbookUrl}`,
      width: WHOLE_WIDTH,
      height: 2,
    }),
  );
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: WHOLE_WIDTH, height: 6 }));
  dashboard.addWidgets(
    new GraphWidget({
      title: 'Contacts read, not wholly readable, assessed; cases opened',
      left: [
        countedBy('ingest', 'ContactsRead', 'read'),
        countedBy('ingest', 'ContactsWithProblems', 'not wholly readable'),
        countedBy('score', 'ContactsScored', 'assessed'),
        countedBy('open-case', 'CasesOpened', 'cases opened'),
      ],
      width: WHOLE_WIDTH / 3,
    }),
    new GraphWidget({
      title: 'Contacts flagged, by priority',
      left: Priority.options.map((priority) => countedBy('score', `ContactsFlagged${priority}`, priority)),
      width: WHOLE_WIDTH / 3,
    }),
    new GraphWidget({
      title: 'Notifications sent, failed; deadlines missed',
      left: [
        countedBy('notify', 'NotificationSent', 'sent'),
        countedBy('notify', 'NotificationFailed', 'failed'),
        countedBy('clock', 'ClockMissed', 'deadlines missed'),
      ],
      width: WHOLE_WIDTH / 3,
    }),
  );
  for (const stage of stages) dashboard.addWidgets(...rowOf(stage));
}

function rowOf(stage: StageFunction): GraphWidget[] {
  const graphs = [
    new GraphWidget({
      title: `${stage.stage}: runs, errors, throttles`,
      left: [stage.function.metricInvocations(), stage.function.metricErrors(), stage.function.metricThrottles()],
    }),
    new GraphWidget({
      title: `${stage.stage}: duration, 50th and 99th percentile`,
      left: [stage.function.metricDuration({ statistic: 'p50' }), stage.function.metricDuration({ statistic: 'p99' })],
    }),
  ];
  if (stage instanceof QueuedFunction) {
    const { queue, deadLetters, name } = stage.work;
    graphs.unshift(
      new GraphWidget({
        title: `${name}: waiting, and in the dead-letter queue`,
        left: [
          queue.metricApproximateNumberOfMessagesVisible(),
          deadLetters.metricApproximateNumberOfMessagesVisible(),
        ],
      }),
      new GraphWidget({
        title: `${name}: age of the oldest, seconds`,
        left: [queue.metricApproximateAgeOfOldestMessage()],
      }),
    );
  }
  const width = WHOLE_WIDTH / graphs.length;
  for (const graph of graphs) Object.assign(graph, { width });
  return graphs;
}
