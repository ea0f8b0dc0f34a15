import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { ScoreMessage } from '../contracts/messages.ts';
import { Roster } from '../contracts/roster.ts';
import { readAsset } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { sqsClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { EXPIRES_UNFLAGGED } from '../shared/expiry.ts';
import { type CreatedObject, createdObjects, NotificationError } from '../shared/object-created.ts';
import { contactKey, writeJsonOnce } from '../shared/objects.ts';
import { telemetry } from '../shared/telemetry.ts';
import { lookUpKeyByDns } from './dns-keys.ts';
import { KeyLookUps } from './key-look-up.ts';
import { MAX_READING_MS } from './limits.ts';
import { readContact } from './read-contact.ts';
import { readOriginal } from './read-original.ts';

const environment = readEnvironment(
  z.object({
    INTAKE_BUCKET: z.string().min(1),
    CONTACTS_BUCKET: z.string().min(1),
    SCORE_QUEUE_URL: z.url(),
    // Without it nobody is asked: a deployment says so, and a laptop says nothing.
    DKIM_LOOK_UPS: z.enum(['listed', 'off']).default('off'),
    DKIM_DOMAINS: z
      .string()
      .default('')
      .transform((list) => new Set(list.split(',').filter((domain) => domain !== ''))),
  }),
);
const lookUpKey = environment.DKIM_LOOK_UPS === 'listed' ? lookUpKeyByDns : null;
const tools = telemetry('ingest');
const directory = readAsset('roster.json', Roster);

/**
 * Woken by the intake queue: reads each new object into a contact and asks for it to be scored. What is in an object never
 * makes it fail; what cannot be read becomes a contact with a problem, and so a person's work. It throws for faults of the
 * infrastructure only, and is safe to run again: the contact is written once, and scoring twice changes nothing.
 */
export const handler = (event: SQSEvent, context: Context) => processQueue(event, context, tools, ingest);

async function ingest(record: SQSRecord): Promise<void> {
  for (const created of createdObjects(record.body)) await take(created);
}

async function take({ bucket, key, versionId }: CreatedObject): Promise<void> {
  if (bucket !== environment.INTAKE_BUCKET) {
    throw new NotificationError(
      'A notification names another bucket than intake. Look for who else announces to the intake queue.',
    );
  }
  const { original, bytes, receivedAt } = await readOriginal(bucket, key, versionId);
  const latest = performance.now() + MAX_READING_MS;
  const lookUps = new KeyLookUps(lookUpKey, environment.DKIM_DOMAINS);
  const contact = await readContact({
    bytes,
    original,
    receivedAt,
    directory,
    lookUps,
    isOutOfTime: () => performance.now() > latest,
  });
  const { contactId } = contact;
  tools.logger.appendKeys({ contactId });
  const first = await writeJsonOnce(environment.CONTACTS_BUCKET, contactKey(contactId), contact, EXPIRES_UNFLAGGED);
  // Sent each time: a run that stopped between the write and the message would else leave the contact unscored.
  const message: ScoreMessage = { contactId };
  await sqsClient().send(
    new SendMessageCommand({ QueueUrl: environment.SCORE_QUEUE_URL, MessageBody: JSON.stringify(message) }),
  );
  if (first) {
    tools.metrics.addMetric('ContactsRead', MetricUnit.Count, 1);
    if (contact.problems.length > 0) tools.metrics.addMetric('ContactsWithProblems', MetricUnit.Count, 1);
  }
  tools.logger.info('Read', {
    first,
    format: contact.format,
    channel: contact.channel,
    sizeBytes: original.sizeBytes,
    turns: contact.turns.length,
    report: contact.report?.kind ?? null,
    signatures: contact.signatures?.map(({ dkim, aligned }) => `${dkim}${aligned ? ':aligned' : ''}`) ?? [],
    problems: contact.problems.map(({ code, extent }) => `${code}:${extent}`),
  });
}
