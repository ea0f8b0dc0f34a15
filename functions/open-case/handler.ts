import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { CaseMessage } from '../contracts/messages.ts';
import { Policy } from '../contracts/policy.ts';
import { Roster } from '../contracts/roster.ts';
import { readAsset } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { reportMissing } from '../shared/case/preserve.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import { requestNotification } from '../shared/case/request-notification.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { UndertoneError } from '../shared/errors.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { openCase } from './open-case.ts';

/** The case is open and people are told, and some of its originals are not in the vault. The queue tries again. */
export class EvidenceMissingError extends UndertoneError {
  override readonly name = 'EvidenceMissingError';
}

const environment = readEnvironment(
  z.object({
    CONTACTS_BUCKET: z.string().min(1),
    VAULT_BUCKET: z.string().min(1),
    CASE_TABLE: z.string().min(1),
    NOTIFY_QUEUE_URL: z.url(),
  }),
);
const policy = readAsset('policy.json', Policy);
const roster = readAsset('roster.json', Roster);
const tools = telemetry('open-case');
const store = new CaseStore(documentClient(), environment.CASE_TABLE);

/** SQS FIFO `cases`, grouped by subject: an assessment asks for a case. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, tools, async ({ body }) => {
    const message = CaseMessage.parse(JSON.parse(body));
    tools.logger.appendKeys({ contactId: message.contactId, subjectId: message.subjectId });
    const run = await openCase(message, {
      store,
      contactsBucket: environment.CONTACTS_BUCKET,
      vaultBucket: environment.VAULT_BUCKET,
      policy,
      roster,
      at: now(),
      requestNotification: (caseId, eventNumber) =>
        requestNotification(environment.NOTIFY_QUEUE_URL, { caseId, eventNumber }),
    });
    if (run.cases.length === 0) tools.logger.info('No contact of the subject asks for a case');
    for (const { record, did } of run.cases) {
      reportCustody(record, tools);
      if (did.includes('case-opened')) tools.metrics.addMetric('CasesOpened', 'Count', 1);
      tools.logger.info('A contact has its case', {
        caseId: record.caseId,
        did,
        purpose: record.state?.purpose,
        priority: record.state?.priority,
        lane: record.state?.lane,
      });
    }
    for (const missing of run.missing) reportMissing(missing, tools);
    const { failures } = run;
    if (failures.length > 0) {
      throw new EvidenceMissingError(
        `${failures.length} originals of ${run.cases.map(({ record }) => record.caseId).join(', ')} are not in the vault. The case is open; look at the causes and redrive.`,
        { cause: failures.length === 1 ? failures[0] : new AggregateError(failures) },
      );
    }
  });
}
