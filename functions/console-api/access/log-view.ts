import type { CaseActor, CaseEventOf, Track } from '../../contracts/case.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { reportCustody } from '../../shared/case/report-custody.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { visibleEvents } from '../cases/views.ts';
import type { ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import type { Person } from './person.ts';

/** The case for whom it is there: unknown, and known but not theirs, look the same. @throws ProblemError 404 */
export async function readCaseFor(
  caseId: string,
  tracks: ReadonlySet<Track>,
  { store, tools }: ConsoleSetting,
): Promise<CaseRecord> {
  const record = await store.read(caseId);
  reportCustody(record, tools);
  if (visibleEvents(record, tracks).length === 0) throw new ProblemError(404, 'There is no such case.');
  return record;
}

/** Puts the view on the record before it is shown: what cannot be logged is not shown (requirement 31). */
export async function logView(
  record: CaseRecord,
  view: Omit<CaseEventOf<'viewed'>, 'type'>,
  person: Person,
  { store, now }: ConsoleSetting,
): Promise<CaseRecord> {
  const at: Instant = now();
  const logged = await store.append(record, () => ({
    at,
    actor: actorOf(person),
    track: trackOf(record),
    body: { type: 'viewed', ...view },
  }));
  await store.saveSummary(logged.record);
  return logged.record;
}

/** What is added to a case is seen by whom the case is there for, and by nobody else. */
export const trackOf = ({ events }: CaseRecord): Track => events[0]?.track ?? 'handling';

export function actorOf({ id, name, roles }: Person): CaseActor {
  return { kind: 'person', id, name, roles: [...roles] };
}
