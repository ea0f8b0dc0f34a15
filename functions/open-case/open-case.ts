import { Assessment } from '../contracts/assessment.ts';
import type { CaseActor, CaseContact, CaseEventBody } from '../contracts/case.ts';
import { Contact } from '../contracts/contact.ts';
import type { CaseMessage } from '../contracts/messages.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Roster } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseEventDraft, CaseRecord, CaseStore } from '../shared/case/store.ts';
import { assessmentKey, contactKey, readJson, readJsonIfThere } from '../shared/objects.ts';
import { contributingContact, flaggedContact } from './case-contact.ts';
import { preserveOriginal, retainUntil } from './evidence.ts';
import { eventToTell, nextEvent } from './next-event.ts';

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

/**
 * Opens the subject's case on a contact, or joins the contact to it. Safe to run again, wholly or after a crash at any point.
 * People are asked for before the evidence is copied: a fault of the vault, or hundreds of originals to copy, must not keep a
 * person in danger waiting.
 * @returns the case, what this run did to it, and what kept originals out of the vault: when that is not empty, run it again.
 */
export async function openCase(
  { contactId, subjectId }: CaseMessage,
  setting: OpenCaseSetting,
): Promise<{ record: CaseRecord; did: CaseEventBody['type'][]; failures: unknown[] }> {
  const { store, contactsBucket, policy, roster, at } = setting;
  const contact = await readJson(contactsBucket, contactKey(contactId), Contact);
  const assessment = await readJson(contactsBucket, assessmentKey(contactId), Assessment);
  const flagged = flaggedContact(contact, assessment);
  const did: CaseEventBody['type'][] = [];

  let record = await store.read(await store.claimCaseOf(subjectId));
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
  const earlier = new Set(assessment.conduct.flatMap(({ contactIds }) => contactIds));
  for (const earlierId of earlier) {
    try {
      record = await addContributing(record, earlierId, setting);
    } catch (error) {
      failures.push(error);
    }
  }
  // Every contact of the case, not only what came now: what an earlier run could not copy is copied by the next.
  for (const { contactId: id } of record.state?.contacts ?? []) {
    try {
      record = await preserve(record, id, setting);
    } catch (error) {
      failures.push(error);
    }
  }
  await store.saveSummary(record);
  return { record, did, failures };
}

async function addContributing(record: CaseRecord, contactId: string, setting: OpenCaseSetting): Promise<CaseRecord> {
  const isIn = ({ state }: CaseRecord) => state?.contacts.some((known) => known.contactId === contactId);
  if (isIn(record)) return record;
  const contact = await readJson(setting.contactsBucket, contactKey(contactId), Contact);
  const assessment = await readJsonIfThere(setting.contactsBucket, assessmentKey(contactId), Assessment);
  const added: CaseContact = contributingContact(contact, assessment);
  const body: CaseEventBody = { type: 'contact-added', contact: added, acknowledgeDueAt: null };
  return (await setting.store.append(record, (now) => (isIn(now) ? null : draft(setting.at, body)))).record;
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
