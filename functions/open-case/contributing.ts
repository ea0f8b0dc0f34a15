import { S3ServiceException } from '@aws-sdk/client-s3';
import { Assessment } from '../contracts/assessment.ts';
import type { CaseContact, CaseEventBody } from '../contracts/case.ts';
import { Contact } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { preserveOriginal, retainUntil } from '../shared/case/evidence.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { ORIGINAL_DAYS } from '../shared/history/flagged-contacts.ts';
import { assessmentKey, contactKey, readJson, readJsonIfThere } from '../shared/objects.ts';
import { contributingContact, unflaggedContact } from './case-contact.ts';
import { eventToTell, nextJoining } from './next-event.ts';
import { type CaseDone, draft, type OpenCaseSetting } from './setting.ts';
import { sameActIn } from './sightings.ts';

const DAY_MILLISECONDS = 86_400_000;

/**
 * Adds a contact to a case that it does not open, where it belongs there, and asks for people to be told where it is news. Safe to run
 * again, after a crash at any point.
 */
export async function join(
  { record: start, did: before }: CaseDone,
  contact: CaseContact,
  automated: boolean,
  { store, at, policy, roster, requestNotification }: OpenCaseSetting,
): Promise<CaseDone> {
  let record = start;
  const did = [...before];
  for (;;) {
    const appended = await store.append(record, ({ state }) =>
      draft(at, nextJoining(state, { contact, automated, at, policy, calendar: roster })),
    );
    record = appended.record;
    if (appended.event === null) break;
    did.push(appended.event.body.type);
  }
  const tell = eventToTell(record.events, contact.contactId);
  if (tell !== null) await requestNotification(record.caseId, tell);
  return { record, did };
}

/** The other sightings of a contact's act that were scored and do not ask for a case themselves. */
export async function unflaggedCopies(
  { act, contactId }: Assessment,
  { contactsBucket }: OpenCaseSetting,
): Promise<CaseContact[]> {
  const copies: CaseContact[] = [];
  for (const id of act?.contactIds ?? []) {
    const assessment = id === contactId ? null : await readJsonIfThere(contactsBucket, assessmentKey(id), Assessment);
    if (assessment === null || assessment.flagged) continue;
    copies.push(unflaggedContact(await readJson(contactsBucket, contactKey(id), Contact), assessment));
  }
  return copies;
}

/** Adds an act that a pattern stands on to the case of the pattern, whenever it was and however harmless it looked. */
export async function addContributing(
  record: CaseRecord,
  contactId: string,
  setting: OpenCaseSetting,
): Promise<CaseRecord> {
  const isIn = ({ state }: CaseRecord) => state?.contacts.some((known) => known.contactId === contactId);
  if (isIn(record)) return record;
  const contact = await readJson(setting.contactsBucket, contactKey(contactId), Contact);
  const assessment = await readJsonIfThere(setting.contactsBucket, assessmentKey(contactId), Assessment);
  const added: CaseContact = contributingContact(contact, assessment);
  const appended = await setting.store.append(record, (now) => {
    if (isIn(now) || now.state === null) return null;
    const first = sameActIn(now.state, added);
    return draft(setting.at, {
      type: 'contact-added',
      contact: first === null ? added : { ...added, sightingOf: first.contactId },
      acknowledgeDueAt: null,
    });
  });
  return appended.record;
}

/** Preserves every contact of the case, not only what came now: what an earlier run could not copy is copied by the next. */
export async function preserveAll(
  start: CaseRecord,
  setting: OpenCaseSetting,
): Promise<{ record: CaseRecord; failures: unknown[] }> {
  let record = start;
  const failures: unknown[] = [];
  const contacts = start.state?.contacts ?? [];
  const looksBack = contacts.some(({ assessment }) => assessment !== undefined);
  for (const { contactId, receivedAt } of contacts) {
    try {
      record = await preserve(record, contactId, setting);
    } catch (error) {
      if (!(looksBack && isGoneByRule(error, receivedAt, setting.at))) failures.push(error);
    }
  }
  await setting.store.saveSummary(record);
  return { record, failures };
}

/**
 * An original that intake deleted when its time was over, as a case meets it that a re-scoring opened on what nobody had flagged: no later
 * try finds it, and the contact holds its words. One that is missing before that is a fault.
 */
const isGoneByRule = (error: unknown, receivedAt: Instant, at: Instant): boolean =>
  error instanceof S3ServiceException &&
  error.$metadata.httpStatusCode === 404 &&
  Date.parse(at) - Date.parse(receivedAt) > ORIGINAL_DAYS * DAY_MILLISECONDS;

async function preserve(record: CaseRecord, contactId: string, setting: OpenCaseSetting): Promise<CaseRecord> {
  const isKept = ({ state }: CaseRecord) => state?.evidence.some((evidence) => evidence.contactId === contactId);
  if (isKept(record)) return record;
  const contact = await readJson(setting.contactsBucket, contactKey(contactId), Contact);
  const until = retainUntil(setting.at, setting.policy.evidence.retention_years);
  const evidence = await preserveOriginal(contact, setting.vaultBucket, until);
  const body: CaseEventBody = { type: 'evidence-preserved', evidence };
  return (await setting.store.append(record, (now) => (isKept(now) ? null : draft(setting.at, body)))).record;
}
