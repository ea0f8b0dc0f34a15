import { handle } from 'hono/aws-lambda';
import { z } from 'zod';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { createConsoleApi } from './app.ts';
import { ReportStore } from './report-store.ts';

const environment = readEnvironment(
  z.object({
    CASE_TABLE: z.string().min(1),
    CONTACTS_BUCKET: z.string().min(1),
    INTAKE_BUCKET: z.string().min(1),
  }),
);
const tools = telemetry('console-api');
const answer = handle(
  createConsoleApi({
    store: new CaseStore(documentClient(), environment.CASE_TABLE),
    reports: new ReportStore(documentClient(), environment.CASE_TABLE, environment.INTAKE_BUCKET),
    contactsBucket: environment.CONTACTS_BUCKET,
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
