import type { CaseActor, Evidence } from '../../contracts/case.ts';
import type { Contact } from '../../contracts/contact.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { keepContact } from '../expiry.ts';
import type { Telemetry } from '../telemetry.ts';
import { OriginalMissingError, preserveOriginal, retainUntil } from './evidence.ts';
import type { CaseEventDraft, CaseRecord, CaseStore } from './store.ts';

export interface Preserving {
  readonly store: Pick<CaseStore, 'append' | 'holds'>;
  readonly contactsBucket: string;
  readonly vaultBucket: string;
  readonly policy: { readonly evidence: { readonly retention_years: number } };
  readonly at: Instant;
}

/** An original that a run found missing, in which case. */
export interface MissingOriginal {
  readonly caseId: string;
  readonly cause: OriginalMissingError;
}

/**
 * Copies the original of a contact into the vault and puts that into the case; the contact and its assessments expire no more first. An original that is not to be had is put there as missing,
 * once: no later try would find it, and what waits behind it must not wait for good. One that was missing and is there again is preserved.
 * @returns `missing` where this run was the first to find it so.
 * @throws whatever keeps a copy out of the vault for now.
 */
export async function preserveInCase(
  record: CaseRecord,
  source: Pick<Contact, 'contactId' | 'original'>,
  actor: CaseActor,
  { store, contactsBucket, vaultBucket, policy, at }: Preserving,
): Promise<{ record: CaseRecord; missing: MissingOriginal | null }> {
  const { contactId } = source;
  if (isPreserved(record, contactId)) return { record, missing: null };
  await keepContact(contactsBucket, contactId);
  const draft = (body: CaseEventDraft['body']): CaseEventDraft => ({ at, actor, track: 'handling', body });
  try {
    const evidence = await preserveOriginal(source, vaultBucket, retainUntil(at, policy.evidence.retention_years));
    return { record: await recordUnderHold(record, evidence, draft, store), missing: null };
  } catch (error) {
    if (!(error instanceof OriginalMissingError)) throw error;
    const noted = await store.append(record, (now) =>
      isPreserved(now, contactId) || isMissing(now, contactId)
        ? null
        : draft({ type: 'evidence-missing', contactId, reason: error.reason }),
    );
    const missing = noted.event === null ? null : { caseId: record.caseId, cause: error };
    return { record: noted.record, missing };
  }
}

/** Puts an original into its case; where the case is on hold, even since a moment ago, not before the original is under the hold too. */
async function recordUnderHold(
  record: CaseRecord,
  evidence: Evidence,
  draft: (body: CaseEventDraft['body']) => CaseEventDraft,
  store: Preserving['store'],
): Promise<CaseRecord> {
  let [current, isHeld] = [record, false];
  for (;;) {
    if (isOnHold(current) && !isHeld) {
      await store.holds.hold(evidence, record.caseId);
      isHeld = true;
    }
    const kept = await store.append(current, (now) =>
      isPreserved(now, evidence.contactId) || (isOnHold(now) && !isHeld)
        ? null
        : draft({ type: 'evidence-preserved', evidence }),
    );
    current = kept.record;
    if (isPreserved(current, evidence.contactId)) return current;
  }
}

const isOnHold = ({ state }: CaseRecord): boolean => state !== null && state.custody.hold !== null;

export const isPreserved = ({ state }: CaseRecord, contactId: string): boolean =>
  state?.evidence.some((evidence) => evidence.contactId === contactId) ?? false;

export const isMissing = ({ state }: CaseRecord, contactId: string): boolean =>
  state?.evidenceMissing.some((missing) => missing.contactId === contactId) ?? false;

/** Raises the alarm on `OriginalsMissing`, naming case and contact. */
export function reportMissing({ caseId, cause }: MissingOriginal, { logger, metrics }: Telemetry): void {
  const { contactId, reason, message } = cause;
  metrics.addMetric('OriginalsMissing', 'Count', 1);
  logger.error('An original of a case is not to be had', { caseId, contactId, reason, why: message });
}
