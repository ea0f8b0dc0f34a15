import type { CaseActor, CaseEvent, CaseEventOf, Track } from '../../contracts/case.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import type { ConsoleSetting } from '../http/api.ts';
import type { AccessEntry } from './access-log.ts';
import type { Person } from './person.ts';

/** Puts the view on the record before it is shown: what cannot be logged is not shown (requirement 31). */
export async function logView(
  record: CaseRecord,
  view: Omit<CaseEventOf<'viewed'>, 'type'>,
  person: Person,
  setting: ConsoleSetting,
): Promise<CaseRecord> {
  const { store, now } = setting;
  const at: Instant = now();
  const logged = await store.append(record, () => ({
    at,
    actor: actorOf(person),
    track: trackOf(record),
    body: { type: 'viewed', ...view },
  }));
  await store.saveSummary(logged.record);
  if (logged.event !== null) await noteEvent(logged.event, person, setting);
  return logged.record;
}

/** Notes in the log over all cases what an event of one says that a person saw or did. */
export async function noteEvent(
  { caseId, number, hash, at, body }: CaseEvent,
  person: Person,
  { accessLog }: Pick<ConsoleSetting, 'accessLog'>,
): Promise<void> {
  const isView = body.type === 'viewed';
  await accessLog.note({
    ...entryOf(person, at, isView ? body.what : `change: ${body.type}`),
    caseId,
    contactId: isView ? body.contactId : null,
    reason: isView ? (body.reason ?? null) : null,
    event: { number, hash },
  });
}

/** An entry of nothing in particular: for a view that is of no one case. */
export function entryOf({ id, name, roles }: Person, at: Instant, what: string): AccessEntry {
  const who = { at, personId: id, personName: name, roles: [...roles], what };
  return { ...who, caseId: null, contactId: null, subjectId: null, caseIds: [], reason: null, event: null };
}

/** What is added to a case is seen by whom the case is there for, and by nobody else. */
export const trackOf = ({ events }: CaseRecord): Track => events[0]?.track ?? 'handling';

export function actorOf({ id, name, roles }: Person): CaseActor {
  return { kind: 'person', id, name, roles: [...roles] };
}
