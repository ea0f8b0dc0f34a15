import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../infra/local/template/read-template.ts';
import { resolveIntrinsics, TemplateError } from '../../../../infra/local/template/resolve-intrinsics.ts';
import type { Template, TemplateResource } from '../../../../infra/local/template/resources.ts';

const PLACE = {
  stackName: 'tiny',
  region: 'us-east-1',
  account: '000000000000',
  queueUrlOf: (name: string) => `http://queues/${name}`,
  webHost: '127.0.0.1:8787',
  assemblyFolder: '/assembly',
};

const read = (resources: Record<string, TemplateResource>, more: Partial<Template> = {}) =>
  readTemplate({ Resources: resources, ...more }, PLACE);

const FUNCTION = (variables: Record<string, unknown>): TemplateResource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'tiny-work',
    Handler: 'index.handler',
    Timeout: 7,
    MemorySize: 256,
    Environment: { Variables: variables },
  },
  Metadata: { 'aws:asset:path': 'asset.1234' },
});

describe('a template', () => {
  it('becomes queues with redrive, and functions with the environment that it gives them', () => {
    const plan = read({
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead.fifo', FifoQueue: true } },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          FifoQueue: true,
          VisibilityTimeout: 42,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
        },
      },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders.
      Run: FUNCTION({ QUEUE_URL: { Ref: 'Work' }, PLACE: { 'Fn::Sub': '${AWS::Region}/${Work.QueueName}/${!kept}' } }),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          BatchSize: 5,
          EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
          FunctionName: { Ref: 'Run' },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
    });
    const [, work] = plan.queues;
    expect(work?.name).toMatch(/^tiny-Work-[0-9a-f]{8}\.fifo$/);
    expect(work?.attributes).toEqual({
      FifoQueue: 'true',
      VisibilityTimeout: '42',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead.fifo',
        maxReceiveCount: 5,
      }),
    });
    expect(plan.functions).toMatchObject([
      {
        name: 'tiny-work',
        folder: '/assembly/asset.1234',
        module: 'index',
        exportName: 'handler',
        timeoutSeconds: 7,
        memoryMegabytes: 256,
        environment: {
          QUEUE_URL: `http://queues/${work?.name}`,
          PLACE: `us-east-1/${work?.name}/\${kept}`,
        },
      },
    ]);
    expect(plan.mappings).toEqual([
      { functionArn: plan.functions[0]?.arn, queueArn: work?.arn, batchSize: 5, reportBatchItemFailures: true },
    ]);
  });

  it('becomes buckets with versions, Object Lock, default retention, what expires, and notifications', () => {
    const plan = read({
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } },
      Vault: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: { 'Fn::Join': ['-', ['vault', { Ref: 'AWS::AccountId' }]] },
          VersioningConfiguration: { Status: 'Enabled' },
          ObjectLockEnabled: true,
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1830 } },
          },
          LifecycleConfiguration: {
            Rules: [
              {
                Id: 'gone',
                Status: 'Enabled',
                ExpirationInDays: 30,
                NoncurrentVersionExpiration: { NoncurrentDays: 1 },
                TagFilters: [{ Key: 'retention', Value: 'unflagged' }],
              },
            ],
          },
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                Event: 's3:ObjectCreated:*',
                Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] },
                Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'mail/' }] } },
              },
            ],
          },
        },
      },
    });
    expect(plan.buckets).toEqual([
      {
        logicalId: 'Vault',
        name: 'vault-000000000000',
        versioned: true,
        objectLock: true,
        defaultRetention: { mode: 'COMPLIANCE', days: 1830, years: null },
        lifecycle: [
          {
            ...{ id: 'gone', enabled: true, prefix: '', tags: { retention: 'unflagged' } },
            ...{ expirationDays: 30, noncurrentDays: 1, expiredMarkers: false },
          },
        ],
        notifications: [
          {
            id: 'Vault-1',
            queueArn: 'arn:aws:sqs:us-east-1:000000000000:q',
            events: ['s3:ObjectCreated:*'],
            prefix: 'mail/',
            suffix: '',
          },
        ],
      },
    ]);
  });

  it('becomes an API whose authorizer checks the issuer and audience of the template', () => {
    const plan = read({
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
      Run: FUNCTION({}),
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { IntegrationUri: { 'Fn::GetAtt': ['Run', 'Arn'] } },
      },
      Tokens: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          JwtConfiguration: {
            Audience: [{ Ref: 'Client' }],
            Issuer: {
              'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'Pool' }]],
            },
          },
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          AuthorizationType: 'JWT',
          AuthorizerId: { Ref: 'Tokens' },
          RouteKey: 'ANY /api/{proxy+}',
          Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        },
      },
    });
    expect(plan.api?.routes).toEqual([
      {
        routeKey: 'ANY /api/{proxy+}',
        functionArn: plan.functions[0]?.arn,
        authorizer: { issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool', audience: ['Client'] },
      },
    ]);
  });

  it('gives functions http where the template gives https to what is served on this machine', () => {
    const plan = read({
      Site: { Type: 'AWS::CloudFront::Distribution' },
      Run: FUNCTION({ CONSOLE_URL: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Site', 'DomainName'] }]] } }),
    });
    expect(plan.functions[0]?.environment.CONSOLE_URL).toBe('http://127.0.0.1:8787');
  });

  it('becomes what SES publishes of a configuration set’s mails, by its topic to the queue', () => {
    const events = (subscription: Record<string, unknown>): Record<string, TemplateResource> => ({
      Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'tiny-set' } },
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'feedback' } },
      Events: {
        Type: 'AWS::SES::ConfigurationSetEventDestination',
        Properties: {
          ConfigurationSetName: { Ref: 'Set' },
          EventDestination: { MatchingEventTypes: ['bounce'], SnsDestination: { TopicARN: { Ref: 'Topic' } } },
        },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Topic' }, Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] }, ...subscription },
      },
    });
    expect(read(events({ Protocol: 'sqs', RawMessageDelivery: true })).mailEvents).toEqual([
      {
        configurationSet: 'tiny-set',
        eventTypes: ['bounce'],
        queueArn: 'arn:aws:sqs:us-east-1:000000000000:feedback',
      },
    ]);
    expect(() => read(events({ Protocol: 'email' }))).toThrow('Events publishes to no queue by a topic');
    expect(() => read(events({ Protocol: 'sqs' }))).toThrow('takes its topic’s messages in an envelope');
  });

  it('with a type that nobody has decided on is refused, with the resource named', () => {
    expect(() => read({ Cache: { Type: 'AWS::ElastiCache::CacheCluster' } })).toThrow(/Cache is a AWS::ElastiCache/);
  });

  it('passes over what puts the page into its bucket on AWS: CDK’s own function, which only CloudFormation wakes', () => {
    const plan = read({
      Put: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } },
      Page: { Type: 'Custom::CDKBucketDeployment', Properties: { ServiceToken: { 'Fn::GetAtt': ['Put', 'Arn'] } } },
    });
    expect(plan.functions).toEqual([]);
    expect([...plan.ignored]).toEqual([
      ['Custom::CDKBucketDeployment', 1],
      ['AWS::Lambda::Function of python3.13', 1],
    ]);
  });

  it('counts what it passes over', () => {
    expect([...read({ Key: { Type: 'AWS::KMS::Key' } }).ignored]).toEqual([['AWS::KMS::Key', 1]]);
  });

  it.each<[string, Record<string, TemplateResource>, RegExp]>([
    [
      'refers to a resource that is not in it',
      { Run: FUNCTION({ X: { Ref: 'Nowhere' } }) },
      /Nowhere, which is not in it/,
    ],
    [
      'depends on itself',
      { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Q' } } } },
      /call stack|itself/,
    ],
    ['calls a function that is not known', { Run: FUNCTION({ X: { 'Fn::Cidr': [] } }) }, /Fn::Cidr/],
    [
      'wakes a function that it does not have',
      { M: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: 'x', FunctionName: 'y' } } },
      /M wakes y/,
    ],
    [
      'notifies something other than a queue',
      { B: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { TopicConfigurations: [] } } } },
      /B notifies by TopicConfigurations/,
    ],
  ])('that %s is refused', (_, resources, reason) => {
    expect(() => read(resources)).toThrow(reason);
  });
});

describe('an intrinsic function', () => {
  const scope = {
    parameters: { 'AWS::Region': 'us-east-1', Size: '3' },
    refOf: (id: string) => `ref-${id}`,
    attributeOf: (id: string, attribute: string) => `${id}.${attribute}`,
    exports: { 'other:Name': 'imported' },
    conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
    mappings: { M: { a: { b: 'found' } } },
  };
  it.each<[string, unknown, unknown]>([
    ['Ref of a parameter', { Ref: 'Size' }, '3'],
    ['Ref of a resource', { Ref: 'Thing' }, 'ref-Thing'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Thing.Outputs.A' }, 'Thing.Outputs.A'],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'Size' }]] }, 'a/3'],
    ['Fn::Split and Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', 'us-east-1'] }] }, 'east'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders.
    ['Fn::Sub with variables', { 'Fn::Sub': ['${A}-${T.Arn}', { A: { Ref: 'Size' } }] }, '3-T.Arn'],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'other:Name' } }, 'imported'],
    ['Fn::If', { 'Fn::If': ['No', 'a', { 'Fn::If': ['Yes', 'b', 'c'] }] }, 'b'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['M', 'a', 'b'] }, 'found'],
    ['AWS::NoValue', { a: { Ref: 'AWS::NoValue' }, b: [1, { Ref: 'AWS::NoValue' }] }, { b: [1] }],
  ])('%s is resolved', (_, value, expected) => {
    expect(resolveIntrinsics(value, scope)).toEqual(expected);
  });

  it('that selects past the end of a list is an error', () => {
    expect(() => resolveIntrinsics({ 'Fn::Select': [2, ['a']] }, scope)).toThrow(TemplateError);
  });
});
