import type { CaseState } from '../../contracts/case.ts';
import { UndertoneError } from '../errors.ts';
import { splitOffTo } from './held.ts';
import type { CaseRecord } from './store.ts';

/** Reads one case, as a store does. */
export type ReadCase = (caseId: string) => Promise<CaseRecord>;

/** Cases that were merged into each other in a circle: every writer refuses to make one. */
export class MergeCircleError extends UndertoneError {
  override readonly name = 'MergeCircleError';
}

/** The case in which a case goes on: itself, or the one that it was merged into, and so on. @throws MergeCircleError */
export function currentCase(caseId: string, read: ReadCase): Promise<CaseRecord> {
  return follow(caseId, read, ({ relations }) => relations.mergedInto?.caseId ?? null);
}

/** The case in which a contact of a case is worked: as {@link currentCase}, and where it was split off, the case that it was split off into. */
export function currentCaseOf(contactId: string, caseId: string, read: ReadCase): Promise<CaseRecord> {
  return follow(caseId, read, (state) => state.relations.mergedInto?.caseId ?? splitOffTo(state, contactId));
}

async function follow(start: string, read: ReadCase, nextOf: (state: CaseState) => string | null): Promise<CaseRecord> {
  const seen = new Set<string>();
  let caseId = start;
  for (;;) {
    if (seen.has(caseId)) throw new MergeCircleError(`${start} leads in a circle by ${[...seen].join(', ')}.`);
    seen.add(caseId);
    const record = await read(caseId);
    const next = record.state && nextOf(record.state);
    // A split leads back where the case that it opened was merged into the one that it came from: it is worked there.
    if (next === null || (seen.has(next) && record.state?.relations.mergedInto === null)) return record;
    caseId = next;
  }
}

/** A case with all that were merged into it, the case itself first: what people decide on. */
export async function wholeCase(record: CaseRecord, read: ReadCase): Promise<CaseRecord[]> {
  const all = [record];
  const known = new Set([record.caseId]);
  for (const each of all) {
    for (const { caseId } of each.state?.relations.mergedFrom ?? []) {
      if (known.has(caseId)) continue;
      known.add(caseId);
      const merged = await read(caseId);
      // Where a crash came between the two cases, the other is still on its own.
      if (merged.state?.relations.mergedInto?.caseId === each.caseId) all.push(merged);
    }
  }
  return all;
}
