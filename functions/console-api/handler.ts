import { handle } from 'hono/aws-lambda';
import * as z from 'zod';
import { Versions } from '../contracts/assessment.ts';
import { FormDefinition } from '../contracts/form.ts';
import { Guidance } from '../contracts/guidance.ts';
import { Policy } from '../contracts/policy.ts';
import { Roster } from '../contracts/roster.ts';
import { Template } from '../contracts/template.ts';
import { readAsset } from '../shared/assets.ts';
import { requestNotification } from '../shared/case/request-notification.ts';
import { requestPacket } from '../shared/case/request-packet.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient, sqsClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { RescoreStore } from '../shared/rescore/store.ts';
import { requestDeletion } from '../shared/retention/request-deletion.ts';
import { RequestStore } from '../shared/retention/request-store.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { AccessLog } from './access/access-log.ts';
import { createConsoleApi } from './app.ts';
import { DeadLetterDesk, deadLetterQueuesIn } from './dead-letters/dead-letter-desk.ts';
import { FeedbackStore } from './feedback/feedback-store.ts';
import { ReportStore } from './reports/report-store.ts';
import { sendStep } from './rescores/rescore-desk.ts';
import { SubjectStore } from './subjects/subject-store.ts';
import { askForTrial } from './trials/ask-for-trial.ts';

const environment = readEnvironment(
  z.object({
    CASE_TABLE: z.string().min(1),
    HISTORY_TABLE: z.string().min(1),
    CONTACTS_BUCKET: z.string().min(1),
    INTAKE_BUCKET: z.string().min(1),
    VAULT_BUCKET: z.string().min(1),
    PACKETS_BUCKET: z.string().min(1),
    PACKETS_QUEUE_URL: z.url(),
    NOTIFY_QUEUE_URL: z.url(),
    RETENTION_TABLE: z.string().min(1),
    RETENTION_QUEUE_URL: z.url(),
    DEAD_LETTERS: z.string().transform(deadLetterQueuesIn),
    RESCORE_TABLE: z.string().min(1),
    RESCORE_QUEUE_URL: z.url(),
    TRY_FUNCTION: z.string().min(1),
  }),
);
const tools = telemetry('console-api');
const answer = handle(
  createConsoleApi({
    store: new CaseStore(documentClient(), environment.CASE_TABLE),
    accessLog: new AccessLog(documentClient(), environment.CASE_TABLE),
    reports: new ReportStore(documentClient(), environment.CASE_TABLE, environment.INTAKE_BUCKET),
    subjects: new SubjectStore(documentClient(), environment.HISTORY_TABLE),
    rescores: {
      store: new RescoreStore(documentClient(), environment.RESCORE_TABLE),
      deployed: readAsset('versions.json', Versions),
      send: (message) => sendStep(environment.RESCORE_QUEUE_URL, message),
    },
    deadLetters: new DeadLetterDesk(sqsClient(), environment.DEAD_LETTERS),
    feedback: new FeedbackStore(documentClient(), environment.HISTORY_TABLE),
    tryText: (asked) => askForTrial(environment.TRY_FUNCTION, asked),
    deletions: {
      store: new RequestStore(documentClient(), environment.RETENTION_TABLE),
      send: (message) => requestDeletion(environment.RETENTION_QUEUE_URL, message),
    },
    contactsBucket: environment.CONTACTS_BUCKET,
    vaultBucket: environment.VAULT_BUCKET,
    packetsBucket: environment.PACKETS_BUCKET,
    requestPacket: (message) => requestPacket(environment.PACKETS_QUEUE_URL, message),
    policy: readAsset('policy.json', Policy),
    forms: readAsset('forms.json', z.array(FormDefinition)),
    guidance: readAsset('guidance.json', Guidance),
    templates: readAsset('templates.json', z.array(Template)),
    roster: readAsset('roster.json', Roster),
    requestNotification: (caseId, eventNumber) =>
      requestNotification(environment.NOTIFY_QUEUE_URL, { caseId, eventNumber }),
    now,
    tools,
  }),
);

/** HTTP API, payload format 2.0, behind its JWT authorizer. */
export const handler: typeof answer = async (event, context) => {
  try {
    return await answer(event, context);
  } finally {
    if (tools.metrics.hasStoredMetrics()) tools.metrics.publishStoredMetrics();
  }
};
