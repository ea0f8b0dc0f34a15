import { z } from '@hono/zod-openapi';
import type { CaseState } from '../../../contracts/case.ts';
import { caseNumberOf } from '../../../shared/ids.ts';
import { changeCase } from '../../cases/change-case.ts';
import { CaseParameters } from '../../cases/read-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { Reason } from '../typed.ts';
import { onItsOwn } from './on-its-own.ts';
import { readOwn, writeOther } from './other-case.ts';
import { addRelationRoute } from './route.ts';

const ACTION = 'merge-cases';
const UnmergeBody = z.strictObject({ caseId: CaseParameters.shape.caseId, reason: Reason });

/**
 * Parts two cases that were merged. The other goes on first, with its clock anew, and only then this one lets go of it. What came while
 * they were one is in this case, and can be split off.
 */
export function addUnmerge(api: ConsoleApi, setting: ConsoleSetting): void {
  const { store } = setting;
  addRelationRoute(
    api,
    {
      action: ACTION,
      path: '/unmerge',
      summary: 'Let a case that was merged into this one go on by itself',
      body: UnmergeBody,
    },
    async ({ caseId, ifMatch, body, person }) => {
      const { caseId: otherId, reason } = body;
      // Whether it may be is decided on this case, before anything is written to the other.
      assertHas((await readOwn(caseId, ifMatch, ACTION, person, setting)).state, otherId);
      const other = await writeOther(await store.read(otherId), ACTION, person, setting, (state) =>
        state.relations.mergedInto?.caseId === caseId ? onItsOwn(state, caseId, reason, setting) : null,
      );
      const last = other.events.at(-1);
      if (last?.body.type === 'merge-undone' && other.state?.status === 'open') {
        await setting.requestNotification(otherId, last.number);
      }
      return changeCase({ action: ACTION, caseId, ifMatch, person }, setting, (_, state) => {
        assertHas(state, otherId);
        return { type: 'merge-undone', caseId: otherId, reason, acknowledgeDueAt: null };
      });
    },
  );
}

function assertHas({ relations }: CaseState, otherId: string): void {
  if (relations.mergedInto !== null) {
    throw new ProblemError(
      409,
      `The case itself goes on in ${caseNumberOf(relations.mergedInto.caseId)}: undo that merge first.`,
    );
  }
  if (relations.mergedFrom.some(({ caseId }) => caseId === otherId)) return;
  throw new ProblemError(409, 'The other case was not merged into this one.');
}
