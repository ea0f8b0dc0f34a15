import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { Assessment } from '../contracts/assessment.ts';
import { Contact } from '../contracts/contact.ts';
import { ScoreMessage } from '../contracts/messages.ts';
import { describeFailure, processQueue } from '../shared/batch.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { EXPIRES_UNFLAGGED, keepObject, keepWithContact } from '../shared/expiry.ts';
import { countFirings } from '../shared/feedback/detection-counts.ts';
import { assessmentKey, contactKey, readJson, writeJsonOnce } from '../shared/objects.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { askForCases } from './ask-for-cases.ts';
import { conclude, sightingOf } from './conclude.ts';
import { readFacts } from './history/read-facts.ts';
import { readOthers, recordIdentity } from './history/read-person.ts';
import { recordSighting } from './history-store.ts';
import { loadEngine } from './load-engine.ts';
import { readSignals } from './read-signals.ts';

const environment = readEnvironment(
  z.object({ CONTACTS_BUCKET: z.string().min(1), HISTORY_TABLE: z.string().min(1), CASES_QUEUE_URL: z.url() }),
);
const tools = telemetry('score');
const engine = loadEngine();

/** Woken by the `score` queue: assesses contacts, keeps the subject's history, and asks for a case where one is due. */
export const handler = (event: SQSEvent, context: Context) => processQueue(event, context, tools, score);

async function score(record: SQSRecord): Promise<void> {
  const { contactId } = ScoreMessage.parse(JSON.parse(record.body));
  tools.logger.appendKeys({ contactId });
  const bucket = environment.CONTACTS_BUCKET;
  const contact = await readJson(bucket, contactKey(contactId), Contact);
  const reading = await readSignals(contact, engine);
  const sighting = sightingOf(contact, reading);
  const [client, table] = [documentClient(), environment.HISTORY_TABLE];
  const own = await recordSighting(client, table, sighting);
  const person = await recordIdentity(client, table, contact, reading, sighting);
  const [others, facts] = await Promise.all([
    readOthers(client, table, person, sighting),
    readFacts(client, table, person),
  ]);
  const assessment = await keep(conclude(contact, reading, [...own, ...others], engine, now(), facts, person.linked));
  tools.metrics.addMetric('ContactsScored', MetricUnit.Count, 1);
  if (assessment.flagged) tools.metrics.addMetric(`ContactsFlagged${assessment.priority}`, MetricUnit.Count, 1);
  await askForCases(assessment, sighting.heardAt, person, {
    client,
    table,
    queueUrl: environment.CASES_QUEUE_URL,
  });
  tools.logger.info('Scored', {
    flagged: assessment.flagged,
    priority: assessment.priority,
    lane: assessment.lane,
    signals: assessment.signals.map((signal) => signal.id),
    conduct: assessment.conduct.map((finding) => finding.id),
    versions: assessment.versions,
  });
}

/** A figure for who tunes the rules: no assessment waits for it, or fails by it. */
async function count(assessment: Assessment): Promise<void> {
  await countFirings(documentClient(), environment.HISTORY_TABLE, assessment).catch((error: unknown) => {
    tools.metrics.addMetric('FiringsUncounted', MetricUnit.Count, 1);
    tools.logger.warn('What fired was not counted', { failure: describeFailure(error) });
  });
}

/** The first assessment stands: a second run of the stage goes on with what the first one wrote. */
async function keep(assessment: Assessment): Promise<Assessment> {
  const bucket = environment.CONTACTS_BUCKET;
  const { contactId, flagged } = assessment;
  const key = assessmentKey(contactId);
  const first = await writeJsonOnce(bucket, key, assessment, flagged ? undefined : EXPIRES_UNFLAGGED);
  const kept = first ? assessment : await readJson(bucket, key, Assessment);
  if (first) await count(assessment);
  // What asks for a case expires no more, however long the case takes to open.
  if (kept.flagged) await keepObject(bucket, contactKey(contactId));
  else await keepWithContact(bucket, contactId, key);
  return kept;
}
