import { Assessment } from '../contracts/assessment.ts';
import type { CaseEventBody } from '../contracts/case.ts';
import { Contact } from '../contracts/contact.ts';
import type { CaseMessage } from '../contracts/messages.ts';
import type { Category } from '../contracts/vocabulary.ts';
import type { MissingOriginal } from '../shared/case/preserve.ts';
import type { CaseRecord } from '../shared/case/store.ts';
import { assessmentKey, contactKey, readJson, readJsonIfThere } from '../shared/objects.ts';
import { addNotices } from './add-notices.ts';
import { askingAssessment } from './asking-assessment.ts';
import { flaggedContact, unflaggedContact } from './case-contact.ts';
import { addContributing, join, preserveAll, unflaggedCopies } from './contributing.ts';
import { eventToTell, nextEvent } from './next-event.ts';
import { openReviews } from './open-reviews.ts';
import { type CaseDone, draft, type OpenCaseSetting } from './setting.ts';
import { type Share, sharesOf } from './shares.ts';
import {
  caseForPurpose,
  categoriesIn,
  hasContact,
  isFlaggedIn,
  readSubjectCases,
  type Someone,
  type SubjectCase,
} from './subject-cases.ts';

export type { OpenCaseSetting } from './setting.ts';

/** What a run came to. */
export interface CaseRun {
  /** Every case that the contact is in or could be; none where no contact of the subject asks for one. */
  readonly cases: readonly CaseDone[];
  /** Originals that this run found missing: nothing waits for them, and somebody has to look why. */
  readonly missing: readonly MissingOriginal[];
  /** What kept originals out of the vault: when it is not empty, run it again. */
  readonly failures: readonly unknown[];
}

const NOTHING_ASKED: CaseRun = { cases: [], missing: [], failures: [] };

/** A contact as it was read and scored. */
interface Scored {
  readonly contact: Contact;
  readonly assessment: Assessment;
  /** Which assessment it is; left out for the first. */
  readonly version?: string | undefined;
}

/**
 * Opens a case of a subject for each purpose that a contact shows, or joins the contact to it; and joins it to every other case of the
 * subject, as each contact that comes after one that was flagged. One that was not flagged opens none. Safe to run again, wholly or
 * after a crash at any point.
 * People are asked for before the evidence is copied: a fault of the vault, or hundreds of originals to copy, must not keep a
 * person in danger waiting.
 */
export async function openCase(
  { contactId, subjectId, follows, others = [], assessment: version }: CaseMessage,
  setting: OpenCaseSetting,
): Promise<CaseRun> {
  const { contactsBucket, store, policy } = setting;
  const contact = await readJson(contactsBucket, contactKey(contactId), Contact);
  // Named by one that it follows, before it was scored itself: when it is, it sees that one, and asks for itself.
  const isEarly = follows !== undefined;
  const key = assessmentKey(contactId, version);
  const assessment = await (isEarly ? readJsonIfThere : readJson)(contactsBucket, key, Assessment);
  if (assessment === null) return NOTHING_ASKED;

  const failures: unknown[] = [];
  const scored = { contact, assessment, version };
  const opener = assessment.flagged ? scored : await openerOf(assessment, follows, setting);
  if (opener === null) return NOTHING_ASKED;
  // A re-scoring keeps the links of the first reading, and a person may have parted them since: its message knows them anew.
  const links = version === undefined ? assessment.linked : [];
  const joined = links.filter(({ state }) => state === 'joined').map((link) => link.subjectId);
  const someone = { subjectId, others: [...new Set([...others, ...joined])].filter((other) => other !== subjectId) };
  let cases = await readSubjectCases(someone, store, policy);
  const done = new Map<string, CaseDone>();
  // What opened the case may be behind this one in the queue: all of it is done here, and nothing is left to do when its turn comes.
  if (assessment.flagged || !isFlaggedIn(cases, opener.contact.contactId)) {
    for (const each of await openOn(opener, someone, cases, setting, failures)) done.set(each.record.caseId, each);
    cases = await readSubjectCases(someone, store, policy);
  }
  for (const { record, merged } of cases) {
    if (merged.some((one) => hasContact(one, contactId))) continue;
    const known = done.get(record.caseId) ?? { record, did: [] };
    // Where it is flagged itself there is nothing to join.
    if (assessment.flagged && done.has(record.caseId)) continue;
    const after = await join(known, unflaggedContact(contact, assessment), contact.automated, setting);
    const isIn = after.record.state?.contacts.some((each) => each.contactId === contactId) ?? false;
    const stands = isIn && !assessment.flagged;
    done.set(record.caseId, {
      ...after,
      record: stands ? await addPattern(after.record, assessment, setting, failures) : after.record,
    });
  }
  const preserved: CaseDone[] = [];
  const missing: MissingOriginal[] = [];
  for (const { record, did } of done.values()) {
    const kept = await preserveAll(record, setting);
    failures.push(...kept.failures);
    missing.push(...kept.missing);
    preserved.push({ record: kept.record, did });
  }
  return { cases: preserved, missing, failures };
}

/**
 * What asks for the case of a contact that does not: the first sighting of the same act that does, else the one that it follows. One
 * whose assessment is not written yet will ask for itself.
 */
async function openerOf(
  { act, contactId }: Assessment,
  follows: string | undefined,
  { contactsBucket }: OpenCaseSetting,
): Promise<Scored | null> {
  for (const id of [...(act?.contactIds ?? []), ...(follows === undefined ? [] : [follows])]) {
    const asking = id === contactId ? null : await askingAssessment(contactsBucket, id);
    if (asking !== null) return { contact: await readJson(contactsBucket, contactKey(id), Contact), ...asking };
  }
  return null;
}

/** Opens or joins the case of each purpose, the most urgent first, and tells people of all of them before it does anything else. */
async function openOn(
  { contact, assessment, version }: Scored,
  someone: Someone,
  cases: readonly SubjectCase[],
  setting: OpenCaseSetting,
  failures: unknown[],
): Promise<CaseDone[]> {
  const categories = await categoriesOfActs(assessment, cases, setting);
  const known = [...cases];
  const opened: { share: Share; done: CaseDone }[] = [];
  for (const share of sharesOf(assessment, contact.report, (id) => categories.get(id) ?? [], setting.policy)) {
    const caseId = await caseForPurpose(share.purpose, someone, contact, known, setting);
    const done = await openOne(caseId, someone.subjectId, { contact, assessment, version }, share, setting);
    opened.push({ share, done });
    known.push({ purpose: share.purpose, record: done.record, merged: [] });
  }
  const copies = await unflaggedCopies(assessment, setting);
  const all: CaseDone[] = [];
  for (const { share, done } of opened) {
    let joined = done;
    for (const copy of copies) joined = await join(joined, copy, true, setting);
    all.push({ ...joined, record: await addPattern(joined.record, share, setting, failures) });
  }
  return all;
}

async function openOne(
  caseId: string,
  subjectId: string,
  { contact, assessment, version }: Scored,
  share: Share,
  setting: OpenCaseSetting,
): Promise<CaseDone> {
  const { store, policy, roster, at } = setting;
  const flagged = flaggedContact(contact, assessment, share, version);
  const did: CaseEventBody['type'][] = [];
  // Where people merged the case, or split the contact off it, it is worked elsewhere.
  let record = await store.currentOf(contact.contactId, caseId);
  if (record.state?.relations.mergedInto) return { record, did };
  for (;;) {
    const appended = await store.append(record, ({ state }) =>
      draft(at, nextEvent(state, { subjectId, contact: flagged, at, policy, calendar: roster })),
    );
    record = appended.record;
    if (appended.event === null) break;
    did.push(appended.event.body.type);
  }
  await store.saveSummary(record);
  const tell = eventToTell(record.events, contact.contactId);
  if (tell !== null) await setting.requestNotification(record.caseId, tell);
  const reviewed = await openReviews(record, contact.contactId, setting);
  return { record: await addNotices(reviewed, assessment, setting), did };
}

/** Adds the acts that the patterns stand on; what fails is tried again, and keeps none of the others out. */
async function addPattern(
  start: CaseRecord,
  { conduct }: Pick<Share, 'conduct'>,
  setting: OpenCaseSetting,
  failures: unknown[],
): Promise<CaseRecord> {
  let record = start;
  for (const contactId of new Set(conduct.flatMap(({ contactIds, copyIds }) => [...contactIds, ...copyIds]))) {
    try {
      record = await addContributing(record, contactId, setting);
    } catch (error) {
      failures.push(error);
    }
  }
  return record;
}

/** What each act of the patterns that open a case showed. One that is not scored yet says nothing of what they are for. */
async function categoriesOfActs(
  assessment: Assessment,
  cases: readonly SubjectCase[],
  { contactsBucket }: OpenCaseSetting,
): Promise<Map<string, readonly Category[]>> {
  const opening = assessment.conduct.filter(({ opensCase }) => opensCase);
  const known = new Map([[assessment.contactId, assessment.categories]] as [string, readonly Category[]][]);
  for (const id of new Set(opening.flatMap(({ contactIds }) => contactIds))) {
    if (known.has(id)) continue;
    const inCase = categoriesIn(cases, id);
    const other = inCase ? null : await readJsonIfThere(contactsBucket, assessmentKey(id), Assessment);
    known.set(id, inCase ?? other?.categories ?? []);
  }
  return known;
}
