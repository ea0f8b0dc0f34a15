import { Assessment } from '../contracts/assessment.ts';
import type { CaseContact } from '../contracts/case.ts';
import { Contact } from '../contracts/contact.ts';
import { isMissing, isPreserved, type MissingOriginal, preserveInCase } from '../shared/case/preserve.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { ORIGINAL_DAYS } from '../shared/history/flagged-contacts.ts';
import { assessmentKey, contactKey, readJson, readJsonIfThere } from '../shared/objects.ts';
import { contributingContact, unflaggedContact } from './case-contact.ts';
import { eventToTell, nextJoining } from './next-event.ts';
import { ACTOR, type CaseDone, draft, type OpenCaseSetting } from './setting.ts';
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
    const contact = await readJsonIfThere(contactsBucket, contactKey(id), Contact);
    if (contact !== null) copies.push(unflaggedContact(contact, assessment));
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
  const merged = await setting.store.mergedInto(record);
  if (merged.some(isIn)) return record;
  const contact = await readJsonIfThere(setting.contactsBucket, contactKey(contactId), Contact);
  // Its time was over, or its sender had it deleted (docs/decisions/0026): the pattern names it, and nothing of it is left to show.
  if (contact === null) return record;
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

/** What became of the originals of a case. */
export interface Preserved {
  readonly record: CaseRecord;
  /** Found missing now, against all rules. */
  readonly missing: readonly MissingOriginal[];
  /** What kept others out of the vault for now. */
  readonly failures: readonly unknown[];
}

/** Preserves every contact of the case, not only what came now: what an earlier run could not copy is copied by the next. */
export async function preserveAll(start: CaseRecord, setting: OpenCaseSetting): Promise<Preserved> {
  let record = start;
  const missing: MissingOriginal[] = [];
  const failures: unknown[] = [];
  for (const known of start.state?.contacts ?? []) {
    const { contactId } = known;
    const isByRule = mayBeGone(start, known, setting);
    if (isPreserved(record, contactId) || (isByRule && isMissing(record, contactId))) continue;
    try {
      const contact = await readJson(setting.contactsBucket, contactKey(contactId), Contact);
      const preserved = await preserveInCase(record, contact, ACTOR, setting);
      record = preserved.record;
      if (preserved.missing !== null && !isByRule) missing.push(preserved.missing);
    } catch (error) {
      failures.push(error);
    }
  }
  await setting.store.saveSummary(record);
  return { record, missing, failures };
}

/**
 * Whether intake may have deleted an original because its time was over, as a case meets it that a re-scoring opened on what nobody had
 * flagged. One that is missing before that, or from another case, is a fault.
 */
function mayBeGone({ state }: CaseRecord, { receivedAt }: CaseContact, { at }: OpenCaseSetting): boolean {
  const looksBack = state?.contacts.some(({ assessment }) => assessment !== undefined) ?? false;
  return looksBack && Date.parse(at) - Date.parse(receivedAt) > ORIGINAL_DAYS * DAY_MILLISECONDS;
}
