import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { putEvents, sendMail, sendTextMessages, useTable } from './grants.ts';
import { configurationSetOf } from './mail-feedback.ts';
import { countedBy, countedByAny } from './metrics.ts';
import { QueuedFunction } from './queued-function.ts';
import { Webhooks } from './webhooks.ts';

/** Sends one mail for a case event, without text of the contact, and records on the case when. */
export class Notify extends QueuedFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { cases: Table }) {
    const { senderAddress, channels, webhooks } = foundation.settings;
    super(scope, 'Notify', foundation, {
      stage: 'notify',
      description: 'Tells people of a case by mail, without its contents',
      memoryMegabytes: 512,
      // Short, because a queue lets nobody try again before six times as long, and a P0 leaves five minutes in all.
      timeout: Duration.seconds(20),
      batchSize: 5,
      // Below the rate at which SES lets a new account send.
      maximumConcurrency: 5,
      queue: { name: 'notify', fifo: true, lateAfterSeconds: 120, holds: 'Notifications' },
      environment: {
        CASE_TABLE: stores.cases.tableName,
        SENDER_ADDRESS: senderAddress,
        CONFIGURATION_SET: configurationSetOf(foundation.settings),
      },
    });
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);
    sendMail(this, senderAddress, configurationSetOf(foundation.settings));
    // Further channels are there only where the policy and cdk.json name them.
    if (channels.sms !== undefined) sendTextMessages(this);
    if (channels.webhook !== undefined) {
      const { bus } = new Webhooks(this, foundation, webhooks);
      this.function.addEnvironment('WEBHOOK_BUS', bus.eventBusName);
      putEvents(this, bus, foundation.keys.records);
    }
    if (channels.sms !== undefined || channels.webhook !== undefined) {
      foundation.alarms.add(this, {
        section: 'channel-failed',
        meaning: 'A further channel did not take a notification; the mail about it was sent.',
        metric: countedBy('notify', 'ChannelFailed'),
        threshold: 1,
      });
    }
    foundation.alarms.add(this, {
      section: 'notify-refused',
      meaning: 'SES refused a notification, or nobody on the roster could be told.',
      metric: countedByAny(['notify', 'digest'], 'NotificationFailed'),
      threshold: 1,
    });
  }
}
