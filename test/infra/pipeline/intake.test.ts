import { describe, expect, it } from 'vitest';
import { LONGEST_CONDUCT_WINDOW_DAYS } from '../../../infra/config.ts';
import { find, ofType, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();
const bucket = find(synthesized, 'AWS::S3::Bucket', 'Intake/Bucket/');

interface Statement {
  Sid?: string;
  Effect: string;
  Action: unknown;
  Principal: unknown;
  Resource: unknown;
  Condition: unknown;
}

function statement(type: string, part: string, sid: string): Statement {
  const { PolicyDocument, KeyPolicy } = find(synthesized, type, part).Properties;
  const { Statement } = (PolicyDocument ?? KeyPolicy) as { Statement: Statement[] };
  const found = Statement.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`${part} has no statement ${sid}.`);
  return found;
}

describe('mail that SES receives', () => {
  const rules = ofType(synthesized, 'AWS::SES::ReceiptRule');
  const { DependsOn, Properties } = find(synthesized, 'AWS::SES::ReceiptRule', 'Intake/');
  const rule = Properties.Rule as { readonly Name: string; readonly Actions: readonly unknown[] };

  it('meets one rule for all recipients, so that a mail to two of them is stored once', () => {
    expect(rules).toHaveLength(1);
    expect(rule).toMatchObject({
      Enabled: true,
      Recipients: ['customers@harborline.example', 'threats@harborline.example'],
    });
  });

  it('is stored before and instead of anything else, under mail/, as it came: nothing bounces, stops or encrypts it for itself', () => {
    expect(rule.Actions).toEqual([{ S3Action: { BucketName: { Ref: bucket.id }, ObjectKeyPrefix: 'mail/' } }]);
  });

  it('is scanned for verdicts, and taken in whoever sent it and however it was carried', () => {
    expect(rule).toMatchObject({ ScanEnabled: true, TlsPolicy: 'Optional' });
  });

  it('may be written by this rule of this account only, and there before the rule is tried', () => {
    expect(statement('AWS::S3::BucketPolicy', 'Intake/Bucket/Policy', 'MailFromSes')).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action: 's3:PutObject',
      Condition: {
        StringEquals: {
          'aws:SourceAccount': { Ref: 'AWS::AccountId' },
          'aws:SourceArn': {
            'Fn::Join': ['', expect.arrayContaining([':receipt-rule-set/undertone:receipt-rule/undertone-take-in'])],
          },
        },
      },
    });
    expect(rule.Name).toBe('undertone-take-in');
    expect(DependsOn).toContain(find(synthesized, 'AWS::S3::BucketPolicy', 'Intake/Bucket/Policy').id);
  });

  it('is encrypted with the bucket’s key on behalf of this account, which SES needs two rights for', () => {
    expect(statement('AWS::KMS::Key', 'Keys/Content', 'Fromses')).toMatchObject({
      Principal: { Service: 'ses.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });
});

describe('the intake bucket', () => {
  it('has no Object Lock: SES cannot write where there is a default retention', () => {
    expect(bucket.Properties.ObjectLockEnabled).toBeUndefined();
    expect(bucket.Properties.ObjectLockConfiguration).toBeUndefined();
  });

  it('announces every new object, whatever its key, on the queue of ingest', () => {
    const queue = find(synthesized, 'AWS::SQS::Queue', 'Ingest/Work/Queue/');
    expect(bucket.Properties.NotificationConfiguration).toEqual({
      QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: { 'Fn::GetAtt': [queue.id, 'Arn'] } }],
    });
  });

  it('is the only bucket that may announce there, and is made after the queue lets it', () => {
    const named = bucket.Properties.BucketName as { 'Fn::Join': [string, unknown[]] };
    const announcing = statement('AWS::SQS::QueuePolicy', 'Ingest/Work/Queue/', 'AnnouncementsOfTheIntakeBucket');
    expect(announcing).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
    });
    const { ArnEquals } = announcing.Condition as {
      ArnEquals: { 'aws:SourceArn': { 'Fn::Join': [string, unknown[]] } };
    };
    const flat = (parts: unknown[]) =>
      parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('');
    expect(flat(ArnEquals['aws:SourceArn']['Fn::Join'][1])).toBe(
      `arn:{"Ref":"AWS::Partition"}:s3:::${flat(named['Fn::Join'][1])}`,
    );
    expect(bucket.DependsOn).toContain(find(synthesized, 'AWS::SQS::QueuePolicy', 'Ingest/Work/Queue/').id);
  });

  it('keeps an original through the longest window of conduct however it stopped being the newest, and no longer than was said', () => {
    const { Rules } = bucket.Properties.LifecycleConfiguration as {
      Rules: { ExpirationInDays?: number; NoncurrentVersionExpiration?: { NoncurrentDays: number } }[];
    };
    const rule = Rules.find(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    const asNewest = rule?.ExpirationInDays ?? 0;
    const asFormer = rule?.NoncurrentVersionExpiration?.NoncurrentDays ?? 0;
    expect(asFormer).toBeGreaterThan(LONGEST_CONDUCT_WINDOW_DAYS);
    expect(asNewest).toBeGreaterThanOrEqual(1);
    expect(asNewest + asFormer).toBe(120);
  });
});
