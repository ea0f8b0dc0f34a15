import * as z from 'zod';
import { Policy } from '../contracts/policy.ts';
import { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { readAsset } from '../shared/assets.ts';
import { describeFailure } from '../shared/batch.ts';
import { reportMissing } from '../shared/case/preserve.ts';
import { reportCustody } from '../shared/case/report-custody.ts';
import { requestNotification } from '../shared/case/request-notification.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient, sqsClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { UndertoneError } from '../shared/errors.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now, toInstant } from '../shared/time.ts';
import { fetchContact, fetchOriginal } from './fetch-unread.ts';
import { LETTER_QUEUES, type Letter, type LetterQueue, lettersOf } from './letter.ts';
import { lookThrough } from './look-through.ts';
import { openUnread } from './open-unread.ts';

/** Some letters got no case. The next run, a minute later, tries them again; the error counts for the alarm. */
export class DeadLettersError extends UndertoneError {
  override readonly name = 'DeadLettersError';
}

const environment = readEnvironment(
  z.object({
    CONTACTS_BUCKET: z.string().min(1),
    INTAKE_BUCKET: z.string().min(1),
    VAULT_BUCKET: z.string().min(1),
    CASE_TABLE: z.string().min(1),
    NOTIFY_QUEUE_URL: z.url(),
    INTAKE_DEAD_LETTERS_URL: z.url(),
    SCORE_DEAD_LETTERS_URL: z.url(),
    CASES_DEAD_LETTERS_URL: z.url(),
  }),
);
const URLS: Record<LetterQueue, string> = {
  intake: environment.INTAKE_DEAD_LETTERS_URL,
  score: environment.SCORE_DEAD_LETTERS_URL,
  cases: environment.CASES_DEAD_LETTERS_URL,
};
const policy = readAsset('policy.json', Policy);
const roster = readAsset('roster.json', Roster);
const tools = telemetry('dead-letters');
const store = new CaseStore(documentClient(), environment.CASE_TABLE);

/**
 * A schedule, each minute: what failed to its last try lies in a dead-letter queue for the operator, and here becomes a case, so
 * that it does not wait for the operator. The letters stay where they are. One that fails does not keep the others waiting.
 */
export async function handler(): Promise<void> {
  const { logger, metrics } = tools;
  const failures: unknown[] = [];
  let [letters, opened] = [0, 0];
  try {
    for (const queue of LETTER_QUEUES) {
      letters += await lookThrough(sqsClient(), URLS[queue], async ({ Body = '', Attributes }) => {
        const sentAt = toInstant(new Date(Number(Attributes?.SentTimestamp ?? Date.parse(now()))));
        for (const letter of lettersOf(queue, Body)) {
          try {
            if (await take(queue, letter, sentAt)) opened++;
          } catch (error) {
            failures.push(error);
          }
        }
      });
    }
    if (opened > 0) metrics.addMetric('DeadLettersTaken', 'Count', opened);
    logger.info('The dead letters were looked at', { letters, opened, failures: failures.length });
    for (const failure of failures) logger.error('A dead letter got no case', { failure: describeFailure(failure) });
    if (failures.length > 0) {
      throw new DeadLettersError(`${failures.length} dead letters got no case. They are tried again each minute.`, {
        cause: failures.length === 1 ? failures[0] : new AggregateError(failures),
      });
    }
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}

/** Gives whether the letter changed a case. */
async function take(queue: LetterQueue, letter: Letter, sentAt: Instant): Promise<boolean> {
  const isOurs = letter.about === 'contact' || letter.object.bucket === environment.INTAKE_BUCKET;
  if (!isOurs) return false;
  const unread =
    letter.about === 'original'
      ? await fetchOriginal(letter.object, sentAt)
      : await fetchContact(
          queue === 'cases' ? 'cases' : 'score',
          letter.contactId,
          environment.CONTACTS_BUCKET,
          letter.assessment,
        );
  if (unread === null) return false;
  const caseId =
    letter.about === 'original'
      ? await store.claimCaseOfOriginal(unread.original ?? letter.object, unread.subjectId)
      : await store.claimAnyCaseOf(letter.subjectId ?? unread.subjectId, letter.contactId, unread.original);
  const { record, opened, missing } = await openUnread(caseId, unread, {
    store,
    contactsBucket: environment.CONTACTS_BUCKET,
    vaultBucket: environment.VAULT_BUCKET,
    policy,
    roster,
    at: now(),
    requestNotification: (id, eventNumber) =>
      requestNotification(environment.NOTIFY_QUEUE_URL, { caseId: id, eventNumber }),
  });
  reportCustody(record, tools);
  if (missing !== null) reportMissing(missing, tools);
  return opened;
}
