import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { Roster } from '../contracts/roster.ts';
import { readAsset } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import { requestNotification } from '../shared/case/request-notification.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { DigestStore } from './digest/digest-store.ts';
import { mailsOf } from './feedback/mails-of.ts';
import { recordBounce } from './feedback/record-bounce.ts';
import { readSesEvent } from './feedback/ses-event.ts';

const environment = readEnvironment(z.object({ CASE_TABLE: z.string().min(1), NOTIFY_QUEUE_URL: z.url() }));
const store = new CaseStore(documentClient(), environment.CASE_TABLE);
const digests = new DigestStore(documentClient(), environment.CASE_TABLE);
const setting = {
  store,
  roster: readAsset('roster.json', Roster),
  now,
  requestNotification: (caseId: string, eventNumber: number) =>
    requestNotification(environment.NOTIFY_QUEUE_URL, { caseId, eventNumber }),
};
const tools = telemetry('mail-feedback');

/** SQS `mail-feedback`, from SES by SNS: a notification that did not arrive is put on its case, and climbs the roster. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, tools, async ({ body }) => {
    const feedback = readSesEvent(body);
    if (feedback === null) return;
    const { kind, reason, deliveryId } = feedback;
    tools.metrics.addMetric('NotificationBounced', 'Count', 1);
    const mails = await mailsOf(feedback, { store, digests });
    for (const mail of mails) reportCustody(await recordBounce(mail, feedback, setting), tools);
    tools.logger.warn('A notification did not arrive', { kind, reason, deliveryId, mails });
  });
}
