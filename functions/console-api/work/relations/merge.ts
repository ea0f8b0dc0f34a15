import type { CaseState } from '../../../contracts/case.ts';
import { changeCase } from '../../cases/change-case.ts';
import type { CaseView } from '../../cases/views.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { assertNotImplicated } from '../implicated.ts';
import { Reason } from '../typed.ts';
import { assertMayMerge } from './may-merge.ts';
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
  await writeOther(other.record, ACTION, person, setting, (state) =>
    state.relations.mergedInto?.caseId === caseId ? null : { type: 'merged-into', caseId, reason: body.reason },
  ).catch((error: unknown) => takeBack(error, { caseId, ifMatch: '*', body, person }, setting));
  return view;
}

function mergedFrom({ caseId, status, priority, lane, acknowledgeDueAt }: CaseState, reason: string) {
  const due = status === 'open' ? acknowledgeDueAt : null;
  return { type: 'merged-from' as const, caseId, reason, priority, lane, acknowledgeDueAt: due };
}

/** The other would not go on here, such as where somebody merged this one into it at once: then it is said of neither. */
async function takeBack(
  error: unknown,
  { caseId, ifMatch, body, person }: MergeAsked,
  setting: ConsoleSetting,
): Promise<never> {
  if (error instanceof ProblemError && error.status === 409) {
    await changeCase({ action: ACTION, caseId, ifMatch, person }, setting, (_, state) => {
      if (!state.relations.mergedFrom.some((one) => one.caseId === body.caseId)) return null;
      return { type: 'merge-undone', caseId: body.caseId, reason: error.detail, acknowledgeDueAt: null };
    });
  }
  throw error;
}
