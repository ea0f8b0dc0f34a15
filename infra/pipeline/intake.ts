import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, type CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, EmailIdentity, Identity, ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import type { CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ORIGINALS_NEEDED_DAYS } from '../config.ts';
import { ALARM_PERIOD } from './alarms.ts';
import type { Foundation } from './foundation.ts';
import { bucketOf } from './storage.ts';
import type { WorkQueue } from './work-queue.ts';

/** Where SES puts a mail; the rest of the key is SES's message id. Transcripts and notes go under `drop/`. */
const MAIL_PREFIX = 'mail/';

/**
 * The way in: mail through SES, anything else put into the bucket, each new object announced on `ingest`'s queue.
 *
 * The announcements stand in the bucket's own NotificationConfiguration. CDK's `addEventNotification` would deploy a Lambda of
 * its own to set them (Custom::S3BucketNotifications); a name that is known beforehand lets the queue's policy name the bucket
 * and the bucket depend on that policy, with nothing but template resources. So whoever reads the template, on AWS or
 * infra/local, finds bucket, queue and wiring in `AWS::S3::Bucket`.
 */
export class Intake extends Construct {
  readonly bucket: Bucket;
  private readonly bucketName: string;

  constructor(scope: Construct, id: string, foundation: Foundation, accessLogs: IBucket) {
    super(scope, id);
    const { settings, keys } = foundation;
    this.bucketName = `${settings.deploymentName}-intake-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.bucket = new Bucket(this, 'Bucket', {
      ...bucketOf(keys.content, accessLogs, 'intake'),
      bucketName: this.bucketName,
      // No Object Lock: SES cannot write to a bucket with a default retention (SES developer guide, "Deliver to S3 bucket action").
      // A version that is no longer the newest is kept through the longest window: that holds for a name that was put
      // again, and for one whose newest version has turned into a delete marker. Stages read by version id, so a marker hides
      // nothing from them.
      lifecycleRules: [
        {
          id: 'delete-what-nobody-flagged',
          expiration: Duration.days(settings.intakeRetentionDays - ORIGINALS_NEEDED_DAYS),
          noncurrentVersionExpiration: Duration.days(ORIGINALS_NEEDED_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        { id: 'delete-markers-of-nothing', expiredObjectDeleteMarker: true },
      ],
    });
    this.receiveMail(foundation);
  }

  /** Announces every new object on the queue: whatever the key, for what nobody reads would be silence. */
  announceTo({ queue }: WorkQueue): void {
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AnnouncementsOfTheIntakeBucket',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${this.bucketName}` },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn }],
    };
    // S3 sends a test message when it is told of the queue, and refuses a queue that does not let it.
    bucket.addResourceDependency(queue.node.findChild('Policy').node.defaultChild as CfnQueuePolicy);
  }

  private receiveMail({ settings, alarms }: Foundation): void {
    const ruleSetName = settings.deploymentName;
    const ruleName = `${settings.deploymentName}-take-in`;
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MailFromSes',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${MAIL_PREFIX}*`)],
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${ruleSetName}:receipt-rule/${ruleName}`,
          },
        },
      }),
    );

    const ruleSet = new ReceiptRuleSet(this, 'ReceiptRules', { receiptRuleSetName: ruleSetName });
    // One rule for all recipients: with one for each, a mail to two of them would be stored twice under one key. Storing comes
    // first and alone, so that no other action can end the rule before the bytes are held. SES scans, which adds its verdicts as
    // headers, and nothing is refused for them, for a missing signature or for plain-text transport: identity never blocks.
    const rule = new CfnReceiptRule(this, 'TakeIn', {
      ruleSetName: ruleSet.receiptRuleSetName,
      rule: {
        name: ruleName,
        enabled: true,
        scanEnabled: true,
        tlsPolicy: 'Optional',
        recipients: settings.intakeRecipients,
        actions: [{ s3Action: { bucketName: this.bucket.bucketName, objectKeyPrefix: MAIL_PREFIX } }],
      },
    });
    // SES writes a test object when the rule is made.
    if (this.bucket.policy) rule.node.addDependency(this.bucket.policy);

    // SES developer guide, "Viewing metrics for email receiving": it tries for four hours, then the mail is gone.
    for (const [section, metricName, meaning] of [
      [
        'mail-not-stored',
        'PublishFailure',
        'SES received mail and could not write it to the intake bucket; it tries for four hours.',
      ],
      ['mail-lost', 'PublishExpired', 'SES gave up writing a mail to the intake bucket.'],
    ] as const) {
      alarms.add(this, {
        section,
        meaning,
        metric: new Metric({
          namespace: 'AWS/SES',
          metricName,
          dimensionsMap: { RuleName: ruleName },
          statistic: 'Sum',
          period: ALARM_PERIOD,
        }),
        threshold: 1,
      });
    }

    if (settings.sesIdentity === 'create') {
      const identity = new EmailIdentity(this, 'MailDomain', { identity: Identity.domain(settings.mailDomain) });
      identity.dkimRecords.forEach((record, index) => {
        new CfnOutput(this, `DkimRecord${index + 1}`, {
          description: 'DNS record that proves the domain is yours (CNAME name and value)',
          value: `${record.name} ${record.value}`,
        });
      });
    }
    new CfnOutput(this, 'MxRecord', {
      description: 'DNS record that brings the mail here',
      value: `${settings.mailDomain} MX 10 inbound-smtp.${Aws.REGION}.amazonaws.com`,
    });
    // An account has one active rule set, and CloudFormation cannot choose it: to replace the one in force would stop mail that
    // this deployment knows nothing of, so a person does it.
    new CfnOutput(this, 'StartReceiving', {
      description: 'Run this once, when no other rule set of the account receives mail',
      value: `aws ses set-active-receipt-rule-set --rule-set-name ${ruleSetName}`,
    });
  }
}
