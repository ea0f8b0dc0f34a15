import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { Policy } from '../contracts/policy.ts';
import { DeletionMessage } from '../contracts/retention.ts';
import { readAsset } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { requestDeletion } from '../shared/retention/request-deletion.ts';
import { RequestStore } from '../shared/retention/request-store.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { deleteSubject } from './delete-subject.ts';
import { sweepEnded } from './sweep-ended.ts';

const environment = readEnvironment(
  z.object({
    CONTACTS_BUCKET: z.string().min(1),
    INTAKE_BUCKET: z.string().min(1),
    HISTORY_TABLE: z.string().min(1),
    CASE_TABLE: z.string().min(1),
    RETENTION_TABLE: z.string().min(1),
    RETENTION_QUEUE_URL: z.url(),
  }),
);
const policy = readAsset('policy.json', Policy);
const tools = telemetry('retention');
const store = new CaseStore(documentClient(), environment.CASE_TABLE);
const requests = new RequestStore(documentClient(), environment.RETENTION_TABLE);

/** Kept back of a run's time: to finish what was begun, and to say that there is more. */
const RESERVE_MS = 20_000;

/** The `retention` queue, where somebody asked for deletion; and a schedule, each six hours. The one stage that deletes. */
export async function handler(
  event: SQSEvent | { readonly Records?: never },
  context: Context,
): Promise<SQSBatchResponse> {
  if (event.Records !== undefined) return processQueue(event, context, tools, ({ body }) => goOn(body, context));
  try {
    await lookAround(context);
  } finally {
    if (tools.metrics.hasStoredMetrics()) tools.metrics.publishStoredMetrics();
  }
  return { batchItemFailures: [] };
}

async function goOn(body: string, context: Context): Promise<void> {
  const { deletionId } = DeletionMessage.parse(JSON.parse(body));
  tools.logger.appendKeys({ deletionId });
  const request = await requests.read(deletionId);
  if (request === null || request.state === 'done') return;
  const done = await deleteSubject(request, {
    client: documentClient(),
    historyTable: environment.HISTORY_TABLE,
    contactsBucket: environment.CONTACTS_BUCKET,
    intakeBucket: environment.INTAKE_BUCKET,
    requests,
    store,
    policy: policy.retention,
    at: now(),
    isOutOfTime: () => context.getRemainingTimeInMillis() < RESERVE_MS,
  });
  if (done.state === 'working') await requestDeletion(environment.RETENTION_QUEUE_URL, { deletionId });
  tools.metrics.addMetric('DeletionsGoneOnWith', 'Count', 1);
  tools.logger.info('A request for deletion was gone on with', {
    state: done.state,
    before: done.before,
    after: done.after,
  });
}

/** What waited for something to settle is looked at again, and what nobody went on with is; then what legal may release is listed. */
async function lookAround(context: Context): Promise<void> {
  const open = (await requests.all()).filter(({ state }) => state !== 'done');
  for (const { deletionId } of open) await requestDeletion(environment.RETENTION_QUEUE_URL, { deletionId });
  const ended = await sweepEnded({
    store,
    requests,
    retentionYears: policy.evidence.retention_years,
    at: now(),
    isOutOfTime: () => context.getRemainingTimeInMillis() < RESERVE_MS,
  });
  tools.logger.info('What is over was looked for', { openDeletions: open.length, endedEvidence: ended });
}
