import { describe, expect, it } from 'vitest';
import { RETENTION_TAG, UNFLAGGED } from '../../../functions/shared/expiry.ts';
import { policy } from '../../functions/case-support/examples.ts';
import { find, ofType, SETTINGS, synthesize } from '../support/synthesized.ts';

const synthesized = synthesize();
const arn = (type: string, part: string) => ({ 'Fn::GetAtt': [find(synthesized, type, part).id, 'Arn'] });

describe('the buckets', () => {
  it.each([
    ['Intake/Bucket/', 'Keys/Content'],
    ['Storage/Contacts/', 'Keys/Content'],
    ['Vault/Bucket/', 'Keys/Evidence'],
  ])('%s is private, versioned, logged, encrypted with %s and outlives the stack', (part, key) => {
    const { Properties, DeletionPolicy } = find(synthesized, 'AWS::S3::Bucket', part);
    expect(Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn('AWS::KMS::Key', key) } },
        ],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { DestinationBucketName: { Ref: find(synthesized, 'AWS::S3::Bucket', 'AccessLogs').id } },
    });
    expect(DeletionPolicy).toBe('Retain');
  });

  it('are all closed to the public and to whoever comes without TLS 1.2', () => {
    const buckets = ofType(synthesized, 'AWS::S3::Bucket');
    const policies = ofType(synthesized, 'AWS::S3::BucketPolicy');
    for (const { id, Properties } of buckets) {
      expect(Properties.PublicAccessBlockConfiguration, id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      const policy = policies.find((one) => (one.Properties.Bucket as { Ref: string }).Ref === id);
      const text = JSON.stringify(policy?.Properties.PolicyDocument);
      expect(text, id).toContain('"Bool":{"aws:SecureTransport":"false"}');
      expect(text, id).toContain('"NumericLessThan":{"s3:TlsVersion":1.2}');
    }
  });

  it('lose of contacts only what says that nobody flagged it, after the days of the policy, and longer than its original', () => {
    const { LifecycleConfiguration } = find(synthesized, 'AWS::S3::Bucket', 'Storage/Contacts/').Properties;
    const { Rules } = LifecycleConfiguration as { Rules: Record<string, unknown>[] };
    expect(Rules).toMatchObject([
      {
        TagFilters: [{ Key: RETENTION_TAG, Value: UNFLAGGED }],
        ExpirationInDays: policy.retention.unflagged_contact_days,
      },
      { ExpiredObjectDeleteMarker: true },
    ]);
    expect(Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined)).toHaveLength(1);
    expect(policy.retention.unflagged_contact_days).toBeGreaterThan(Number(SETTINGS['undertone:intakeRetentionDays']));
  });

  it('lose nothing by a rule, but for what was only taken in, and logs', () => {
    for (const part of ['Vault/Bucket/']) {
      expect(find(synthesized, 'AWS::S3::Bucket', part).Properties.LifecycleConfiguration, part).toBeUndefined();
    }
  });
});

describe('the packets', () => {
  it('are copies: encrypted as what they are made of, and gone after a week', () => {
    const { Properties } = find(synthesized, 'AWS::S3::Bucket', 'Packets/Bucket/');
    expect(Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { KMSMasterKeyID: arn('AWS::KMS::Key', 'Keys/Evidence') } },
        ],
      },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 7 }] },
    });
    // A deleted copy that lived on as a version would be no deleted copy.
    expect(Properties.VersioningConfiguration).toBeUndefined();
  });
});

describe('the vault', () => {
  const yearsToDays = (years: number) => {
    const vault = find(synthesize({ 'undertone:evidenceRetentionYears': years }), 'AWS::S3::Bucket', 'Vault/Bucket/');
    expect(vault.Properties.ObjectLockEnabled).toBe(true);
    return vault.Properties.ObjectLockConfiguration as { Rule: { DefaultRetention: { Mode: string; Days: number } } };
  };

  it('is write-once from its first moment, in compliance mode, for five whole years whichever years they are', () => {
    const { Rule } = yearsToDays(5);
    expect(Rule.DefaultRetention.Mode).toBe('COMPLIANCE');
    expect(Rule.DefaultRetention.Days).toBeGreaterThanOrEqual(5 * 365 + 2);
  });
});

describe('the tables', () => {
  it.each([['Storage/Cases/'], ['Storage/History/']])(
    '%s can be set back to any second, and cannot be deleted',
    (part) => {
      const { Properties, DeletionPolicy } = find(synthesized, 'AWS::DynamoDB::Table', part);
      expect(Properties).toMatchObject({
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: arn('AWS::KMS::Key', 'Keys/Records') },
        DeletionProtectionEnabled: true,
      });
      expect(DeletionPolicy).toBe('Retain');
    },
  );

  it('index the cases by status, the one due first in front', () => {
    expect(find(synthesized, 'AWS::DynamoDB::Table', 'Storage/Cases/').Properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'by-status',
        KeySchema: [
          { AttributeName: 'status', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
  });

  it('forget an act that no window can reach, and never an event of a case', () => {
    expect(find(synthesized, 'AWS::DynamoDB::Table', 'Storage/History/').Properties.TimeToLiveSpecification).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
    expect(
      find(synthesized, 'AWS::DynamoDB::Table', 'Storage/Cases/').Properties.TimeToLiveSpecification,
    ).toBeUndefined();
  });
});

describe('the keys', () => {
  const keys = ofType(synthesized, 'AWS::KMS::Key');

  it('rotate, outlive the stack, and are three: text, evidence, records', () => {
    expect(keys).toHaveLength(3);
    for (const { Properties, DeletionPolicy } of keys) {
      expect(Properties.EnableKeyRotation).toBe(true);
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it.each([
    ['Keys/Content', ['ses.amazonaws.com']],
    ['Keys/Evidence', []],
    [
      'Keys/Records',
      ['s3.amazonaws.com', 'cloudwatch.amazonaws.com', 'ses.amazonaws.com', 'sns.amazonaws.com', 'logs'],
    ],
  ])('%s is open to the services that must encrypt with it and to no other', (part, services) => {
    const { KeyPolicy } = find(synthesized, 'AWS::KMS::Key', part).Properties as {
      KeyPolicy: { Statement: { Principal: { Service?: unknown } }[] };
    };
    const allowed = KeyPolicy.Statement.flatMap(({ Principal }) => (Principal.Service ? [Principal.Service] : []));
    expect(allowed.map((service) => (typeof service === 'string' ? service : 'logs'))).toEqual(services);
  });
});
