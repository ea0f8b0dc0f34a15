import { GetObjectLegalHoldCommand, GetObjectRetentionCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { CaseState, type Evidence } from '../contracts/case.ts';
import type { EndedEvidence } from '../contracts/retention.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { retainUntil } from '../shared/case/evidence.ts';
import { pagesOfCases } from '../shared/case/read-through.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { s3Client } from '../shared/clients.ts';
import { UndertoneError } from '../shared/errors.ts';
import type { RequestStore } from '../shared/retention/request-store.ts';
import { toInstant } from '../shared/time.ts';

export interface SweepSetting {
  readonly store: CaseStore;
  readonly requests: RequestStore;
  readonly retentionYears: number;
  readonly at: Instant;
  readonly isOutOfTime: () => boolean;
}

/** There are more old cases than one run can look at: give the function more time, or the sweep a memory of where it was. */
export class SweepTooLongError extends UndertoneError {
  override readonly name = 'SweepTooLongError';
}

const PAGE = 500;

/**
 * Lists for legal the preserved originals whose retention is over, that no open case needs and nothing holds. Deletes nothing. Only cases
 * older than the retention are read, for no younger one holds such an original alone; the index is read through once.
 * @returns how many there are.
 */
export async function sweepEnded(setting: SweepSetting): Promise<number> {
  const old = await oldCases(setting);
  // One original may be of several cases: it is over only when it is over for all of them.
  const byVersion = new Map<string, { record: CaseRecord; evidence: Evidence }[]>();
  for (const record of old) {
    for (const evidence of record.state?.evidence ?? []) {
      const place = `${evidence.key}\n${evidence.versionId}`;
      byVersion.set(place, [...(byVersion.get(place) ?? []), { record, evidence }]);
    }
  }
  let ended = 0;
  for (const uses of byVersion.values()) {
    if (!uses.every(({ record, evidence }) => isOver(record, evidence, setting.at))) continue;
    const [first] = uses;
    const retainedUntil = first === undefined ? null : await freeSince(first.evidence, setting.at);
    if (retainedUntil === null) continue;
    for (const use of uses) {
      await setting.requests.noteEnded(endedOf(use.record, use.evidence, retainedUntil, setting.at));
      ended++;
    }
  }
  return ended;
}

async function oldCases({ store, retentionYears, at, isOutOfTime }: SweepSetting): Promise<CaseRecord[]> {
  const found: string[] = [];
  for await (const { summaries } of pagesOfCases(store, CaseState.shape.status.options, { limit: PAGE })) {
    for (const { caseId, openedAt } of summaries) if (retainUntil(openedAt, retentionYears) <= at) found.push(caseId);
  }
  const records: CaseRecord[] = [];
  for (const caseId of found) {
    if (isOutOfTime()) throw new SweepTooLongError(`Of ${found.length} old cases ${records.length} were read in time.`);
    records.push(await store.read(caseId));
  }
  return records;
}

function isOver({ state }: CaseRecord, { retainUntil: until }: Evidence, at: Instant): boolean {
  return state?.status === 'closed' && state.custody.hold === null && until <= at;
}

/** Until when the vault itself retained it; null where it still does, another case's hold is on it, or it is gone. */
async function freeSince({ bucket, key, versionId }: Evidence, at: Instant): Promise<Instant | null> {
  const place = { Bucket: bucket, Key: key, VersionId: versionId };
  const hold = await s3Client().send(new GetObjectLegalHoldCommand(place)).catch(ignoreMissing);
  if (hold?.LegalHold?.Status === 'ON') return null;
  const retention = await s3Client().send(new GetObjectRetentionCommand(place)).catch(ignoreMissing);
  const until = retention?.Retention?.RetainUntilDate;
  if (until === undefined) return null;
  return toInstant(until) <= at ? toInstant(until) : null;
}

function endedOf({ caseId }: CaseRecord, evidence: Evidence, retainedUntil: Instant, listedAt: Instant): EndedEvidence {
  const { contactId, bucket, key, versionId, sha256 } = evidence;
  return { caseId, contactId, bucket, key, versionId, sha256, retainedUntil, listedAt };
}

function ignoreMissing(error: unknown): null {
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
  throw error;
}
