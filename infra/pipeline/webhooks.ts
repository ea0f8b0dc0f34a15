import { Duration, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  EventField,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WebhookSetting } from '../config.ts';
import type { Foundation } from './foundation.ts';

/** What `notify` puts on the bus (functions/notify/channels/webhook.ts). */
const EVENT = { source: ['undertone.notify'], detailType: ['Case notification'] };

/** A person who reads a channel is told within the hour or by mail; after a day nobody needs the post any more. */
const TRIES_FOR = Duration.hours(24);

/** Posts to the channels of the deployer's chat, a rule a role: made only where cdk.json names an address. */
export class Webhooks extends Construct {
  readonly bus: EventBus;

  constructor(
    scope: Construct,
    { settings, keys, alarms }: Foundation,
    webhooks: Readonly<Record<string, WebhookSetting | undefined>>,
  ) {
    super(scope, 'Webhooks');
    this.bus = new EventBus(this, 'Bus', { eventBusName: `${settings.deploymentName}-webhooks`, kmsKey: keys.records });
    const deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `${settings.deploymentName}-webhooks-dead-letters`,
      // SQS's own key: a rule's right to ours would be one that the key's policy gives to every rule of the account.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself where the posts lie that the rules of the bus gave up; an alarm stands on it.',
    });
    // The addresses carry their own secret; a connection has to have an authorization all the same.
    const connection = new Connection(this, 'Connection', {
      authorization: Authorization.apiKey('X-Undertone', SecretValue.unsafePlainText('notification')),
    });
    for (const [role, webhook] of Object.entries(webhooks)) {
      if (webhook === undefined) continue;
      const destination = new ApiDestination(this, `Destination ${role}`, {
        connection,
        endpoint: webhook.url,
        rateLimitPerSecond: 10,
      });
      new Rule(this, `Posts ${role}`, {
        description: `Posts to the channel of ${role}`,
        eventBus: this.bus,
        eventPattern: { ...EVENT, account: [Stack.of(this).account], detail: { role: [role] } },
        targets: [
          new ApiDestinationTarget(destination as IApiDestination, {
            event: RuleTargetInput.fromObject(SHAPES[webhook.shape](EventField.fromPath('$.detail.text'))),
            deadLetterQueue: deadLetters,
            maxEventAge: TRIES_FOR,
          }),
        ],
      });
    }
    alarms.add(this, {
      section: 'webhook-failed',
      meaning: 'A post to a channel of the chat was refused for a day and was given up; the mail about it was sent.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
  }
}

/** What the receivers read: Slack's incoming webhooks, and the adaptive card of a Teams workflow. */
const SHAPES: Record<WebhookSetting['shape'], (text: string) => object> = {
  slack: (text) => ({ text }),
  teams: (text) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', wrap: true, text }] },
      },
    ],
  }),
};
