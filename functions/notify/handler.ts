import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { Guidance } from '../contracts/guidance.ts';
import { NotifyMessage } from '../contracts/messages.ts';
import { Policy } from '../contracts/policy.ts';
import { Roster } from '../contracts/roster.ts';
import { readAsset } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { UndertoneError } from '../shared/errors.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { channelsOf } from './channels/channels-of.ts';
import { sendMail } from './send-mail.ts';
import { tell } from './tell.ts';

/** Not everyone who must know was told. The queue tries again; after its last try the dead-letter queue's alarm tells the operator. */
export class NotToldError extends UndertoneError {
  override readonly name = 'NotToldError';
}

const environment = readEnvironment(
  z.object({
    CASE_TABLE: z.string().min(1),
    SENDER_ADDRESS: z.email(),
    CONSOLE_URL: z.url(),
    CONFIGURATION_SET: z.string().min(1).optional(),
    WEBHOOK_BUS: z.string().min(1).optional(),
  }),
);
const policy = readAsset('policy.json', Policy);
const setting = {
  store: new CaseStore(documentClient(), environment.CASE_TABLE),
  policy,
  roster: readAsset('roster.json', Roster),
  guidance: readAsset('guidance.json', Guidance),
  consoleUrl: environment.CONSOLE_URL,
  sender: environment.SENDER_ADDRESS,
  now,
  send: (mail: Parameters<typeof sendMail>[0]) => sendMail(mail, environment.CONFIGURATION_SET),
  channels: channelsOf(policy, environment.WEBHOOK_BUS),
};
const tools = telemetry('notify');

/** SQS FIFO `notify`, grouped by case: people are told of an event of a case. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, tools, async ({ body }) => {
    const message = NotifyMessage.parse(JSON.parse(body));
    tools.logger.appendKeys(message);
    const { record, sent, failed, waiting, undelivered, troubles, anyone } = await tell(message, setting);
    reportCustody(record, tools);
    if (sent.length > 0) tools.metrics.addMetric('NotificationSent', 'Count', sent.length);
    if (failed.length > 0) tools.metrics.addMetric('NotificationFailed', 'Count', failed.length);
    if (undelivered > 0) tools.metrics.addMetric('ChannelFailed', 'Count', undelivered);
    tools.logger.info('People were told of an event', {
      sent,
      failed,
      waiting,
      undelivered,
      troubles: troubles.length,
    });
    if (troubles.length > 0) {
      throw new NotToldError(`${troubles.length} mails could not be sent now. They are tried again.`, {
        cause: troubles.length === 1 ? troubles[0] : new AggregateError(troubles),
      });
    }
    if (!anyone) {
      throw new NotToldError(
        `Nobody could be told of event ${message.eventNumber} of ${message.caseId}. Check the sender address and the roster.`,
      );
    }
  });
}
