import type { Notice } from '../../contracts/notice.ts';
import { reportCustody } from '../../shared/case/report-custody.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { actorOf, noteEvent, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import type { ConsoleSetting } from '../http/api.ts';

/** Every case of these subjects that has been opened, each once, with those into which some of them were merged. */
export async function casesOfSubjects(
  subjectIds: readonly string[],
  { store, tools }: ConsoleSetting,
): Promise<CaseRecord[]> {
  const pointers = await Promise.all(subjectIds.map((subjectId) => store.casesOf(subjectId)));
  const caseIds = [...new Set(pointers.flat().map(({ caseId }) => caseId))];
  const read = await Promise.all(
    caseIds.map(async (caseId) => {
      const record = await store.read(caseId);
      const goesOnIn = record.state?.relations.mergedInto;
      return goesOnIn ? [record, await store.current(goesOnIn.caseId)] : [record];
    }),
  );
  const records = new Map(read.flat().map((record) => [record.caseId, record]));
  for (const record of records.values()) reportCustody(record, tools);
  return [...records.values()].filter(({ state }) => state !== null);
}

/**
 * Whether a person may read a subject of whom they see no case: security and legal, whose work reaches beyond cases; HR has only its own.
 * Not where a case of the subject is kept from them, for then it is about them.
 */
export const readsSubjectsAtLarge = ({ roles }: Pick<Person, 'roles'>, cases: readonly CaseRecord[]): boolean =>
  cases.length === 0 && roles.some((role) => role === 'security' || role === 'legal');

/**
 * Puts a notice to stop, or a block, into a case once, however often it is asked for: it is the baseline of what the subject does in
 * spite of it (requirement 33). Other notices are no event of a case.
 */
export async function noteInCase(
  record: CaseRecord,
  { noticeId, kind, targetId, at: toldAt }: Notice,
  person: Person,
  setting: ConsoleSetting,
): Promise<void> {
  const { store, now } = setting;
  if (kind !== 'notice-to-stop' && kind !== 'block') return;
  // It goes into the case in which this one goes on, which is among those of the subject.
  if (record.state?.relations.mergedInto) return;
  const at = now();
  const noted = await store.append(record, ({ state }) =>
    state?.warnings.some((warning) => warning.noticeId === noticeId)
      ? null
      : {
          at: at < toldAt ? toldAt : at,
          actor: actorOf(person),
          track: trackOf(record),
          body: { type: 'notice-recorded', noticeId, kind, targetId, toldAt },
        },
  );
  await store.saveSummary(noted.record);
  if (noted.event !== null) await noteEvent(noted.event, person, setting);
}
