import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Assessment } from '../../functions/contracts/assessment.ts';
import type { CaseEvent, CaseState } from '../../functions/contracts/case.ts';
import { Contact } from '../../functions/contracts/contact.ts';
import { verifyChain } from '../../functions/shared/case/chain.ts';
import { foldCase } from '../../functions/shared/case/fold.ts';
import { putOnce } from '../../infra/local/intake.ts';
import { listOutbox, readSentMail } from '../../infra/local/services/ses/outbox.ts';
import { type Built, build } from '../../infra/local/start/build.ts';
import { listKeys, readCases, readObjectJson } from '../../infra/local/state/read-state.ts';
import { type System, type SystemOptions, startSystem } from '../../infra/local/system.ts';
import { BUILD_FOLDER } from './shared-build.ts';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** How often a file looks whether another has finished the build. */
const LOOK_MS = 100;

/**
 * The functions and the template as they are deployed, built once for all test files of a run: it takes seconds and is the same for each.
 * @throws what the build throws, in the file that made it and, tried again, in those that waited.
 */
export async function buildOnce(): Promise<Built> {
  const folder = buildFolder();
  const [taken, done] = [join(folder, 'taken'), join(folder, 'built.json')];
  while (!existsSync(done)) {
    if (await isFirst(taken)) await buildInto(folder, done).catch((error) => undo(taken, error));
    else await sleep(LOOK_MS);
  }
  return JSON.parse(await readFile(done, 'utf8'));
}

function buildFolder(): string {
  const folder = process.env[BUILD_FOLDER];
  if (folder === undefined) throw new Error(`${BUILD_FOLDER} is not set: it is by the global set-up of the tests.`);
  return folder;
}

/** The folder in which each stage has one, once `buildOnce` is done. */
export const builtFunctions = (): string => join(buildFolder(), 'functions');

const isFirst = (taken: string): Promise<boolean> =>
  mkdir(taken).then(
    () => true,
    () => false,
  );

async function buildInto(folder: string, done: string): Promise<void> {
  await writeFile(`${done}.part`, JSON.stringify(await build(ROOT, folder)));
  await rename(`${done}.part`, done);
}

async function undo(taken: string, error: unknown): Promise<never> {
  await rmdir(taken);
  throw error;
}

/** Most tests wake four of the functions; to load them all takes seconds. */
export async function startTestSystem(built: Built, options: Partial<SystemOptions> = {}): Promise<System> {
  return startSystem({
    ...built,
    stateFolder: null,
    webHost: '127.0.0.1:8787',
    logFolder: null,
    retryDelayMs: 10,
    loadWhenWoken: true,
    ...options,
  });
}

export interface Letter {
  from: string;
  text: string;
  /** ISO 8601. */
  at: string;
  to?: string;
}

/** A mail as SES puts it into the bucket: its own header on top, then what the sender wrote. */
export function sesMail({ from, text, at, to = 'customers@harborline.example' }: Letter): Buffer {
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  return Buffer.from(
    [
      `Return-Path: <${from}>`,
      `Received: from mail.customer.test (mail.customer.test [192.0.2.1])\r\n by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc123\r\n for ${to};\r\n ${date} (UTC)`,
      'X-SES-Spam-Verdict: PASS',
      'X-SES-Virus-Verdict: PASS',
      `From: <${from}>`,
      `To: <${to}>`,
      `Date: ${date}`,
      'Subject: My account',
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ].join('\r\n'),
  );
}

/** Puts a mail where SES would. */
export async function deliver(system: System, letter: Letter): Promise<string> {
  const bytes = sesMail(letter);
  const key = `mail/${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}`;
  await putOnce(system.clients.s3, system.names.INTAKE_BUCKET ?? '', key, bytes);
  return key;
}

export async function contactOf(system: System, key: string): Promise<Contact> {
  const bucket = system.names.CONTACTS_BUCKET ?? '';
  for (const contactKey of await listKeys(system.clients.s3, bucket, 'contacts/')) {
    const contact = await readObjectJson(system.clients.s3, bucket, contactKey, Contact.parse);
    if (contact.original.key === key) return contact;
  }
  throw new Error(`No contact was read from ${key}.`);
}

export function assessmentOf(system: System, contactId: string): Promise<Assessment> {
  const bucket = system.names.CONTACTS_BUCKET ?? '';
  return readObjectJson(system.clients.s3, bucket, `assessments/${contactId}.json`, Assessment.parse);
}

export interface CaseOf {
  events: CaseEvent[];
  state: CaseState;
  /** The mails about it, in the order in which they were sent. */
  mails: string[];
  intact: boolean;
}

/** Every case that a subject has, in the order in which they were opened. */
export async function casesOf(system: System, subjectId: string): Promise<CaseOf[]> {
  const cases = await readCases(system.clients.tables, system.names.CASE_TABLE ?? '');
  const theirs = [...cases.values()].filter(
    ([first]) => first?.body.type === 'case-opened' && first.body.subjectId === subjectId,
  );
  const folder = system.services.outboxFolder;
  const mails = await Promise.all(
    (await listOutbox(folder)).map(async ({ id }) => (await readSentMail(folder, id)).toString('utf8')),
  );
  const found = theirs.flatMap((events) => {
    const state = foldCase(events);
    if (state === null) return [];
    const about = mails.filter((mail) => mail.includes(state.caseNumber));
    return [{ events, state, mails: about, intact: verifyChain(events).intact }];
  });
  return found.sort((a, b) => (a.state.openedAt < b.state.openedAt ? -1 : 1));
}

/** The one case that a subject has; null where it has none. */
export async function caseOf(system: System, subjectId: string): Promise<CaseOf | null> {
  const theirs = await casesOf(system, subjectId);
  if (theirs.length > 1) throw new Error(`${subjectId} has ${theirs.length} cases.`);
  return theirs[0] ?? null;
}

/** What happened to a case, in words that two runs can be compared by. */
export function outline({ events, state, mails, intact }: CaseOf): object {
  const count = (type: string): number => events.filter(({ body }) => body.type === type).length;
  return {
    opened: count('case-opened'),
    added: count('contact-added'),
    raised: count('priority-raised'),
    evidence: state.evidence.length,
    told: state.told.map(({ role }) => role).sort(),
    toldEvents: count('notification-sent'),
    failed: count('notification-failed'),
    priority: state.priority,
    lane: state.lane,
    contacts: state.contacts.length,
    mails: mails.length,
    intact,
  };
}

export async function sendAgain(system: System, queue: string, body: unknown, group?: string): Promise<void> {
  const order = group ? { MessageGroupId: group, MessageDeduplicationId: `again-${Math.random()}` } : {};
  await system.clients.sqs.send(
    new SendMessageCommand({
      QueueUrl: queue,
      MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
      ...order,
    }),
  );
}

export async function vaultVersion(system: System, key: string) {
  return system.clients.s3.send(new GetObjectCommand({ Bucket: system.names.VAULT_BUCKET ?? '', Key: key }));
}
