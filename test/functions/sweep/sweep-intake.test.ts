import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';
import { createdObjects } from '../../../functions/shared/object-created.ts';
import { announce } from '../../../functions/sweep/announce.ts';
import type { handler as Handler } from '../../../functions/sweep/handler.ts';
import type { VersionPlace } from '../../../functions/sweep/intake-versions.ts';
import { SweepProgress } from '../../../functions/sweep/progress.ts';
import { type IntakeSweepLimits, sweepIntake } from '../../../functions/sweep/sweep-intake.ts';
import { createCaseTable } from '../case-support/case-table.ts';
import { CASE, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { lambdaContext, type ServicesUnderTest, startCaseServices } from '../case-support/services.ts';

let services: ServicesUnderTest;
let sqs: SQSClient;
let queueUrl: string;
let handler: typeof Handler;
beforeAll(async () => {
  services = await startCaseServices();
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'intake' }))).QueueUrl ?? '';
  process.env.INTAKE_QUEUE_URL = queueUrl;
  ({ handler } = await import('../../../functions/sweep/handler.ts'));
});
afterAll(async () => {
  sqs.destroy();
  await services.stop();
});

/** Each test has its own progress; what lies in intake is of all tests, so each tells its own by a prefix. */
let tests = 0;
let table: string;
let prefix: string;
beforeEach(async () => {
  table = `sweeps-${tests++}`;
  prefix = `test-${tests}/`;
  await createCaseTable(services.documents as never, table);
});
afterEach(async () => {
  delete process.env.UNDERTONE_NOW_OFFSET_MS;
  await takeAnnounced();
});

async function receive(name: string, text = name): Promise<VersionPlace> {
  const key = `${prefix}${name}`;
  const { VersionId } = await services.s3.send(new PutObjectCommand({ Bucket: 'intake', Key: key, Body: text }));
  return { key, versionId: VersionId ?? 'null' };
}

/** As `ingest` does once it has read an original. */
async function read(place: VersionPlace, text: string): Promise<void> {
  const contactId = contactIdOf({ ...place, sha256: sha256Hex(Buffer.from(text)) });
  await services.s3.send(new PutObjectCommand({ Bucket: 'contacts', Key: `contacts/${contactId}.json`, Body: '{}' }));
}

async function takeAnnounced(): Promise<VersionPlace[]> {
  const taken: VersionPlace[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return taken.filter(({ key }) => key.startsWith(prefix));
    for (const { Body = '', ReceiptHandle } of Messages) {
      // As `ingest` reads it.
      for (const { key, versionId } of createdObjects(Body)) taken.push({ key, versionId: versionId ?? 'null' });
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
}

const HOUR = 3_600_000;
/** So long after now. */
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

const sweep = (at: string, limits: Partial<IntakeSweepLimits> = {}, caseId: string | null = null) =>
  sweepIntake({
    progress: new SweepProgress(services.documents, table),
    intakeBucket: 'intake',
    contactsBucket: 'contacts',
    caseOfOriginal: async () => caseId,
    announce: (place) => announce(queueUrl, 'intake', place),
    at,
    isOutOfTime: () => false,
    limits,
  });
const announcedBy = async (at: string, limits: Partial<IntakeSweepLimits> = {}) => {
  const { announced } = await sweep(at, limits);
  return announced.map(({ key }) => key).filter((key) => key.startsWith(prefix));
};

describe('an original that nobody announced', () => {
  it('is announced to ingest as S3 does, whatever its name, and one that was read is not', async () => {
    const lost = await receive('a note & a plan, 100% +1.txt');
    await read(await receive('read.txt'), 'read.txt');
    await sweep(inHours(1.1));
    expect(await takeAnnounced()).toEqual([lost]);
  });

  it('is left alone while it may still wait in the queue', async () => {
    await receive('young.txt');
    expect(await announcedBy(inHours(0.9))).toEqual([]);
    expect(await announcedBy(inHours(2))).toEqual([`${prefix}young.txt`]);
  });

  it('is found behind a newer version of the same name, and behind a delete marker', async () => {
    const older = await receive('again.txt', 'first');
    await read(await receive('again.txt', 'second'), 'second');
    const hidden = await receive('hidden.txt');
    await services.s3.send(new DeleteObjectCommand({ Bucket: 'intake', Key: hidden.key }));
    await sweep(inHours(1.1));
    expect(await takeAnnounced()).toEqual([older, hidden]);
  });

  it('is announced once more an hour later, and no more once it was read', async () => {
    const lost = await receive('lost.txt');
    expect(await announcedBy(inHours(1.1))).toHaveLength(1);
    expect(await announcedBy(inHours(1.5))).toEqual([]); // No round begins so soon after the last.
    expect(await announcedBy(inHours(2.2))).toHaveLength(1);
    await read(lost, 'lost.txt');
    expect(await announcedBy(inHours(3.3))).toEqual([]);
  });

  it('is no more announced after a day: the alarm has rung each hour', async () => {
    await receive('lost.txt');
    const found: number[] = [];
    for (let hour = 1.1; hour < 30; hour += 1.1) found.push((await announcedBy(inHours(hour))).length);
    expect(found.slice(0, 20)).toEqual(Array(20).fill(1));
    expect(found.slice(-3)).toEqual([0, 0, 0]);
  });

  it('that has a case as a dead letter is left to the operator', async () => {
    await receive('dead.txt');
    expect((await sweep(inHours(1.1), {}, CASE)).announced).toEqual([]);
  });
});

describe('a round over the intake bucket', () => {
  it('compares what came in since the round before and nothing else', async () => {
    await read(await receive('one.txt'), 'one.txt');
    const first = await sweep(inHours(1.1), {}, CASE); // What other tests left lies among the dead letters.
    expect(first.compared).toBeGreaterThan(0);
    expect(first.isRoundOver).toBe(true);
    expect(await sweep(inHours(2.2), {}, CASE)).toMatchObject({ compared: 0, isRoundOver: true });
  });

  it('stops at its limits, in the middle of a page too, and goes on there in the next run', async () => {
    for (let n = 0; n < 9; n++) await receive(`${n}.txt`);
    const found: string[] = [];
    let runs = 0;
    for (let over = false; !over; runs++) {
      const run = await sweep(inHours(1.1 + runs / 100), { pageSize: 4, pages: 3, hashed: 2 });
      expect(run.compared).toBeLessThanOrEqual(2);
      found.push(...run.announced.map(({ key }) => key).filter((key) => key.startsWith(prefix)));
      over = run.isRoundOver;
    }
    expect(runs).toBeGreaterThan(4);
    expect(found).toEqual(Array.from({ length: 9 }, (_, n) => `${prefix}${n}.txt`));
  });

  it('announces the same things again, and loses none, when two runs go on from one place', async () => {
    const lost = await receive('lost.txt');
    await Promise.all([sweep(inHours(1.1)), sweep(inHours(1.1))]);
    const announced = await takeAnnounced();
    expect(new Set(announced.map(({ key }) => key))).toEqual(new Set([lost.key]));
    await read(lost, 'lost.txt');
    expect(await announcedBy(inHours(2.2))).toEqual([]);
  });

  it('that was killed before it could write how far it came is gone through again', async () => {
    await receive('lost.txt');
    const dying = sweepIntake({
      progress: new SweepProgress(services.documents, table),
      intakeBucket: 'intake',
      contactsBucket: 'contacts',
      caseOfOriginal: async () => null,
      announce: () => Promise.reject(new Error('killed')),
      at: inHours(1.1),
      isOutOfTime: () => false,
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await announcedBy(inHours(1.2))).toEqual([`${prefix}lost.txt`]);
  });
});

describe('the sweep, as the schedule runs it', () => {
  it('announces an original without a contact, and mends a case without a summary', async () => {
    const lost = await receive('lost.txt');
    const draft = { at: OPENED, actor: STAGE, track: 'handling' as const, body: opening() };
    await services.store.append(await services.store.read(CASE), () => draft);
    expect((await services.store.list({ status: 'open', limit: 10 })).summaries).toEqual([]);

    process.env.UNDERTONE_NOW_OFFSET_MS = String(1.1 * HOUR);
    await handler({}, { ...lambdaContext, getRemainingTimeInMillis: () => 300_000 });

    expect(await takeAnnounced()).toEqual([lost]);
    expect((await services.store.list({ status: 'open', limit: 10 })).summaries).toMatchObject([{ caseId: CASE }]);
  });

  it('begins nothing when its time is over', async () => {
    process.env.UNDERTONE_NOW_OFFSET_MS = String(3 * HOUR);
    await receive('lost.txt');
    await handler({}, { ...lambdaContext, getRemainingTimeInMillis: () => 1_000 });
    expect(await takeAnnounced()).toEqual([]);
  });

  it('knows of a dead letter by the case that it was opened on', async () => {
    const dead = await receive('dead.txt');
    await services.store.claimCaseOfOriginal(dead, subjectIdOf('somebody'));
    process.env.UNDERTONE_NOW_OFFSET_MS = String(5 * HOUR);
    await handler({}, { ...lambdaContext, getRemainingTimeInMillis: () => 300_000 });
    expect(await takeAnnounced()).toEqual([]);
  });
});
