import {
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preserveOriginal, retainUntil } from '../../../../functions/shared/case/evidence.ts';
import { contact } from '../../case-support/examples.ts';
import { type ServicesUnderTest, startCaseServices } from '../../case-support/services.ts';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await startCaseServices();
});
afterAll(() => services.stop());

const [IN_FIVE_YEARS, IN_SIX_YEARS] = [5, 6].map((years) => retainUntil(new Date().toISOString(), years)) as [
  string,
  string,
];

describe('the time that evidence is held', () => {
  it('is whole years, and a day more rather than one less after 29 February', () => {
    expect(retainUntil('2026-07-15T14:00:00.250Z', 5)).toBe('2031-07-15T14:00:01.000Z');
    expect(retainUntil('2028-02-29T12:00:00.000Z', 5)).toBe('2033-03-01T12:00:01.000Z');
    expect(retainUntil('2024-02-29T12:00:00.000Z', 8)).toBe('2032-02-29T12:00:01.000Z');
  });

  it('is never shorter than the years asked for', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        fc.integer({ min: 5, max: 30 }),
        (date, years) => {
          const until = new Date(retainUntil(date.toISOString(), years));
          const days = 365 * years + leapDays(date, until);
          expect(until.getTime() - date.getTime()).toBeGreaterThanOrEqual(days * 24 * 60 * 60 * 1000);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** How many whole 29ths of February lie between two moments. */
function leapDays(from: Date, to: Date): number {
  let count = 0;
  for (let year = from.getUTCFullYear(); year <= to.getUTCFullYear(); year++) {
    const [starts, ends] = [Date.UTC(year, 1, 29), Date.UTC(year, 2, 1)];
    if (starts < ends && starts >= from.getTime() && ends <= to.getTime()) count++;
  }
  return count;
}

describe('an original in the vault', () => {
  it('has its SHA-256 checked by the store itself', async () => {
    const stored = await services.put(contact(1), null, Buffer.from([0, 255, 254, 10, 13, 0]));
    const evidence = await preserveOriginal(stored, 'vault', IN_FIVE_YEARS);
    const head = await services.s3.send(
      new HeadObjectCommand({ Bucket: 'vault', Key: evidence.key, ChecksumMode: 'ENABLED' }),
    );
    expect(Buffer.from(head.ChecksumSHA256 ?? '', 'base64').toString('hex')).toBe(stored.original.sha256);
    expect(evidence).toMatchObject({ sizeBytes: 6, versionId: head.VersionId, sha256: stored.original.sha256 });
  });

  it('is kept as it is when the same bytes come again', async () => {
    const bytes = Buffer.from('The same mail, twice.');
    const first = await preserveOriginal(await services.put(contact(2), null, bytes), 'vault', IN_FIVE_YEARS);
    const second = await preserveOriginal(await services.put(contact(3), null, bytes), 'vault', IN_FIVE_YEARS);
    expect(second).toEqual({ ...first, contactId: contact(3).contactId });
    expect(await versions(first.key)).toBe(1);
  });

  it('is held longer when it comes again later, and never shorter', async () => {
    const bytes = Buffer.from('The same mail, years apart.');
    const stored = await services.put(contact(4), null, bytes);
    const first = await preserveOriginal(stored, 'vault', IN_FIVE_YEARS);
    const later = await preserveOriginal(stored, 'vault', IN_SIX_YEARS);
    const again = await preserveOriginal(stored, 'vault', IN_FIVE_YEARS);
    expect([first, later, again].map((one) => one.retainUntil)).toEqual([IN_FIVE_YEARS, IN_SIX_YEARS, IN_SIX_YEARS]);
    expect(new Set([first, later, again].map((one) => one.versionId)).size).toBe(1);
    const { Retention } = await services.s3.send(
      new GetObjectRetentionCommand({ Bucket: 'vault', Key: first.key, VersionId: first.versionId }),
    );
    expect(Retention?.RetainUntilDate?.toISOString()).toBe(IN_SIX_YEARS);
  });

  it('gets a version of its own when something else lies under its name', async () => {
    const stored = await services.put(contact(5), null, Buffer.from('The right bytes.'));
    const key = `originals/${stored.original.sha256}`;
    await services.s3.send(new PutObjectCommand({ Bucket: 'vault', Key: key, Body: 'Somebody else’s bytes.' }));
    const evidence = await preserveOriginal(stored, 'vault', IN_FIVE_YEARS);
    expect(await versions(key)).toBe(2);
    expect(await preserveOriginal(stored, 'vault', IN_FIVE_YEARS)).toEqual(evidence);
  });

  it('is preserved once by many at once', async () => {
    const stored = await services.put(contact(6), null, Buffer.from('A race.'));
    const kept = await Promise.all(Array.from({ length: 6 }, () => preserveOriginal(stored, 'vault', IN_FIVE_YEARS)));
    expect(new Set(kept.map(({ versionId }) => versionId)).size).toBe(1);
    expect(await versions(`originals/${stored.original.sha256}`)).toBe(1);
  });
});

async function versions(key: string): Promise<number> {
  const { Versions = [] } = await services.s3.send(new ListObjectVersionsCommand({ Bucket: 'vault', Prefix: key }));
  return Versions.length;
}
