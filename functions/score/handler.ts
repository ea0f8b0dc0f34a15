import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { Assessment } from '../contracts/assessment.ts';
import { Contact } from '../contracts/contact.ts';
import { type CaseMessage, ScoreMessage } from '../contracts/messages.ts';
import { Policy } from '../contracts/policy.ts';
import { readAsset, readAssetBytes } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { documentClient, sqsClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { assessmentKey, contactKey, readJson, writeJsonOnce } from '../shared/objects.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { conclude, sightingOf } from './conclude.ts';
import { ConductDetection } from './conduct/conduct-detection.ts';
import { createEngine } from './create-engine.ts';
import { recordSighting } from './history-store.ts';
import { loadEncoder } from './load-encoder.ts';
import { decodeRules } from './match/decode-rules.ts';
import { readSignals } from './read-signals.ts';

const environment = readEnvironment(
  z.object({ CONTACTS_BUCKET: z.string().min(1), HISTORY_TABLE: z.string().min(1), CASES_QUEUE_URL: z.url() }),
);
const tools = telemetry('score');
const engine = createEngine({
  rules: decodeRules(readAssetBytes('rules.bin')),
  conduct: readAsset('conduct.json', z.array(ConductDetection)),
  policy: readAsset('policy.json', Policy),
  weights: readAssetBytes('model.bin'),
  secondReader: readAssetBytes('second-reader.bin'),
  encoder: loadEncoder(),
});

/** Woken by the `score` queue: assesses contacts, keeps the subject's history, and asks for a case where one is due. */
export const handler = (event: SQSEvent, context: Context) => processQueue(event, context, tools, score);

async function score(record: SQSRecord): Promise<void> {
  const { contactId } = ScoreMessage.parse(JSON.parse(record.body));
  tools.logger.appendKeys({ contactId });
  const bucket = environment.CONTACTS_BUCKET;
  const contact = await readJson(bucket, contactKey(contactId), Contact);
  const reading = await readSignals(contact, engine);
  const sighting = sightingOf(contact, reading);
  const sightings = await recordSighting(documentClient(), environment.HISTORY_TABLE, sighting);
  const assessment = await keep(conclude(contact, reading, sightings, engine, now()));
  tools.metrics.addMetric('ContactsScored', MetricUnit.Count, 1);
  if (assessment.flagged) tools.metrics.addMetric(`ContactsFlagged${assessment.priority}`, MetricUnit.Count, 1);
  if (assessment.flagged || isSeenElsewhere(assessment)) await askForCase(assessment);
  tools.logger.info('Scored', {
    flagged: assessment.flagged,
    priority: assessment.priority,
    lane: assessment.lane,
    signals: assessment.signals.map((signal) => signal.id),
    conduct: assessment.conduct.map((finding) => finding.id),
    versions: assessment.versions,
  });
}

/** The first assessment stands: a second run of the stage goes on with what the first one wrote. */
async function keep(assessment: Assessment): Promise<Assessment> {
  const key = assessmentKey(assessment.contactId);
  const first = await writeJsonOnce(environment.CONTACTS_BUCKET, key, assessment);
  return first ? assessment : readJson(environment.CONTACTS_BUCKET, key, Assessment);
}

/** Whether the act was seen elsewhere: if its case is open, this one belongs into it, as the same message seen again. */
const isSeenElsewhere = ({ act }: Assessment): boolean => act !== null && act.contactIds.length > 1;

async function askForCase({ contactId, subjectId }: Assessment): Promise<void> {
  const message: CaseMessage = { contactId, subjectId };
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: environment.CASES_QUEUE_URL,
      MessageBody: JSON.stringify(message),
      MessageGroupId: subjectId,
      MessageDeduplicationId: contactId,
    }),
  );
}
