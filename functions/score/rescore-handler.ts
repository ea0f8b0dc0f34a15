import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { RescoreMessage, type RescoreRun } from '../contracts/rescore.ts';
import { processQueue } from '../shared/batch.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { isSameVersions, nameOfRun } from '../shared/rescore/difference.ts';
import { RescoreStore } from '../shared/rescore/store.ts';
import { sendAll } from '../shared/send-all.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { askForFlagged } from './ask-for-cases.ts';
import type { Engine } from './engine.ts';
import { readFacts } from './history/read-facts.ts';
import { recordSighting } from './history-store.ts';
import { loadEngine } from './load-engine.ts';
import { type ApplySetting, applyDifference } from './rescore/apply-difference.ts';
import { applyPage, listPage } from './rescore/fan-out.ts';
import { KnownStore } from './rescore/known-store.ts';
import { readHistory } from './rescore/read-history.ts';
import { scoreContact } from './rescore/score-contact.ts';

const environment = readEnvironment(
  z.object({
    CONTACTS_BUCKET: z.string().min(1),
    HISTORY_TABLE: z.string().min(1),
    RESCORE_TABLE: z.string().min(1),
    RESCORE_QUEUE_URL: z.url(),
    CASES_QUEUE_URL: z.url(),
  }),
);
const tools = telemetry('rescore');
const store = new RescoreStore(documentClient(), environment.RESCORE_TABLE);
const known = new KnownStore(documentClient(), environment.RESCORE_TABLE);

/** Contacts that are asked for by one message; SQS takes ten a call, so a page is some fifty calls. */
const PAGE_SIZE = 500;

// Not at the start: most of the time there is nothing to score again.
let loaded: Engine | undefined;
const engine = (): Engine => {
  loaded ??= loadEngine();
  return loaded;
};

/** Woken by the `rescore` queue: lists past contacts, scores each again and keeps what differs, and applies what was shown (requirement 18). */
export const handler = (event: SQSEvent, context: Context) => processQueue(event, context, tools, rescore);

async function rescore(record: SQSRecord): Promise<void> {
  const message = RescoreMessage.parse(JSON.parse(record.body));
  const { rescoreId, step } = message;
  tools.logger.appendKeys({ rescoreId, step });
  const run = await store.read(rescoreId);
  if (run === null || !isSameVersions(run.versions, engine().versions)) {
    // Deployed anew in the meantime: what was begun with the rules of then cannot be finished with those of now.
    tools.logger.warn('A re-scoring is of other versions than these and is left', { versions: engine().versions });
    return;
  }
  switch (message.step) {
    case 'list':
      return listPage(run, message.after, {
        store,
        send,
        contactsBucket: environment.CONTACTS_BUCKET,
        pageSize: PAGE_SIZE,
      });
    case 'score':
      return score(run, message.contactId);
    case 'apply-all':
      return applyPage(run, message.after, { store, send, pageSize: PAGE_SIZE });
    case 'apply':
      return apply(run, message.contactId);
    case 'judge':
      return judge(run, message.contactId);
  }
}

async function score(run: RescoreRun, contactId: string): Promise<void> {
  tools.logger.appendKeys({ contactId });
  if (await store.isDone(run, contactId)) return;
  const again = await scoreContact(run, contactId, setting());
  if (typeof again === 'string') {
    tools.metrics.addMetric(again === 'unreadable' ? 'ContactsUnreadable' : 'ContactsUnscored', 'Count', 1);
    return store.keep(run, contactId, again, null);
  }
  tools.metrics.addMetric('ContactsScoredAgain', 'Count', 1);
  await store.keep(run, contactId, again.difference === null ? 'same' : 'different', again.difference);
}

async function apply(run: RescoreRun, contactId: string): Promise<void> {
  tools.logger.appendKeys({ contactId });
  if (run.applied === null) return;
  const asked = await applyDifference(run, contactId, setting());
  tools.logger.info('A difference was applied', { askedForCase: asked });
}

/** A notice changes what a contact means and no version: what it comes to is kept by the run, beside those of the same versions. */
async function judge(run: RescoreRun, contactId: string): Promise<void> {
  await score(run, contactId);
  const asked = await applyDifference(run, contactId, setting(), (versions) => nameOfRun(run, versions));
  tools.logger.info('A contact was judged by a notice that was recorded after it', { askedForCase: asked });
}

function setting(): ApplySetting {
  const [client, table, at] = [documentClient(), environment.HISTORY_TABLE, now()];
  return {
    store,
    known,
    engine: engine(),
    contactsBucket: environment.CONTACTS_BUCKET,
    at,
    readHistory: (subjectId, sighting) => readHistory(client, table, subjectId, sighting),
    readFacts: (person) => readFacts(client, table, person),
    recordSighting: (sighting) => recordSighting(client, table, sighting),
    askForCase: (sighting, version) =>
      askForFlagged(sighting, { client, table, queueUrl: environment.CASES_QUEUE_URL }, version),
  };
}

const send = (messages: readonly RescoreMessage[]): Promise<void> =>
  sendAll(
    environment.RESCORE_QUEUE_URL,
    messages.map((message) => ({ MessageBody: JSON.stringify(message) })),
  );
