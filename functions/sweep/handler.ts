import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { describeFailure } from '../shared/batch.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { UndertoneError } from '../shared/errors.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { announce } from './announce.ts';
import { readCaseRows } from './case-rows.ts';
import { SweepProgress } from './progress.ts';
import { sweepCases } from './sweep-cases.ts';
import { sweepIntake } from './sweep-intake.ts';

/** A round could not go on, or some cases could not be looked at. The next run goes on where this one did; the error counts for the alarm. */
export class SweepError extends UndertoneError {
  override readonly name = 'SweepError';
}

const environment = readEnvironment(
  z.object({
    INTAKE_BUCKET: z.string().min(1),
    CONTACTS_BUCKET: z.string().min(1),
    CASE_TABLE: z.string().min(1),
    INTAKE_QUEUE_URL: z.url(),
  }),
);
const { INTAKE_BUCKET: intakeBucket, CONTACTS_BUCKET: contactsBucket, CASE_TABLE: table } = environment;
const tools = telemetry('sweep');
const store = new CaseStore(documentClient(), table);
const progress = new SweepProgress(documentClient(), table);

/** Kept back of a run's time: to finish what was begun, and to write down how far it came. */
const RESERVE_MS = 30_000;

/** A schedule, each quarter of an hour: finds what was lost on the way, where nothing waits and nothing is due. */
export async function handler(_: unknown, context: Context): Promise<void> {
  const { logger, metrics } = tools;
  const failures: unknown[] = [];
  const isOutOfTime = () => context.getRemainingTimeInMillis() < RESERVE_MS;
  try {
    const steps = [() => lookThroughCases(isOutOfTime, failures), () => lookThroughIntake(isOutOfTime)];
    for (const step of steps) await step().catch((error: unknown) => failures.push(error));
    for (const failure of failures)
      logger.error('The sweep could not look at something', { failure: describeFailure(failure) });
    if (failures.length > 0) {
      throw new SweepError(`${failures.length} things could not be looked at. They are looked at again.`, {
        cause: failures.length === 1 ? failures[0] : new AggregateError(failures),
      });
    }
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}

async function lookThroughCases(isOutOfTime: () => boolean, failures: unknown[]): Promise<void> {
  const { logger, metrics } = tools;
  const readRows: Parameters<typeof sweepCases>[0]['readRows'] = (after) =>
    readCaseRows(documentClient(), table, after);
  const {
    seen,
    mended,
    late,
    failures: failed,
  } = await sweepCases({ progress, store, readRows, at: now(), isOutOfTime });
  failures.push(...failed);
  for (const record of mended) {
    reportCustody(record, tools);
    logger.warn('A summary was behind its case and is made again', { caseId: record.caseId });
  }
  for (const one of late) logger.error('An original of a case is not in the vault', { ...one });
  if (mended.length > 0) metrics.addMetric('SummariesMended', 'Count', mended.length);
  if (late.length > 0) metrics.addMetric('OriginalsLate', 'Count', late.length);
  logger.info('Cases were looked through', { seen, mended: mended.length, late: late.length, failures: failed.length });
}

async function lookThroughIntake(isOutOfTime: () => boolean): Promise<void> {
  const { logger, metrics } = tools;
  const { listed, compared, announced, isRoundOver } = await sweepIntake({
    progress,
    intakeBucket,
    contactsBucket,
    caseOfOriginal: (place) => store.caseOfOriginal(place),
    announce: (place) => announce(environment.INTAKE_QUEUE_URL, intakeBucket, place),
    at: now(),
    isOutOfTime,
  });
  // Not its key: whoever put a file there may have named it after a customer.
  for (const { versionId, receivedAt } of announced) {
    logger.error('An original had no contact and is announced again', { versionId, receivedAt });
  }
  if (announced.length > 0) metrics.addMetric('OriginalsAnnouncedAgain', 'Count', announced.length);
  logger.info('Intake was looked through', { listed, compared, announced: announced.length, isRoundOver });
}
