import type { CaseEvent, CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { assertHasContact, type Changes, refusal } from './change.ts';

/** Which originals are in the vault, and which were not to be had. */
export const EVIDENCE_CHANGES: Changes<'evidence-preserved' | 'evidence-missing'> = {
  'evidence-preserved': evidencePreserved,
  'evidence-missing': evidenceMissing,
};

function evidencePreserved(
  state: CaseState,
  { evidence }: CaseEventOf<'evidence-preserved'>,
  event: CaseEvent,
): Partial<CaseState> {
  assertHasContact(state, event, evidence.contactId);
  const known = state.evidence.some(
    (other) => other.contactId === evidence.contactId && other.versionId === evidence.versionId,
  );
  if (known) throw refusal(event, 'the same version is recorded already');
  const evidenceMissing = state.evidenceMissing.filter(({ contactId }) => contactId !== evidence.contactId);
  return { evidence: [...state.evidence, evidence], evidenceMissing };
}

function evidenceMissing(
  state: CaseState,
  { contactId, reason }: CaseEventOf<'evidence-missing'>,
  event: CaseEvent,
): Partial<CaseState> {
  assertHasContact(state, event, contactId);
  const isOf = (one: { contactId: string }) => one.contactId === contactId;
  if (state.evidence.some(isOf)) throw refusal(event, 'its original is in the vault');
  if (state.evidenceMissing.some(isOf)) throw refusal(event, 'it is recorded as missing already');
  return { evidenceMissing: [...state.evidenceMissing, { contactId, reason }] };
}
