import type { Instant } from '../contracts/vocabulary.ts';
import type { CaseRecord, CaseStore } from '../shared/case/store.ts';
import { contactIdIn, type SubjectItems } from './subject-items.ts';

/** The cases of a subject and of those who are, or may be, the same person, as far as they hold something of the subject. */
export interface CasesOfSubject {
  readonly cases: readonly CaseRecord[];
  /** By contact: which cases hold it, and until when at the least; null while one of them is open or on hold. */
  readonly holding: ReadonlyMap<string, { readonly caseIds: readonly string[]; readonly until: Instant | null }>;
}

/**
 * Read by every way that leads to them: the subject's own, those of subjects that are linked with theirs, and where these were merged or
 * split. A case that cannot be read is an error, and nothing is deleted: it may hold anything.
 */
export async function casesOfSubject(
  subjectId: string,
  items: SubjectItems,
  store: CaseStore,
): Promise<CasesOfSubject> {
  const subjectIds = [subjectId, ...items.link.map(({ sk }) => sk.slice('LINK#'.length))];
  const pointers = await Promise.all(subjectIds.map((id) => store.casesOf(id)));
  const records = new Map<string, CaseRecord>();
  const wanted = pointers.flat().map(({ caseId }) => caseId);
  for (let caseId = wanted.pop(); caseId !== undefined; caseId = wanted.pop()) {
    if (records.has(caseId)) continue;
    const record = await store.read(caseId);
    records.set(caseId, record);
    const relations = record.state?.relations;
    if (relations === undefined) continue;
    const others = [relations.mergedInto?.caseId, relations.splitFrom];
    wanted.push(...others.filter((id) => id != null));
    wanted.push(...[...relations.mergedFrom, ...relations.splitOff].map((one) => one.caseId));
  }
  return holdingOf(subjectId, items, [...records.values()]);
}

function holdingOf(subjectId: string, items: SubjectItems, records: readonly CaseRecord[]): CasesOfSubject {
  const theirs = new Set(items.sighting.map(contactIdIn));
  const holding = new Map<string, { caseIds: string[]; until: Instant | null }>();
  const cases: CaseRecord[] = [];
  for (const record of records) {
    const { state, caseId } = record;
    if (state === null) continue;
    const held = state.contacts.filter(({ contactId }) => theirs.has(contactId));
    if (held.length > 0 || state.subjectId === subjectId) cases.push(record);
    for (const { contactId } of held) {
      const retained = state.evidence.find((one) => one.contactId === contactId)?.retainUntil ?? null;
      const isEnding = state.status === 'closed' && state.custody.hold === null;
      const until = isEnding ? retained : null;
      const known = holding.get(contactId);
      const latest =
        known === undefined ? until : known.until === null || until === null ? null : later(known.until, until);
      holding.set(contactId, { caseIds: [...(known?.caseIds ?? []), caseId], until: latest });
    }
  }
  return { cases, holding };
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
