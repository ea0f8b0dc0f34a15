import { Aws, Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';
import type { Foundation } from './foundation.ts';
import { useTable } from './grants.ts';
import { countedBy } from './metrics.ts';
import { QueuedFunction } from './queued-function.ts';

/** The name of the configuration set: of a mail that is sent with it SES says what becomes of it. */
export const configurationSetOf = ({ deploymentName }: Pick<Settings, 'deploymentName'>): string => deploymentName;

/**
 * What SES says of a notification that did not arrive: its configuration set publishes it to a topic, the topic puts it on a queue, and the
 * function puts it on the case and has the next level told.
 */
export class MailFeedback extends QueuedFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { cases: Table }) {
    const { settings, keys, alarms } = foundation;
    super(scope, 'MailFeedback', foundation, {
      stage: 'mail-feedback',
      description: 'Puts a notification that did not arrive on its case, and has the next level told',
      memoryMegabytes: 512,
      timeout: Duration.seconds(20),
      batchSize: 10,
      maximumConcurrency: 5,
      queue: {
        name: 'mail-feedback',
        fifo: false,
        lateAfterSeconds: 120,
        holds: 'Reports of notifications that did not arrive',
      },
      environment: { CASE_TABLE: stores.cases.tableName },
    });
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);

    const topic = new Topic(this, 'Topic', {
      topicName: `${settings.deploymentName}-mail-feedback`,
      masterKey: keys.records,
      enforceSSL: true,
    });
    this.takeFrom(topic);
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: configurationSetOf(settings),
      reputationMetrics: true,
    });
    // No deliveries, openings or clicks: whether a person read a mail is the console's to know, and SES would change the mail for it.
    new ConfigurationSetEventDestination(this, 'Events', {
      configurationSet,
      configurationSetEventDestinationName: `${settings.deploymentName}-mail-feedback`,
      destination: EventDestination.snsTopic(topic),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });

    alarms.add(this, {
      section: 'notify-bounced',
      meaning: 'A notification did not arrive: it bounced, was refused as spam, or waits at the recipient’s server.',
      metric: countedBy('mail-feedback', 'NotificationBounced'),
      threshold: 1,
    });
  }

  /** The topic's messages as they are, without SNS's envelope. */
  private takeFrom(topic: Topic): void {
    const { queue } = this.work;
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'FeedbackOfSes',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': topic.topicArn },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    const subscription = new Subscription(this, 'Subscription', {
      topic,
      protocol: SubscriptionProtocol.SQS,
      endpoint: queue.queueArn,
      rawMessageDelivery: true,
    });
    subscription.node.addDependency(queue.node.findChild('Policy').node.defaultChild as CfnQueuePolicy);
  }
}
