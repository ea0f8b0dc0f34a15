import type { Contact } from '../contracts/contact.ts';
import type { Policy } from '../contracts/policy.ts';
import type { Category, Purpose } from '../contracts/vocabulary.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { purposeOfCategories } from './shares.ts';

/** A case of a subject, and what it is for; null while nothing in it has shown that. */
export interface SubjectCase {
  readonly purpose: Purpose | null;
  readonly record: CaseRecord;
  /** The cases that were merged into it: what they hold it need not take in again. */
  readonly merged: readonly CaseRecord[];
}

/** A subject, and the others that are the same person as far as is known. */
export interface Someone {
  readonly subjectId: string;
  readonly others: readonly string[];
}

/**
 * Every case of a subject, as it now is, where it was merged the one in which it goes on, and then of the others who are the same person: one after the other as often as it is for
 * several purposes. A pointer of another that leads to no case yet is left: whoever claimed it opens it.
 */
export async function readSubjectCases(
  { subjectId, others }: Someone,
  store: CaseStore,
  policy: Policy,
): Promise<SubjectCase[]> {
  const found = await Promise.all([subjectId, ...others].map((id) => casesOfSubject(id, store, policy)));
  const [own = [], ...theirs] = found;
  return [...own, ...theirs.flat().filter(({ record }) => record.state !== null)];
}

async function casesOfSubject(subjectId: string, store: CaseStore, policy: Policy): Promise<SubjectCase[]> {
  const pointers = await store.casesOf(subjectId);
  return Promise.all(
    pointers.map(async ({ purpose, caseId }) => {
      const record = await store.current(caseId);
      return { purpose: purpose ?? purposeOf(record, policy), record, merged: await store.mergedInto(record) };
    }),
  );
}

/** Of a case whose pointer names none, as all were before cases had a purpose: what its opening contact showed. */
function purposeOf({ state }: CaseRecord, policy: Policy): Purpose | null {
  return state && (state.purpose ?? purposeOfCategories(state.contacts[0]?.categories ?? [], policy));
}

/** What the subject's cases know of what a contact showed; undefined where none holds it. */
export function categoriesIn(cases: readonly SubjectCase[], contactId: string): readonly Category[] | undefined {
  for (const { state } of cases.flatMap(({ record, merged }) => [record, ...merged])) {
    const known = state?.contacts.find((contact) => contact.contactId === contactId);
    if (known !== undefined) return known.categories;
  }
  return undefined;
}

/** Whether a case of the subject has the contact among those that it stands on by themselves. */
export function isFlaggedIn(cases: readonly SubjectCase[], contactId: string): boolean {
  return cases.some(({ record, merged }) => [record, ...merged].some((one) => hasFlagged(one, contactId)));
}

const hasFlagged = ({ state }: CaseRecord, contactId: string): boolean =>
  state?.contacts.some((contact) => contact.contactId === contactId && contact.part === 'flagged') ?? false;

export const hasContact = ({ state }: CaseRecord, contactId: string): boolean =>
  state?.contacts.some((contact) => contact.contactId === contactId) ?? false;

/**
 * The case that a flagged contact asks for by one purpose: the subject's own of that purpose, or of another who is the same person; else
 * one of which this purpose is a means; else the one of which no purpose is known, which gets this one; else a new one. Claimed, so that
 * a run after a crash gets the same; another's is never claimed, for who is one person may be decided otherwise later. What shows no
 * purpose goes to any.
 */
export async function caseForPurpose(
  purpose: Purpose | null,
  { subjectId, others }: Someone,
  { contactId, original }: Pick<Contact, 'contactId' | 'original'>,
  cases: readonly SubjectCase[],
  { store, policy }: { store: CaseStore; policy: Policy },
): Promise<string> {
  if (purpose === null) return store.claimAnyCaseOf(subjectId, contactId, original, others);
  const means = policy.purposes.find((rule) => rule.purpose === purpose)?.with ?? [];
  for (const wanted of [purpose, ...means]) {
    const known = cases.find((each) => each.purpose === wanted);
    if (known !== undefined) return known.record.caseId;
  }
  const isFree = (caseId: string | null | undefined) =>
    cases.every((each) => each.purpose === null || each.record.caseId !== caseId);
  const unread = await store.caseOfOriginal(original);
  const unnamed = cases.find((each) => each.purpose === null)?.record;
  const first = [unread, unnamed?.caseId].find((caseId) => typeof caseId === 'string' && isFree(caseId)) ?? null;
  const isAnothers = others.includes(unnamed?.state?.subjectId ?? '');
  return isAnothers && first === unnamed?.caseId ? first : store.claimCaseOf(subjectId, purpose, first);
}
