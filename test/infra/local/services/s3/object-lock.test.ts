import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type ObjectLockRetentionMode,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket, errorOf, put, read, type S3Harness, startHarness } from './harness.ts';

let now = new Date('2026-03-01T12:00:00.000Z');
const inYears = (years: number): Date => new Date(Date.UTC(2026 + years, 2, 1, 12));

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness({ now: () => now });
  await createBucket(s3.client, 'vault', { objectLock: true });
  await createBucket(s3.client, 'open', { versioned: true });
});
afterAll(() => s3.stop());

const lockedPut = async (key: string, mode: ObjectLockRetentionMode, until: Date): Promise<string> => {
  const sent = await s3.client.send(
    new PutObjectCommand({
      Bucket: 'vault',
      Key: key,
      Body: 'evidence',
      ObjectLockMode: mode,
      ObjectLockRetainUntilDate: until,
    }),
  );
  return sent.VersionId ?? '';
};
const retain = (key: string, mode: ObjectLockRetentionMode, until: Date, bypass = false): Promise<string> =>
  errorOf(
    s3.client.send(
      new PutObjectRetentionCommand({
        Bucket: 'vault',
        Key: key,
        Retention: { Mode: mode, RetainUntilDate: until },
        BypassGovernanceRetention: bypass,
      }),
    ),
  );
const remove = (key: string, versionId: string, bypass = false): Promise<string> =>
  errorOf(
    s3.client.send(
      new DeleteObjectCommand({ Bucket: 'vault', Key: key, VersionId: versionId, BypassGovernanceRetention: bypass }),
    ),
  );

describe('COMPLIANCE retention', () => {
  it('can be lengthened, and cannot be shortened, changed or deleted by anyone', async () => {
    const version = await lockedPut('compliance', 'COMPLIANCE', inYears(5));
    expect(await remove('compliance', version, true)).toBe('403 AccessDenied');
    expect(await retain('compliance', 'COMPLIANCE', inYears(4), true)).toBe('403 AccessDenied');
    expect(await retain('compliance', 'GOVERNANCE', inYears(6), true)).toBe('403 AccessDenied');
    expect(await retain('compliance', 'COMPLIANCE', inYears(7))).toBe('no error');
    const got = await s3.client.send(new GetObjectRetentionCommand({ Bucket: 'vault', Key: 'compliance' }));
    expect(got.Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: inYears(7) });
    expect(await read(s3.client, 'vault', 'compliance')).toBe('evidence');
  });

  it('lets a plain delete only hide the object, and the version stays', async () => {
    const version = await lockedPut('hidden', 'COMPLIANCE', inYears(5));
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'vault', Key: 'hidden' }));
    expect(await read(s3.client, 'vault', 'hidden', version)).toBe('evidence');
  });

  it('ends with its date', async () => {
    const version = await lockedPut('lapsed', 'COMPLIANCE', inYears(1));
    now = inYears(2);
    try {
      expect(await remove('lapsed', version)).toBe('no error');
    } finally {
      now = inYears(0);
    }
  });

  it('survives a restart, and so does a change of it', async () => {
    const version = await lockedPut('restarted', 'COMPLIANCE', inYears(5));
    await retain('restarted', 'COMPLIANCE', inYears(6));
    await s3.restart();
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'vault', Key: 'restarted' }));
    expect(head.ObjectLockMode).toBe('COMPLIANCE');
    expect(head.ObjectLockRetainUntilDate).toEqual(inYears(6));
    expect(await remove('restarted', version)).toBe('403 AccessDenied');
  });
});

describe('GOVERNANCE retention', () => {
  it('yields to a caller that bypasses it, and to no other', async () => {
    const version = await lockedPut('governance', 'GOVERNANCE', inYears(5));
    expect(await remove('governance', version)).toBe('403 AccessDenied');
    expect(await retain('governance', 'GOVERNANCE', inYears(4))).toBe('403 AccessDenied');
    expect(await retain('governance', 'GOVERNANCE', inYears(4), true)).toBe('no error');
    expect(await remove('governance', version, true)).toBe('no error');
  });
});

describe('a legal hold', () => {
  it('keeps a version without a date until it is taken off', async () => {
    const version = (await put(s3.client, 'vault', 'held', 'evidence')) ?? '';
    const hold = (status: 'ON' | 'OFF') =>
      s3.client.send(new PutObjectLegalHoldCommand({ Bucket: 'vault', Key: 'held', LegalHold: { Status: status } }));
    const getHold = () => s3.client.send(new GetObjectLegalHoldCommand({ Bucket: 'vault', Key: 'held' }));
    expect(await errorOf(getHold())).toBe('404 NoSuchObjectLockConfiguration');
    await hold('ON');
    expect((await getHold()).LegalHold?.Status).toBe('ON');
    expect(await remove('held', version, true)).toBe('403 AccessDenied');
    await hold('OFF');
    expect(await remove('held', version)).toBe('no error');
  });
});

describe('a bucket', () => {
  it('without Object Lock takes no retention', async () => {
    await put(s3.client, 'open', 'x', 'x');
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: inYears(1) } as const;
    const late = new PutObjectRetentionCommand({ Bucket: 'open', Key: 'x', Retention });
    expect(await errorOf(s3.client.send(late))).toBe('400 InvalidRequest');
    const atOnce = new PutObjectCommand({
      Bucket: 'open',
      Key: 'y',
      Body: 'y',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: inYears(1),
    });
    expect(await errorOf(s3.client.send(atOnce))).toBe('400 InvalidRequest');
    const get = new GetObjectLockConfigurationCommand({ Bucket: 'open' });
    expect(await errorOf(s3.client.send(get))).toBe('404 ObjectLockConfigurationNotFoundError');
  });

  it('with Object Lock cannot stop keeping versions', async () => {
    const suspend = new PutBucketVersioningCommand({
      Bucket: 'vault',
      VersioningConfiguration: { Status: 'Suspended' },
    });
    expect(await errorOf(s3.client.send(suspend))).toBe('409 InvalidBucketState');
  });

  it('with a default retention gives it to what is put or copied without one', async () => {
    await createBucket(s3.client, 'default-vault', { objectLock: true });
    await s3.client.send(
      new PutObjectLockConfigurationCommand({
        Bucket: 'default-vault',
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 5 } },
        },
      }),
    );
    await put(s3.client, 'open', 'source', 'evidence');
    await put(s3.client, 'default-vault', 'put', 'evidence');
    await s3.client.send(new CopyObjectCommand({ Bucket: 'default-vault', Key: 'copied', CopySource: 'open/source' }));
    for (const Key of ['put', 'copied']) {
      const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'default-vault', Key }));
      expect(head.ObjectLockMode).toBe('COMPLIANCE');
      expect(head.ObjectLockRetainUntilDate).toEqual(inYears(5));
    }
  });

  it('refuses a retention that is past, or half of one', async () => {
    await put(s3.client, 'vault', 'dated', 'x');
    expect(await retain('dated', 'COMPLIANCE', inYears(-1))).toBe('400 InvalidArgument');
    const half = new PutObjectCommand({ Bucket: 'vault', Key: 'half', Body: 'x', ObjectLockMode: 'COMPLIANCE' });
    expect(await errorOf(s3.client.send(half))).toBe('400 InvalidArgument');
  });
});
