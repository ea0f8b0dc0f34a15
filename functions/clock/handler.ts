import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { Policy } from '../contracts/policy.ts';
import { Roster } from '../contracts/roster.ts';
import { readAsset } from '../shared/assets.ts';
import { describeFailure } from '../shared/batch.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import { requestNotification } from '../shared/case/request-notification.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { UndertoneError } from '../shared/errors.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { type ClockSetting, runClock } from './run-clock.ts';

/** Some cases could not be looked at. The next run, a minute later, tries them again; the error counts for the alarm. */
export class ClockError extends UndertoneError {
  override readonly name = 'ClockError';
}

const environment = readEnvironment(z.object({ CASE_TABLE: z.string().min(1), NOTIFY_QUEUE_URL: z.url() }));
const policy = readAsset('policy.json', Policy);
const roster = readAsset('roster.json', Roster);
const tools = telemetry('clock');
const store = new CaseStore(documentClient(), environment.CASE_TABLE);

/** Kept back of a run's time, for the cases that are being looked at. */
const RESERVE_MS = 10_000;

/** A schedule, each minute: missed deadlines climb the roster, what rests wakes, and what nobody was told of is asked for again. */
export async function handler(_: unknown, context: Context): Promise<void> {
  const { logger, metrics } = tools;
  try {
    const setting: ClockSetting = {
      store,
      policy,
      roster,
      at: now(),
      requestNotification: (caseId, eventNumber) =>
        requestNotification(environment.NOTIFY_QUEUE_URL, { caseId, eventNumber }),
    };
    const isOutOfTime = () => context.getRemainingTimeInMillis() < RESERVE_MS;
    const { records, reviews, missed, toldAgain, failures, left } = await runClock(setting, isOutOfTime);
    for (const record of [...records, ...reviews]) reportCustody(record, tools);
    const pastTop = missed.filter((one) => one.isPastTop);
    if (missed.length > 0) metrics.addMetric('ClockMissed', 'Count', missed.length);
    if (pastTop.length > 0) metrics.addMetric('ClockAtTop', 'Count', pastTop.length);
    if (toldAgain > 0) metrics.addMetric('ToldAgain', 'Count', toldAgain);
    for (const { caseId, clock, step } of pastTop) {
      logger.error('Everybody up to the top was asked, and nobody has acted', { caseId, clock, step });
    }
    logger.info('The clocks were looked at', {
      due: records.length,
      reviews: reviews.length,
      missed: missed.length,
      toldAgain,
      failures: failures.length,
      left,
    });
    for (const failure of failures)
      logger.error('A case could not be looked at', { failure: describeFailure(failure) });
    if (failures.length + left > 0) {
      throw new ClockError(
        `Of the cases for which something is due ${failures.length} could not be looked at, and for ${left} there was no time.`,
        {
          cause: failures.length === 1 ? failures[0] : new AggregateError(failures),
        },
      );
    }
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
