import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/**
 * One key for each degree of need-to-know, so that a grant on one opens nothing of another. All rotate each year and outlive
 * the stack: what they encrypt must stay readable for as long as it is held.
 */
export class EncryptionKeys extends Construct {
  /** What people wrote: the intake and contacts buckets. */
  readonly content: Key;
  /** Preserved originals: the vault. */
  readonly evidence: Key;
  /** Pseudonyms, pointers and logs: tables, queues, log groups, the alarm topic. */
  readonly records: Key;

  constructor(scope: Construct, id: string, deploymentName: string) {
    super(scope, id);
    const key = (name: string, description: string) =>
      new Key(this, name, {
        alias: `${deploymentName}/${name.toLowerCase()}`,
        description,
        enableKeyRotation: true,
        removalPolicy: RemovalPolicy.RETAIN,
      });
    this.content = key('Content', 'Undertone: text of contacts (intake and contacts buckets)');
    this.evidence = key('Evidence', 'Undertone: preserved originals (vault)');
    this.records = key('Records', 'Undertone: tables, queues, logs and alarms');

    // SES writes a mail through S3, which encrypts with the bucket's key: it needs both actions
    // (SES developer guide, "Giving permissions to Amazon SES for email receiving").
    allowService(this.content, 'ses.amazonaws.com');
    // S3 announces objects on the encrypted intake queue (S3 user guide, "Granting permissions to publish event notifications").
    allowService(this.records, 's3.amazonaws.com');
    // Alarms publish to the encrypted topic. Without the account condition: AWS documents it for the topic's policy, which has
    // it, and not for the key's, and an alarm that could not be encrypted would be silence.
    allowService(this.records, 'cloudwatch.amazonaws.com', {});
    // SES publishes what did not arrive to an encrypted topic, and the topic to an encrypted queue; AWS documents both without a condition
    // on the key (SNS developer guide, "Key management"). The topic's policy and the queue's name the account.
    allowService(this.records, 'ses.amazonaws.com', {});
    allowService(this.records, 'sns.amazonaws.com', {});
    this.records.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisAccount',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        // The actions that the CloudWatch Logs user guide asks for, "Encrypt log data using AWS KMS".
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/${deploymentName}/*`,
          },
        },
      }),
    );
  }
}

/** Keeps another account's resources from using the service as its deputy. */
const OF_THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };

/** In a key's policy `*` is the key itself. */
function allowService(key: Key, service: string, conditions: Record<string, unknown> = OF_THIS_ACCOUNT): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: `From${service.split('.')[0]}`,
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal(service)],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions,
    }),
  );
}
