import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ALARM_PERIOD } from './alarms.ts';
import type { StageName } from './stage-function.ts';

/** A count that a stage's own code gives (functions/shared/telemetry.ts), over the period of alarms. */
export function countedBy(stage: StageName, metricName: string, label?: string): Metric {
  return new Metric({
    namespace: 'Undertone',
    metricName,
    dimensionsMap: { service: `undertone-${stage}` },
    statistic: 'Sum',
    period: ALARM_PERIOD,
    ...(label === undefined ? {} : { label }),
  });
}

/** The same count from several stages as one. */
export function countedByAny(stages: readonly StageName[], metricName: string): MathExpression {
  const counts = Object.fromEntries(stages.map((stage, index) => [`m${index}`, countedBy(stage, metricName)]));
  return new MathExpression({
    expression: Object.keys(counts)
      .map((id) => `FILL(${id}, 0)`)
      .join(' + '),
    usingMetrics: counts,
    period: ALARM_PERIOD,
    label: metricName,
  });
}
