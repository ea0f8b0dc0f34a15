import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';

export interface WorkQueueOptions {
  /** The queue's name, and the beginning of its dead-letter queue's and its alarms'. */
  readonly name: string;
  /** Ordered within a group, with the deduplication id that the sender gives. */
  readonly fifo: boolean;
  readonly functionTimeout: Duration;
  /** A message older than this is late for the people who wait at the end, in seconds. */
  readonly lateAfterSeconds: number;
  /** For the alarms: what waits in it, as "Reports" in "Reports wait …". */
  readonly holds: string;
}

/** Four failures in a row may be a passing fault; after the fifth it is a person's work. */
export const MAXIMUM_RECEIVES = 5;

/** AWS Lambda developer guide, "Creating and configuring an Amazon SQS event source mapping": six times the function's timeout. */
const VISIBILITY_TIMES_TIMEOUT = 6;

/** A message keeps its age when it moves to a standard dead-letter queue, so that queue must hold on for longer. */
const QUEUE_RETENTION = Duration.days(4);
const DEAD_LETTER_RETENTION = Duration.days(14);

/** A stage's queue with its dead-letter queue, and an alarm on each: no message is ever lost or late without a word. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly name: string;

  constructor(scope: Construct, id: string, foundation: Foundation, options: WorkQueueOptions) {
    super(scope, id);
    const { settings, keys, alarms } = foundation;
    this.name = options.name;
    const suffix = options.fifo ? '.fifo' : '';
    const common = {
      ...(options.fifo ? { fifo: true, contentBasedDeduplication: false } : {}),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: keys.records,
      enforceSSL: true,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      queueName: `${settings.deploymentName}-${options.name}-dead-letters${suffix}`,
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: `${settings.deploymentName}-${options.name}${suffix}`,
      visibilityTimeout: Duration.seconds(options.functionTimeout.toSeconds() * VISIBILITY_TIMES_TIMEOUT),
      retentionPeriod: QUEUE_RETENTION,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAXIMUM_RECEIVES },
    });

    const period = Duration.minutes(1);
    alarms.add(this, {
      section: `${options.name}-dead-letters`,
      meaning: `${options.holds} failed ${MAXIMUM_RECEIVES} times and wait in the dead-letter queue for a person.`,
      // A letter that is being looked at is not visible for a moment each minute, and lies there all the same.
      metric: new MathExpression({
        expression: 'FILL(visible, 0) + FILL(lookedAt, 0)',
        usingMetrics: {
          visible: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
          lookedAt: this.deadLetters.metricApproximateNumberOfMessagesNotVisible({ period, statistic: 'Maximum' }),
        },
        period,
        label: `${options.name}: dead letters`,
      }),
      threshold: 1,
    });
    alarms.add(this, {
      section: `${options.name}-late`,
      meaning: `${options.holds} have waited for more than ${options.lateAfterSeconds} seconds.`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
      threshold: options.lateAfterSeconds,
    });
  }
}
