import type { CaseState, Track } from '../../contracts/case.ts';
import type { NeedToKnow } from '../../contracts/case-access.ts';
import { mayReview, needToKnow, type Place, placesOn } from '../../shared/case/need-to-know.ts';
import { reportCustody } from '../../shared/case/report-custody.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import type { ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { type Action, mayDo, permissionOf, tracksFor } from './access.ts';
import type { Person } from './person.ts';

/** What a person has of one case. */
export interface CaseAccess {
  /** With only the roles by which they are on its roster: another role of theirs gives them nothing here. */
  readonly person: Person;
  readonly tracks: ReadonlySet<Track>;
  readonly because: readonly Place[];
}

/**
 * What a person has of a case while doing something: requirement 31. Decided on the whole case, before anything is left out of it. Null
 * where it is not theirs to know that there is one.
 */
export function accessTo(
  need: NeedToKnow,
  action: Action,
  person: Person,
  { roster, policy, now }: Pick<ConsoleSetting, 'roster' | 'policy' | 'now'>,
): CaseAccess | null {
  const placed = placesOn(need, person, { roster, policy, at: now() });
  const doing = placed.filter(({ role }) => mayDo([role], action));
  const tracks = new Set(
    tracksFor(
      doing.map(({ role }) => role),
      action,
    ),
  );
  if (!mayReview(need, person, { roster })) tracks.delete('employee-review');
  const { track } = permissionOf(action);
  if (!tracks.has(need.opensOn) || (track !== undefined && !tracks.has(track))) return null;
  return {
    person: { ...person, roles: placed.map(({ role }) => role) },
    tracks,
    because: doing.flatMap(({ because }) => because),
  };
}

/** A case, for a person who is on its roster. */
export interface CaseRead extends CaseAccess {
  readonly record: CaseRecord;
}

/** The case for whom it is there: unknown, and known but not theirs, look the same. @throws ProblemError 404 */
export async function readCaseFor(
  caseId: string,
  action: Action,
  person: Person,
  setting: ConsoleSetting,
): Promise<CaseRead> {
  const record = await setting.store.read(caseId);
  const access = accessOf(record, action, person, setting);
  if (access === null) throw noSuchCase();
  reportCustody(record, setting.tools);
  return { record, ...access };
}

/** As {@link accessTo}, of a case that was read; null also for one that was never opened. */
export function accessOf(
  { state }: { readonly state: CaseState | null },
  action: Action,
  person: Person,
  setting: Pick<ConsoleSetting, 'roster' | 'policy' | 'now'>,
): CaseAccess | null {
  return state === null ? null : accessTo(needToKnow(state), action, person, setting);
}

export const noSuchCase = (): ProblemError => new ProblemError(404, 'There is no such case.');
