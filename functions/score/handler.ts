import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { Assessment } from '../contracts/assessment.ts';
import type { Sighting } from '../contracts/conduct.ts';
import { Contact } from '../contracts/contact.ts';
import { type CaseMessage, ScoreMessage } from '../contracts/messages.ts';
import { Policy } from '../contracts/policy.ts';
import { readAsset, readAssetBytes } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { documentClient, sqsClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { firstFlagged, heardLater, markFlagged } from '../shared/history/flagged-contacts.ts';
import { assessmentKey, contactKey, readJson, writeJsonOnce } from '../shared/objects.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { conclude, sightingOf } from './conclude.ts';
import { ConductDetection } from './conduct/conduct-detection.ts';
import { createEngine } from './create-engine.ts';
import { readFacts } from './history/read-facts.ts';
import { readOthers, readPerson, recordIdentity } from './history/read-person.ts';
import { recordSighting } from './history-store.ts';
import type { Person } from './identity/join-person.ts';
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
  await askForCases(assessment, sighting, person);
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

/**
 * Asks for the case of a contact that is flagged, and of those of the person that came after it and were scored before it; and of one
 * that is not, where it came after one that is (requirements 17, 34), or its act was seen elsewhere.
 */
async function askForCases(assessment: Assessment, { heardAt }: Sighting, person: Person): Promise<void> {
  const { contactId, subjectId, flagged } = assessment;
  const [client, table] = [documentClient(), environment.HISTORY_TABLE];
  if (!flagged) {
    const follows = await firstFlaggedOf(person, subjectId, heardAt);
    if (follows !== null) await askForCase({ contactId, subjectId, follows }, person, contactId);
    else if (isSeenElsewhere(assessment)) await askForCase({ contactId, subjectId }, person, contactId);
    return;
  }
  await markFlagged(client, table, { subjectId, contactId, heardAt });
  // Known anew: another address that was linked since the first reading looked for what was flagged before this was marked.
  const known = await readPerson(client, table, subjectId);
  await askForCase({ contactId, subjectId }, known, contactId);
  for (const one of known.subjectIds) {
    for (const later of await heardLater(client, table, { subjectId: one, contactId, heardAt })) {
      await askForCase({ contactId: later, subjectId, follows: contactId }, known, `${later}:${contactId}`);
    }
  }
}

/** The first contact that asked for a case: of the subject, or else of another of the person. */
async function firstFlaggedOf(
  { subjectIds }: Person,
  subjectId: string,
  until: Sighting['heardAt'],
): Promise<string | null> {
  for (const id of [subjectId, ...subjectIds.filter((other) => other !== subjectId)]) {
    const first = await firstFlagged(documentClient(), environment.HISTORY_TABLE, id, until);
    if (first !== null) return first;
  }
  return null;
}

/**
 * Messages of one person stand in one row, so that two addresses that ask at once get one case.
 * @param once what is on the queue once in five minutes; asked for again by another contact, it is not what was dropped then.
 */
async function askForCase(message: CaseMessage, { subjectIds }: Person, once: string): Promise<void> {
  const [firstKnown] = subjectIds;
  const others = subjectIds.filter((id) => id !== message.subjectId);
  const body: CaseMessage = { ...message, ...(others.length > 0 && { others }) };
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: environment.CASES_QUEUE_URL,
      MessageBody: JSON.stringify(body),
      MessageGroupId: firstKnown,
      MessageDeduplicationId: once,
    }),
  );
}
