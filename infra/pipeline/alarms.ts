import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../config.ts';

/** When an alarm rings, and what it says. */
export interface AlarmDefinition {
  /** Its section in docs/runbook.md, and after the deployment's name its name on AWS. */
  readonly section: string;
  /** One sentence for the person who is woken: what is wrong. */
  readonly meaning: string;
  readonly metric: IMetric;
  /** Rings at this value or beyond it. */
  readonly threshold: number;
  readonly below?: boolean;
  /** How many periods are looked at, and how many of them must be bad; one of one unless said otherwise. */
  readonly periods?: number;
  readonly badPeriods?: number;
  /** No data is a fault only where something must happen all the time. */
  readonly silenceIsFailure?: boolean;
}

/** The period of every alarm that does not say another. */
export const ALARM_PERIOD = Duration.minutes(5);

/** Where alarms go. An alarm names its section of the runbook, and a test checks that the section exists. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: Alarm[] = [];
  private readonly settings: Settings;

  constructor(scope: Construct, id: string, settings: Settings, key: IKey) {
    super(scope, id);
    this.settings = settings;
    this.topic = new Topic(this, 'Topic', {
      topicName: `${settings.deploymentName}-alarms`,
      displayName: 'Undertone alarms',
      masterKey: key,
      enforceSSL: true,
    });
    // A policy of our own (it demands TLS) replaces the one that lets the account's alarms publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          ArnLike: {
            'aws:SourceArn': `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${settings.deploymentName}-*`,
          },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    this.topic.addSubscription(new EmailSubscription(settings.alarmAddress));
  }

  /** Makes an alarm under `scope`, so that it stands beside what it watches. */
  add(scope: Construct, definition: AlarmDefinition): Alarm {
    const alarm = new Alarm(scope, `Alarm ${definition.section}`, {
      alarmName: `${this.settings.deploymentName}-${definition.section}`,
      alarmDescription: `${definition.meaning} What to do: ${this.settings.runbookUrl}#${definition.section}`,
      metric: definition.metric,
      threshold: definition.threshold,
      comparisonOperator: definition.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: definition.periods ?? 1,
      datapointsToAlarm: definition.badPeriods ?? definition.periods ?? 1,
      treatMissingData: definition.silenceIsFailure ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    // Whoever was woken also learns that it is over.
    alarm.addOkAction(action);
    this.all.push(alarm);
    return alarm;
  }
}
