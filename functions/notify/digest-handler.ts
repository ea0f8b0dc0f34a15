import * as z from 'zod';
import { Guidance } from '../contracts/guidance.ts';
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
import { DigestStore } from './digest/digest-store.ts';
import { runDigests } from './digest/run-digests.ts';
import { sendMail } from './send-mail.ts';

/** A mail of the day could not be sent, or lacks a case. The next run tries what is left; the error counts for the alarm. */
export class DigestError extends UndertoneError {
  override readonly name = 'DigestError';
}

const environment = readEnvironment(
  z.object({
    CASE_TABLE: z.string().min(1),
    SENDER_ADDRESS: z.email(),
    CONSOLE_URL: z.url(),
    NOTIFY_QUEUE_URL: z.url(),
    CONFIGURATION_SET: z.string().min(1).optional(),
  }),
);
const setting = {
  store: new CaseStore(documentClient(), environment.CASE_TABLE),
  digests: new DigestStore(documentClient(), environment.CASE_TABLE),
  policy: readAsset('policy.json', Policy),
  roster: readAsset('roster.json', Roster),
  guidance: readAsset('guidance.json', Guidance),
  consoleUrl: environment.CONSOLE_URL,
  sender: environment.SENDER_ADDRESS,
  now,
  send: (mail: Parameters<typeof sendMail>[0]) => sendMail(mail, environment.CONFIGURATION_SET),
  requestNotification: (caseId: string, eventNumber: number) =>
    requestNotification(environment.NOTIFY_QUEUE_URL, { caseId, eventNumber }),
};
const tools = telemetry('digest');

/** A schedule, every five minutes: roles that chose one mail a day get it when its time has come. */
export async function handler(): Promise<void> {
  const { logger, metrics } = tools;
  try {
    const { sent, refused, records, failures } = await runDigests(setting);
    for (const record of records) reportCustody(record, tools);
    if (sent.length > 0) metrics.addMetric('DigestSent', 'Count', sent.length);
    if (refused.length > 0) metrics.addMetric('NotificationFailed', 'Count', refused.length);
    logger.info('The mails of the day were looked at', { sent, refused, failures: failures.length });
    for (const failure of failures) logger.error('A mail of the day failed', { failure: describeFailure(failure) });
    if (failures.length > 0) {
      throw new DigestError(`${failures.length} failures in the mails of the day.`, {
        cause: failures.length === 1 ? failures[0] : new AggregateError(failures),
      });
    }
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
