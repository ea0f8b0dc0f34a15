import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { codeOf, STAGES } from '../../../infra/pipeline/stage-function.ts';
import { find, ofType, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();
const { template } = synthesized;

const ref = (type: string, part: string) => ({ Ref: find(synthesized, type, part).id });
const arn = (type: string, part: string) => ({ 'Fn::GetAtt': [find(synthesized, type, part).id, 'Arn'] });
const queue = (stage: string) => ref('AWS::SQS::Queue', `${stage}/Work/Queue/`);
const intake = () => ref('AWS::S3::Bucket', 'Intake/Bucket/');
const contacts = () => ref('AWS::S3::Bucket', 'Storage/Contacts/');
const vault = () => ref('AWS::S3::Bucket', 'Vault/Bucket/');
const cases = () => ref('AWS::DynamoDB::Table', 'Storage/Cases/');
const packets = () => ref('AWS::S3::Bucket', 'Packets/Bucket/');
const deletions = () => ref('AWS::DynamoDB::Table', 'Retention/Requests/');
const rescores = () => ref('AWS::DynamoDB::Table', 'Rescore/Runs/');
const history = () => ref('AWS::DynamoDB::Table', 'Storage/History/');

const consoleUrl = () => ({
  'Fn::Join': [
    '',
    ['https://', { 'Fn::GetAtt': [find(synthesized, 'AWS::CloudFront::Distribution', 'Site').id, 'DomainName'] }],
  ],
});

const ENVIRONMENT: Record<(typeof STAGES)[number], () => Record<string, unknown>> = {
  ingest: () => ({
    INTAKE_BUCKET: intake(),
    CONTACTS_BUCKET: contacts(),
    SCORE_QUEUE_URL: queue('Score'),
    DKIM_LOOK_UPS: 'listed',
    DKIM_DOMAINS: '',
  }),
  score: () => ({ CONTACTS_BUCKET: contacts(), HISTORY_TABLE: history(), CASES_QUEUE_URL: queue('OpenCase') }),
  'open-case': () => ({
    CONTACTS_BUCKET: contacts(),
    INTAKE_BUCKET: intake(),
    VAULT_BUCKET: vault(),
    CASE_TABLE: cases(),
    NOTIFY_QUEUE_URL: queue('Notify'),
  }),
  notify: () => ({
    CASE_TABLE: cases(),
    SENDER_ADDRESS: 'undertone@harborline.example',
    CONFIGURATION_SET: 'undertone',
    CONSOLE_URL: consoleUrl(),
  }),
  'mail-feedback': () => ({ CASE_TABLE: cases(), NOTIFY_QUEUE_URL: queue('Notify') }),
  digest: () => ({
    CASE_TABLE: cases(),
    SENDER_ADDRESS: 'undertone@harborline.example',
    CONFIGURATION_SET: 'undertone',
    CONSOLE_URL: consoleUrl(),
    NOTIFY_QUEUE_URL: queue('Notify'),
  }),
  clock: () => ({ CASE_TABLE: cases(), NOTIFY_QUEUE_URL: queue('Notify') }),
  'dead-letters': () => ({
    CONTACTS_BUCKET: contacts(),
    INTAKE_BUCKET: intake(),
    VAULT_BUCKET: vault(),
    CASE_TABLE: cases(),
    NOTIFY_QUEUE_URL: queue('Notify'),
    INTAKE_DEAD_LETTERS_URL: ref('AWS::SQS::Queue', 'Ingest/Work/DeadLetters/'),
    SCORE_DEAD_LETTERS_URL: ref('AWS::SQS::Queue', 'Score/Work/DeadLetters/'),
    CASES_DEAD_LETTERS_URL: ref('AWS::SQS::Queue', 'OpenCase/Work/DeadLetters/'),
  }),
  sweep: () => ({
    INTAKE_BUCKET: intake(),
    CONTACTS_BUCKET: contacts(),
    CASE_TABLE: cases(),
    INTAKE_QUEUE_URL: queue('Ingest'),
  }),
  rescore: () => ({
    CONTACTS_BUCKET: contacts(),
    HISTORY_TABLE: history(),
    RESCORE_TABLE: rescores(),
    RESCORE_QUEUE_URL: queue('Rescore/Stage'),
    CASES_QUEUE_URL: queue('OpenCase'),
  }),
  try: () => ({}),
  packets: () => ({ CONTACTS_BUCKET: contacts(), PACKETS_BUCKET: packets(), CASE_TABLE: cases() }),
  retention: () => ({
    INTAKE_BUCKET: intake(),
    CONTACTS_BUCKET: contacts(),
    HISTORY_TABLE: history(),
    CASE_TABLE: cases(),
    RETENTION_TABLE: deletions(),
    RETENTION_QUEUE_URL: queue('Retention/Stage'),
  }),
  'console-api': () => ({
    RETENTION_TABLE: deletions(),
    RETENTION_QUEUE_URL: queue('Retention/Stage'),
    PACKETS_BUCKET: packets(),
    PACKETS_QUEUE_URL: queue('Packets/Stage'),
    CASE_TABLE: cases(),
    CONTACTS_BUCKET: contacts(),
    INTAKE_BUCKET: intake(),
    VAULT_BUCKET: vault(),
    HISTORY_TABLE: history(),
    RESCORE_TABLE: rescores(),
    NOTIFY_QUEUE_URL: queue('Notify'),
    RESCORE_QUEUE_URL: queue('Rescore/Stage'),
    TRY_FUNCTION: ref('AWS::Lambda::Function', 'Pipeline/Try/Function/'),
    DEAD_LETTERS: { 'Fn::Join': ['', deadLetters()] },
  }),
};

/** Every queue's, by its name: `intake=… score=…`. */
function deadLetters(): unknown[] {
  const stages = {
    ...{ intake: 'Ingest', score: 'Score', cases: 'OpenCase', notify: 'Notify', 'mail-feedback': 'MailFeedback' },
    ...{ rescore: 'Rescore/Stage', packets: 'Packets/Stage', retention: 'Retention/Stage' },
  };
  return Object.entries(stages).flatMap(([name, stage], at) => [
    `${at === 0 ? '' : ' '}${name}=`,
    ref('AWS::SQS::Queue', `${stage}/Work/DeadLetters/`),
  ]);
}

describe('the function of each stage', () => {
  it.each(STAGES)('%s runs on arm64 and the newest Node.js, traced, with the environment it reads', (stage) => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `undertone-${stage}`,
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: `${codeOf(stage).module}.handler`,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
    const functions = ofType(synthesized, 'AWS::Lambda::Function');
    const { Properties } =
      functions.find((resource) => resource.Properties.FunctionName === `undertone-${stage}`) ?? {};
    expect(Properties?.Environment).toEqual({
      Variables: {
        POWERTOOLS_SERVICE_NAME: `undertone-${stage}`,
        POWERTOOLS_METRICS_NAMESPACE: 'Undertone',
        NODE_OPTIONS: '--enable-source-maps',
        ...ENVIRONMENT[stage](),
      },
    });
  });

  it.each(STAGES)('%s logs for a year into an encrypted group of its own', (stage) => {
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: `/undertone/${stage}`,
      RetentionInDays: 365,
      KmsKeyId: arn('AWS::KMS::Key', 'Keys/Records'),
    });
  });

  it('is one of the stages: CDK adds no function of its own but the one that puts the page into its bucket', () => {
    const names = ofType(synthesized, 'AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName);
    expect(names.filter((name) => name !== undefined)).toEqual(STAGES.map((stage) => `undertone-${stage}`));
    expect(names).toHaveLength(STAGES.length + 1);
  });

  it('leads to the folder it was built in', () => {
    for (const { Metadata } of ofType(synthesized, 'AWS::Lambda::Function')) {
      expect(Metadata?.['aws:asset:path']).toMatch(/^asset\.[0-9a-f]{64}$/);
    }
  });
});

const QUEUES = [
  { stage: 'Ingest', name: 'intake', fifo: false },
  { stage: 'Score', name: 'score', fifo: false },
  { stage: 'OpenCase', name: 'cases', fifo: true },
  { stage: 'Notify', name: 'notify', fifo: true },
  { stage: 'MailFeedback', name: 'mail-feedback', fifo: false },
  { stage: 'Rescore/Stage', name: 'rescore', fifo: false },
  { stage: 'Packets/Stage', name: 'packets', fifo: true },
  { stage: 'Retention/Stage', name: 'retention', fifo: false },
];

describe('the queue of each stage', () => {
  it.each(QUEUES)('$name gives a message five tries, then keeps it two weeks for a person', ({ stage, name, fifo }) => {
    const suffix = fifo ? '.fifo' : '';
    const { Properties } = find(synthesized, 'AWS::SQS::Queue', `${stage}/Work/Queue/`);
    expect(Properties).toMatchObject({
      QueueName: `undertone-${name}${suffix}`,
      KmsMasterKeyId: arn('AWS::KMS::Key', 'Keys/Records'),
      RedrivePolicy: {
        maxReceiveCount: 5,
        deadLetterTargetArn: arn('AWS::SQS::Queue', `${stage}/Work/DeadLetters/`),
      },
    });
    const deadLetters = find(synthesized, 'AWS::SQS::Queue', `${stage}/Work/DeadLetters/`).Properties;
    expect(deadLetters).toMatchObject({
      QueueName: `undertone-${name}-dead-letters${suffix}`,
      KmsMasterKeyId: arn('AWS::KMS::Key', 'Keys/Records'),
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
    // A message keeps its age when it moves to a standard dead-letter queue.
    expect(Number(deadLetters.MessageRetentionPeriod)).toBeGreaterThan(Number(Properties.MessageRetentionPeriod));
    for (const { FifoQueue, ContentBasedDeduplication } of [Properties, deadLetters]) {
      expect(FifoQueue).toBe(fifo ? true : undefined);
      // The sender names what is the same; equal bodies are not always.
      expect(ContentBasedDeduplication).not.toBe(true);
    }
  });

  it.each(QUEUES)('$name hides a message for six times as long as its function may take', ({ stage }) => {
    const { Timeout } = find(synthesized, 'AWS::Lambda::Function', `${stage}/Function/`).Properties;
    const { VisibilityTimeout } = find(synthesized, 'AWS::SQS::Queue', `${stage}/Work/Queue/`).Properties;
    expect(VisibilityTimeout).toBe(6 * Number(Timeout));
  });

  it.each(QUEUES)('$name wakes its stage, whose batches fail by item and whose runs are limited', ({ stage }) => {
    const { Properties } = find(synthesized, 'AWS::Lambda::EventSourceMapping', `${stage}/Function/Mapping`);
    expect(Properties).toMatchObject({
      EventSourceArn: arn('AWS::SQS::Queue', `${stage}/Work/Queue/`),
      FunctionName: ref('AWS::Lambda::Function', `${stage}/Function/`),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: expect.any(Number) },
    });
  });

  it('refuses whoever comes without TLS', () => {
    const policies = ofType(synthesized, 'AWS::SQS::QueuePolicy');
    expect(policies).toHaveLength(2 * QUEUES.length);
    for (const { Properties } of policies) {
      expect(Properties.PolicyDocument).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      });
    }
  });

  it('has no queue besides these and their dead letters', () => {
    expect(ofType(synthesized, 'AWS::SQS::Queue')).toHaveLength(2 * QUEUES.length);
  });
});

describe.each([
  ['the clock', 'Clock'],
  ['the look through the dead letters', 'DeadLetters'],
])('%s', (_, path) => {
  it('runs each minute, and a run that fails is left to the next', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [
        {
          Arn: arn('AWS::Lambda::Function', `Pipeline/${path}/Function/`),
          RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        },
      ],
    });
    expect(find(synthesized, 'AWS::Lambda::Function', `Pipeline/${path}/Function/`).Properties.Timeout).toBeLessThan(
      60,
    );
  });
});
