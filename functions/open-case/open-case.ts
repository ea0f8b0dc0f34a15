import { Assessment } from '../contracts/assessment.ts';
import type { CaseActor, CaseContact, CaseEventBody } from '../contracts/case.ts';
import { Contact } from '../contracts/contact.ts';
import type { CaseMessage } from '../contracts/messages.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { preserveOriginal, retainUntil } from '../shared/case/evidence.ts';
import type { CaseEventDraft, CaseRecord, CaseStore } from '../shared/case/store.ts';
import { assessmentKey, contactKey, readJson, readJsonIfThere } from '../shared/objects.ts';
import { contributingContact, flaggedContact, unflaggedSighting } from './case-contact.ts';
import { eventToTell, nextEvent } from './next-event.ts';
import { sameActIn, sightingAdded } from './sightings.ts';

export interface OpenCaseSetting {
  readonly store: CaseStore;
  readonly contactsBucket: string;
  readonly vaultBucket: string;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly at: Instant;
  /** Asks `notify` to tell people of an event. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
}

const ACTOR: CaseActor = { kind: 'stage', id: 'open-case' };

/** What a run came to. */
export interface CaseRun {
  readonly record: CaseRecord;
  readonly did: readonly CaseEventBody['type'][];
  /** What kept originals out of the vault: when it is not empty, run it again. */
  readonly failures: readonly unknown[];
}

/**
 * Opens the subject's case on a contact, or joins the contact to it. A contact that was not flagged joins the case of another sighting
 * of its act, and opens none. Safe to run again, wholly or after a crash at any point.
 * People are asked for before the evidence is copied: a fault of the vault, or hundreds of originals to copy, must not keep a
 * person in danger waiting.
 * @returns null where no sighting of the contact's act asks for a case.
 */
export async function openCase(
  { contactId, subjectId }: CaseMessage,
  setting: OpenCaseSetting,
): Promise<CaseRun | null> {
  const { contactsBucket } = setting;
  const contact = await readJson(contactsBucket, contactKey(contactId), Contact);
  const assessment = await readJson(contactsBucket, assessmentKey(contactId), Assessment);
  if (assessment.flagged) return openOn(contact, assessment, subjectId, setting);
  const opener = await flaggedSighting(assessment, setting);
  if (opener === null) return null;
  // What opened the case may be behind this one in the queue: all of it is done here, and nothing is left to do when its turn comes.
  const opened = await openOn(opener.contact, opener.assessment, subjectId, setting);
  const joined = await joinSighting(opened.record, unflaggedSighting(contact, assessment), setting);
  const preserved = await preserveAll(joined.record, setting);
  await setting.store.saveSummary(preserved.record);
  return {
    record: preserved.record,
    did: [...opened.did, ...joined.did],
    failures: [...opened.failures, ...preserved.failures],
  };
}

/** The first sighting of the same act that asks for a case. One whose assessment is not written yet will ask for itself. */
async function flaggedSighting({ act, contactId }: Assessment, { contactsBucket }: OpenCaseSetting) {
  for (const id of act?.contactIds ?? []) {
    const assessment = id === contactId ? null : await readJsonIfThere(contactsBucket, assessmentKey(id), Assessment);
    if (!assessment?.flagged) continue;
    return { contact: await readJson(contactsBucket, contactKey(id), Contact), assessment };
  }
  return null;
}

async function openOn(
  contact: Contact,
  assessment: Assessment,
  subjectId: string,
  setting: OpenCaseSetting,
): Promise<CaseRun> {
  const { store, policy, roster, at } = setting;
  const { contactId } = contact;
  const flagged = flaggedContact(contact, assessment);
  const did: CaseEventBody['type'][] = [];

  let record = await store.read(await store.claimCaseOf(subjectId, contact.original));
  for (;;) {
    const appended = await store.append(record, ({ state }) =>
      draft(at, nextEvent(state, { subjectId, contact: flagged, at, policy, calendar: roster })),
    );
    record = appended.record;
    if (appended.event === null) break;
    did.push(appended.event.body.type);
  }
  await store.saveSummary(record);
  const tell = eventToTell(record.events, contactId);
  if (tell !== null) await setting.requestNotification(record.caseId, tell);

  const failures: unknown[] = [];
  const copies = await unflaggedCopies(assessment, setting);
  for (const copy of copies) {
    const joined = await joinSighting(record, copy, setting);
    record = joined.record;
    did.push(...joined.did);
  }
  const earlier = new Set(assessment.conduct.flatMap(({ contactIds, copyIds }) => [...contactIds, ...copyIds]));
  for (const earlierId of earlier) {
    try {
      record = await addContributing(record, earlierId, setting);
    } catch (error) {
      failures.push(error);
    }
  }
  const preserved = await preserveAll(record, setting);
  await store.saveSummary(preserved.record);
  return { record: preserved.record, did, failures: [...failures, ...preserved.failures] };
}

/** The other sightings of a flagged contact's act that were scored and do not ask for a case themselves. */
async function unflaggedCopies(
  { act, contactId }: Assessment,
  { contactsBucket }: OpenCaseSetting,
): Promise<CaseContact[]> {
  const copies: CaseContact[] = [];
  for (const id of act?.contactIds ?? []) {
    const assessment = id === contactId ? null : await readJsonIfThere(contactsBucket, assessmentKey(id), Assessment);
    if (assessment === null || assessment.flagged) continue;
    copies.push(unflaggedSighting(await readJson(contactsBucket, contactKey(id), Contact), assessment));
  }
  return copies;
}

/** Adds a contact that is not flagged to the case of its act's other sighting, and asks for people to be told where it is news. */
async function joinSighting(
  record: CaseRecord,
  contact: CaseContact,
  setting: OpenCaseSetting,
): Promise<{ record: CaseRecord; did: CaseEventBody['type'][] }> {
  const { store, at } = setting;
  const joined = await store.append(record, ({ state }) => {
    const first = state === null ? null : sameActIn(state, contact);
    if (state === null || first === null || state.contacts.some(({ contactId }) => contactId === contact.contactId)) {
      return null;
    }
    return draft(at, sightingAdded(state, contact, first));
  });
  const tell = eventToTell(joined.record.events, contact.contactId);
  if (tell !== null) await setting.requestNotification(joined.record.caseId, tell);
  return { record: joined.record, did: joined.event === null ? [] : [joined.event.body.type] };
}

/** Every contact of the case, not only what came now: what an earlier run could not copy is copied by the next. */
async function preserveAll(
  start: CaseRecord,
  setting: OpenCaseSetting,
): Promise<{ record: CaseRecord; failures: unknown[] }> {
  let record = start;
  const failures: unknown[] = [];
  for (const { contactId } of start.state?.contacts ?? []) {
    try {
      record = await preserve(record, contactId, setting);
    } catch (error) {
      failures.push(error);
    }
  }
  return { record, failures };
}

async function addContributing(record: CaseRecord, contactId: string, setting: OpenCaseSetting): Promise<CaseRecord> {
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

async function preserve(record: CaseRecord, contactId: string, setting: OpenCaseSetting): Promise<CaseRecord> {
  const isKept = ({ state }: CaseRecord) => state?.evidence.some((evidence) => evidence.contactId === contactId);
  if (isKept(record)) return record;
  const contact = await readJson(setting.contactsBucket, contactKey(contactId), Contact);
  const until = retainUntil(setting.at, setting.policy.evidence.retention_years);
  const evidence = await preserveOriginal(contact, setting.vaultBucket, until);
  const body: CaseEventBody = { type: 'evidence-preserved', evidence };
  return (await setting.store.append(record, (now) => (isKept(now) ? null : draft(setting.at, body)))).record;
}

function draft(at: Instant, body: CaseEventBody | null): CaseEventDraft | null {
  return body && { at, actor: ACTOR, track: 'handling', body };
}
