import { z } from '@hono/zod-openapi';
import type { CaseState } from '../../../contracts/case.ts';
import { MOST_SPLIT_OFF } from '../../../contracts/case-relations.ts';
import type { CaseRecord } from '../../../shared/case/store.ts';
import { splitCaseIdFor } from '../../../shared/ids.ts';
import { permissionOf } from '../../access/access.ts';
import { actorOf, noteEvent, trackOf } from '../../access/log-view.ts';
import type { Person } from '../../access/person.ts';
import { changeCase } from '../../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { SubjectParameters } from '../../subjects/subject-views.ts';
import { assertNotImplicated } from '../implicated.ts';
import { Reason } from '../typed.ts';
import { readOwn } from './other-case.ts';
import { addRelationRoute } from './route.ts';
import { nextOfSplit, planSplit, type SplitPlan } from './split-plan.ts';

const ACTION = 'split-case';
const SplitBody = z.strictObject({
  contactIds: z.array(z.string().min(1).max(100)).min(1).max(MOST_SPLIT_OFF),
  reason: Reason,
  /** Whose contacts they are found to be; left out: the same subject's. */
  subjectId: SubjectParameters.shape.subjectId.optional(),
});
type SplitBody = z.infer<typeof SplitBody>;

/**
 * Opens a case of their own for contacts that do not belong into this one. It is open, with its evidence, before this case lets go of them:
 * after a crash between the two they are in both, and the same request completes it.
 */
export function addSplit(api: ConsoleApi, setting: ConsoleSetting): void {
  addRelationRoute(
    api,
    {
      action: ACTION,
      path: '/split',
      summary: 'Give some contacts a case of their own; nothing is taken out of this one',
      body: SplitBody,
    },
    async ({ caseId, ifMatch, body, person }) => {
      const own = await readOwn(caseId, ifMatch, ACTION, person, setting);
      const { state: from, record } = own;
      const plan = plannedSplit(from, body, own.person, setting);
      const contactIds = plan.map(({ contactId }) => contactId);
      const splitId = splitCaseIdFor(caseId, contactIds);
      await openSplit(splitId, plan, from, record, body.subjectId ?? from.subjectId, person, setting);
      return changeCase({ action: ACTION, caseId, ifMatch, person }, setting, () => ({
        type: 'contacts-split-off',
        caseId: splitId,
        contactIds,
        reason: body.reason,
      }));
    },
  );
}

function plannedSplit(
  state: CaseState,
  { contactIds }: SplitBody,
  person: Person,
  { roster }: Pick<ConsoleSetting, 'roster'>,
): SplitPlan {
  if (state.status === 'closed') throw new ProblemError(409, 'The case is closed. Reopen it, then split it.');
  assertNotImplicated([state], person, roster, 'split');
  return planSplit(state, contactIds);
}

async function openSplit(
  splitId: string,
  plan: SplitPlan,
  from: CaseState,
  source: CaseRecord,
  subjectId: string,
  person: Person,
  setting: ConsoleSetting,
): Promise<void> {
  const { store, subjects, policy, roster } = setting;
  if (subjectId !== from.subjectId && !(await subjects.isKnown(subjectId))) {
    throw new ProblemError(422, 'subjectId: nothing is known of such a subject.');
  }
  const at = setting.now();
  const opening = { plan, from, subjectId, at, policy, calendar: roster };
  let record = await store.read(splitId);
  for (;;) {
    const appended = await store.append(record, ({ state }) => {
      const body = nextOfSplit(state, opening);
      return body && { at, actor: actorOf(person), track: permissionOf(ACTION).track ?? trackOf(source), body };
    });
    record = appended.record;
    if (appended.event === null) break;
    await noteEvent(appended.event, person, setting);
  }
  await store.addCaseOf(subjectId, splitId);
  await setting.requestNotification(splitId, 1);
  await store.saveSummary(record);
}
