import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { Foundation } from '../pipeline/foundation.ts';
import { HASHED_FILES, IMMUTABLE, NEVER_KEPT } from './caching.ts';
import type { Users } from './users.ts';

export interface PageFilesOptions {
  readonly foundation: Foundation;
  /** Holds the built page (infra/assets/site.ts). */
  readonly pageFolder: string;
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  readonly users: Users;
}

/**
 * Puts the built page, and what it is told of this deployment, into its bucket with each deploy. Files with a hash in their name come
 * first and stay: whoever has the page of yesterday open still finds what it loads. Nothing is deleted, so nothing here may delete
 * (docs/decisions/0037-the-page-is-put-and-never-deleted.md).
 */
export class PageFiles extends Construct {
  private readonly role: Role;

  constructor(scope: Construct, id: string, { foundation, pageFolder, bucket, distribution, users }: PageFilesOptions) {
    super(scope, id);
    const { settings, keys } = foundation;
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/${settings.deploymentName}/page-files`,
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: keys.records,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What puts the console's page of ${settings.deploymentName} into its bucket may do`,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], log.logGroupArn);
    // It compares what is there with what is to be there, and puts what differs.
    this.allow(['s3:ListBucket'], bucket.bucketArn);
    this.allow(['s3:PutObject'], bucket.arnForObjects('*'));
    this.allow(['cloudfront:CreateInvalidation'], distribution.distributionArn);

    const common = {
      destinationBucket: bucket as IBucket,
      // CDK would give it every object of the bucket to delete, and every distribution of the account.
      role: this.role.withoutPolicyUpdates(),
      logGroup: log,
      memoryLimit: 512,
      prune: false,
      retainOnDelete: true,
      outputObjectKeys: false,
    };
    const files = this.readable(Source.asset(pageFolder));
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...common,
      sources: [files],
      exclude: ['*'],
      include: [`${HASHED_FILES}*`],
      cacheControl: [CacheControl.fromString(IMMUTABLE)],
    });
    const signIn = {
      kind: 'cognito',
      authority: `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${users.pool.userPoolId}`,
      clientId: users.client.userPoolClientId,
    };
    const page = new BucketDeployment(this, 'Page', {
      ...common,
      sources: [files, this.readable(Source.jsonData('config.json', { signIn }))],
      exclude: [`${HASHED_FILES}*`],
      cacheControl: [CacheControl.fromString(NEVER_KEPT)],
      distribution,
      distributionPaths: ['/index.html', '/config.json'],
      // Neither may be kept anyway; what a deploy would wait for is minutes, and a right to look at it.
      waitForDistributionInvalidation: false,
    });
    // The page names the hashed files: they are there before it is.
    page.node.addDependency(hashed);
    page.node.addDependency(this.role.node.findChild('DefaultPolicy'));
    hashed.node.addDependency(this.role.node.findChild('DefaultPolicy'));

    const handler = Stack.of(this).node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
    Validations.of(handler as Construct).acknowledge({
      id: 'AwsSolutions-L1',
      reason:
        'CDK’s own function, with the runtime that this version of CDK is tested with. It runs during a deploy only.',
    });
    Validations.of(this.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(bucket.node.defaultChild as never)}.Arn>/*]`,
      reason: 'Each build names its files anew. The bucket holds the page and nothing else.',
    });
  }

  private allow(actions: readonly string[], resource: string): void {
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: [resource] }));
  }

  /** The same source, of which this may read its one object in CDK's own bucket: beside it lie functions with the roster in them. */
  private readable(source: ISource): ISource {
    return {
      bind: (scope, context) => {
        const config = source.bind(scope, context);
        this.allow(['s3:GetObject'], config.bucket.arnForObjects(config.zipObjectKey));
        return config;
      },
    };
  }
}
