import type { CaseState } from '../../contracts/case.ts';
import { UndertoneError } from '../errors.ts';
import { splitOffTo } from './held.ts';

/** A case as far as it says where it goes on. */
export interface FollowedCase {
  readonly caseId: string;
  readonly state: CaseState | null;
}

/** Reads one case, as a store does. */
export type ReadCase<T extends FollowedCase> = (caseId: string) => Promise<T>;

/** Cases that were merged into each other in a circle: every writer refuses to make one. */
export class MergeCircleError extends UndertoneError {
  override readonly name = 'MergeCircleError';
}

/** The case in which a case goes on: itself, or the one that it was merged into, and so on. @throws MergeCircleError */
export async function currentCase<T extends FollowedCase>(caseId: string, read: ReadCase<T>): Promise<T> {
  const seen = new Set<string>();
  let record = await read(caseId);
  for (;;) {
    const next = record.state?.relations.mergedInto?.caseId;
    if (next === undefined) return record;
    seen.add(record.caseId);
    if (seen.has(next)) throw new MergeCircleError(`${caseId} leads in a circle by ${[...seen].join(', ')}.`);
    record = await read(next);
  }
}

/**
 * The case in which a contact is worked: as {@link currentCase}, and where it was split off, the case that it was split off into. Where a
 * case that was merged holds it as flagged, that one, which takes nothing more in: whoever merged the two had it before them.
 */
export async function currentCaseOf<T extends FollowedCase>(
  contactId: string,
  caseId: string,
  read: ReadCase<T>,
): Promise<T> {
  let record = await currentCase(caseId, read);
  const seen = new Set<string>();
  for (;;) {
    const next = record.state && splitOffTo(record.state, contactId);
    // Where the case that it opened was merged into the one that it came from again, it is worked there.
    if (next === null || seen.has(next)) break;
    seen.add(next);
    record = await currentCase(next, read);
  }
  const holds = ({ state }: T) =>
    state?.contacts.some((known) => known.contactId === contactId && known.part === 'flagged') ?? false;
  if (holds(record)) return record;
  const [, ...merged] = await wholeCase(record, read);
  return merged.find(holds) ?? record;
}

/** A case with all that were merged into it, the case itself first: what people decide on. */
export async function wholeCase<T extends FollowedCase>(record: T, read: ReadCase<T>): Promise<T[]> {
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
