import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { Assessment } from '../../../functions/contracts/assessment.ts';
import type { CaseEvent } from '../../../functions/contracts/case.ts';
import type { Recipient } from '../../../functions/contracts/case-telling.ts';
import type { CaseMessage, NotifyMessage, ScoreMessage } from '../../../functions/contracts/messages.ts';
import type { Policy } from '../../../functions/contracts/policy.ts';
import type { Roster } from '../../../functions/contracts/roster.ts';
import { occasionOf } from '../../../functions/notify/notice.ts';
import { outcomesOf } from '../../../functions/notify/outcomes.ts';
import { recipientsOf } from '../../../functions/notify/roles-to-tell.ts';
import { rowOf } from '../../../functions/notify/told-of/told-of.ts';
import { toldOf } from '../../../functions/shared/case/told-of.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { contactIdOf } from '../../../functions/shared/ids.ts';
import { assessmentKey, contactKey } from '../../../functions/shared/objects.ts';
import type { System } from '../system.ts';
import { casesWanted, type ScoredContact } from './cases-wanted.ts';
import {
  listFirstAssessments,
  listKeys,
  listVersions,
  mapSome,
  type ObjectVersion,
  readCases,
  readObjectJson,
  StoredAssessment,
  StoredContact,
} from './read-state.ts';

/** Work that was accepted and is not done, each list in the order of arrival. */
export interface Unfinished {
  /** Originals without a contact. */
  ingest: { version: ObjectVersion; sizeBytes: number; etag: string }[];
  /** Contacts without an assessment. */
  score: ScoreMessage[];
  /** Flagged assessments that their case does not hold to the end: contact, evidence, and word to somebody. */
  cases: CaseMessage[];
  /** Events of which not all were told who must be. */
  notify: NotifyMessage[];
}

/**
 * Compares what each stage was given with what it left. The queues of the laptop are in memory, so after a stop this is what they
 * held. It names too much rather than too little: every stage may be given the same thing again.
 */
export async function findUnfinished(system: System, policy: Policy, roster: Roster): Promise<Unfinished> {
  const { s3, tables } = system.clients;
  const { INTAKE_BUCKET, CONTACTS_BUCKET, CASE_TABLE } = names(system);
  const [versions, contactKeys, assessmentKeys, cases] = await Promise.all([
    listVersions(s3, INTAKE_BUCKET),
    listKeys(s3, CONTACTS_BUCKET, 'contacts/'),
    listFirstAssessments(s3, CONTACTS_BUCKET),
    readCases(tables, CASE_TABLE),
  ]);
  const contactIds = new Set(contactKeys.map(idOf));
  const assessedIds = new Set(assessmentKeys.map(idOf));
  const originals = await mapSome(versions, async (version) => ({
    version,
    ...(await measure(s3, INTAKE_BUCKET, version)),
  }));
  const assessments = await mapSome([...assessedIds], (contactId) =>
    readObjectJson(s3, CONTACTS_BUCKET, assessmentKey(contactId), (value) => ({
      known: StoredAssessment.parse(value),
      whole: Assessment.safeParse(value).data ?? null,
    })),
  );
  const byArrival = async (ids: readonly string[]): Promise<string[]> => {
    const arrivals = await mapSome(ids, async (contactId) => ({
      contactId,
      // One that cannot be read goes first: its stage fails on it where a person sees it, and nothing waits for it.
      receivedAt: await readObjectJson(
        s3,
        CONTACTS_BUCKET,
        contactKey(contactId),
        (value) => StoredContact.safeParse(value).data?.receivedAt ?? '',
      ),
    }));
    arrivals.sort((left, right) =>
      left.receivedAt < right.receivedAt ? -1 : Number(left.receivedAt > right.receivedAt),
    );
    return arrivals.map(({ contactId }) => contactId);
  };

  const unscored = [...contactIds].filter((contactId) => !assessedIds.has(contactId));
  const scored = await mapSome([...assessments], async ({ known, whole }): Promise<ScoredContact> => {
    const contact = await readObjectJson(
      s3,
      CONTACTS_BUCKET,
      contactKey(known.contactId),
      (value) => StoredContact.safeParse(value).data,
    ).catch(goneByItsTime);
    return { ...known, whole, occurredAt: contact?.occurredAt ?? '', report: contact?.report ?? null };
  });
  const messages = casesWanted(scored, cases, policy);
  return {
    ingest: originals.filter(({ contactId }) => !contactIds.has(contactId)),
    score: (await byArrival(unscored)).map((contactId) => ({ contactId })),
    cases: (await byArrival([...messages.keys()])).map((contactId) => messages.get(contactId) as CaseMessage),
    notify: [...cases.values()].flatMap((events) => untold(events, policy, roster)),
  };
}

/** A contact that nobody flagged goes after its days, on the same day as its assessment or the one before. */
function goneByItsTime(error: unknown): undefined {
  if (error instanceof NoSuchKey) return undefined;
  throw error;
}

/** The events that `notify` was asked to tell of, as far as somebody is still to be told. */
function untold(events: readonly CaseEvent[], policy: Policy, roster: Roster): NotifyMessage[] {
  const asked = events.filter(
    (event) =>
      // Begun and not known to have ended, or of the clock or a person, who ask for nothing else.
      outcomesOf({ events }, event.number).size > 0 || (toldOf(event.body) == null && rowOf(event) !== null),
  );
  return asked
    .filter(({ number }) => {
      const known = outcomesOf({ events }, number);
      const isDone = (to: Recipient): boolean => known.get(to) === 'sent' || known.get(to) === 'waits';
      return recipientsOf(occasionOf(events, number), policy, roster).some((to) => !isDone(to));
    })
    .map(({ caseId, number }) => ({ caseId, eventNumber: number }));
}

function idOf(key: string): string {
  return key.slice(key.indexOf('/') + 1, -'.json'.length);
}

async function measure(
  s3: S3Client,
  Bucket: string,
  { key, versionId }: ObjectVersion,
): Promise<{ contactId: string; sizeBytes: number; etag: string }> {
  const answer = await s3.send(
    new GetObjectCommand({ Bucket, Key: key, ...(versionId ? { VersionId: versionId } : {}) }),
  );
  const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
  return {
    contactId: contactIdOf({ key, versionId, sha256: sha256Hex(bytes) }),
    sizeBytes: bytes.length,
    etag: answer.ETag ?? '',
  };
}

function names(system: System): { INTAKE_BUCKET: string; CONTACTS_BUCKET: string; CASE_TABLE: string } {
  const { INTAKE_BUCKET = '', CONTACTS_BUCKET = '', CASE_TABLE = '' } = system.names;
  return { INTAKE_BUCKET, CONTACTS_BUCKET, CASE_TABLE };
}
