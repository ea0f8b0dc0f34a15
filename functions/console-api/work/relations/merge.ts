import type { CaseEventOf, CaseState } from '../../../contracts/case.ts';
import { heldContacts } from '../../../shared/case/held.ts';
import type { CaseRecord } from '../../../shared/case/store.ts';
import { isMoreUrgent } from '../../../shared/case/urgency.ts';
import { MergeCircleError } from '../../../shared/case/whole-case.ts';
import type { Person } from '../../access/person.ts';
import { changeCase } from '../../cases/change-case.ts';
import type { CaseView } from '../../cases/views.ts';
import { applyHold } from '../../custody/holding.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { assertNotImplicated } from '../implicated.ts';
import { Reason } from '../typed.ts';
import { assertMayMerge } from './may-merge.ts';
import { onItsOwn } from './on-its-own.ts';
import { OtherCase, readOther, writeOther } from './other-case.ts';
import { addRelationRoute, type RelationAsked } from './route.ts';

const ACTION = 'merge-cases';
const MergeBody = OtherCase.extend({ reason: Reason });
export type MergeAsked = RelationAsked<{ caseId: string; version: number; reason: string }>;

export function addMerge(api: ConsoleApi, setting: ConsoleSetting): void {
  addRelationRoute(
    api,
    {
      action: ACTION,
      path: '/merge',
      summary: 'Go on in this case with another that is of the same person; the other is read only from then on',
      body: MergeBody,
    },
    (asked) => mergeCases(asked, setting),
  );
}

/**
 * Says first in the case that goes on that it has the other, then in the other that it goes on there. After a crash between the two the
 * other is still worked on its own, and the same request completes it: nothing is ever in neither.
 */
export async function mergeCases(
  { caseId, ifMatch, body, person }: MergeAsked,
  setting: ConsoleSetting,
): Promise<CaseView> {
  const { policy, roster } = setting;
  const other = await readOther(body, caseId, ACTION, person, setting);
  const { state: own } = await setting.store.read(caseId);
  const links = own === null ? [] : await setting.subjects.links(own.subjectId);
  // The first try of this request may have said it here, and changed the version by that.
  const isHalf = own?.relations.mergedFrom.some((one) => one.caseId === body.caseId) ?? false;
  const view = await changeCase(
    {
      action: ACTION,
      caseId,
      ifMatch: isHalf ? '*' : ifMatch,
      person,
      tells: (event) => event.type === 'merged-from' && event.acknowledgeDueAt !== null,
    },
    setting,
    (_, state, __, { tracks }) => {
      const isSaid = state.relations.mergedFrom.some((one) => one.caseId === body.caseId);
      if (isSaid) return null;
      assertNotImplicated([state, other.state], person, roster, 'merged');
      assertMayMerge(state, other.state, links, tracks, policy);
      return mergedFrom(other.state, body.reason);
    },
  );
  try {
    const merged = await writeOther(other.record, ACTION, person, setting, (state) => {
      if (state.relations.mergedInto?.caseId === caseId) return null;
      assertTakenOver(view, state);
      return { type: 'merged-into', caseId, reason: body.reason };
    });
    await assertGoesOn(caseId, merged, person, setting);
    // What is under a legal hold here reaches the other's originals from now on.
    await applyHold(caseId, person, setting);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 409) await takeBack(error, { caseId, body, person }, setting);
    throw error;
  }
  return view;
}

/**
 * Whatever came to the other meanwhile must not be lost in a case that nobody works any more.
 * @throws ProblemError 409
 */
function assertTakenOver(own: Pick<CaseState, 'priority' | 'status' | 'acknowledgeDueAt'>, other: CaseState): void {
  const waits = own.status === 'open' && (own.acknowledgeDueAt ?? '') <= (other.acknowledgeDueAt ?? '');
  if (!isMoreUrgent(other.priority, own.priority) && (other.status !== 'open' || waits)) return;
  throw new ProblemError(409, 'Something came to the other case meanwhile. Read it again, then merge it.');
}

/**
 * Of several people who merge three cases each into the next at once, none would see the circle before it is closed: then the last one
 * takes their part of it back.
 * @throws ProblemError 409
 */
async function assertGoesOn(
  caseId: string,
  merged: CaseRecord,
  person: Person,
  setting: ConsoleSetting,
): Promise<void> {
  try {
    await setting.store.current(caseId);
  } catch (error) {
    if (!(error instanceof MergeCircleError)) throw error;
    const detail =
      'The case of the path goes on in the other one already: merged the other way, nobody would work either.';
    await writeOther(merged, ACTION, person, setting, (state) =>
      state.relations.mergedInto?.caseId === caseId ? onItsOwn(state, caseId, detail, setting) : null,
    );
    throw new ProblemError(409, detail);
  }
}

function mergedFrom(state: CaseState, reason: string): CaseEventOf<'merged-from'> {
  const { caseId, subjectId, status, priority, lane, acknowledgeDueAt, relations } = state;
  const contacts = heldContacts(state);
  const flagged = contacts.filter(({ part }) => part === 'flagged');
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  return {
    ...{ type: 'merged-from', caseId, reason, priority, lane },
    acknowledgeDueAt: status === 'open' ? acknowledgeDueAt : null,
    targetIds: unique([...flagged, ...relations.mergedFrom].flatMap(({ targetIds }) => targetIds)),
    reporterIds: unique([
      ...contacts.flatMap(({ reporterId }) => reporterId ?? []),
      ...relations.mergedFrom.flatMap(({ reporterIds }) => reporterIds),
    ]),
    subjectIds: unique([subjectId, ...relations.mergedFrom.flatMap(({ subjectIds }) => subjectIds)]),
  };
}

/** The other would not go on here, such as where somebody merged this one into it at once: then it is said of neither. */
async function takeBack(
  { detail }: ProblemError,
  { caseId, body, person }: Omit<MergeAsked, 'ifMatch'>,
  setting: ConsoleSetting,
): Promise<void> {
  await changeCase({ action: ACTION, caseId, ifMatch: '*', person }, setting, (_, state) => {
    if (!state.relations.mergedFrom.some((one) => one.caseId === body.caseId)) return null;
    return { type: 'merge-undone', caseId: body.caseId, reason: detail, acknowledgeDueAt: null };
  });
}
