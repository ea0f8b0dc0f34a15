import { z } from '@hono/zod-openapi';
import { caseNumberOf } from '../../../shared/ids.ts';
import { readCaseFor } from '../../access/case-access.ts';
import { changeCase } from '../../cases/change-case.ts';
import { CaseParameters } from '../../cases/read-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../../http/api.ts';
import { ProblemError } from '../../http/problem.ts';
import { Reason } from '../typed.ts';
import { writeOther } from './other-case.ts';
import { addRelationRoute } from './route.ts';

const ACTION = 'link-cases';
const LinkBody = z.strictObject({ caseId: CaseParameters.shape.caseId, reason: Reason });

/** Two cases that have to do with each other and stay two: each says so, with the same reason. */
export function addLinks(api: ConsoleApi, setting: ConsoleSetting): void {
  for (const { type, path, summary, wanted } of [
    { type: 'case-linked' as const, path: '/link', summary: 'Say that two cases belong together', wanted: true },
    { type: 'case-unlinked' as const, path: '/unlink', summary: 'Say that they do not', wanted: false },
  ]) {
    addRelationRoute(
      api,
      { action: ACTION, path, summary, body: LinkBody },
      async ({ caseId, ifMatch, body, person }) => {
        const { caseId: otherId, reason } = body;
        if (otherId === caseId) throw new ProblemError(422, 'caseId: is the case itself. Name another.');
        // Who may not see the other case does not learn of it here.
        const other = await readCaseFor(otherId, ACTION, person, setting);
        const { mergedInto } = other.record.state?.relations ?? {};
        if (wanted && mergedInto)
          throw new ProblemError(409, `The other case goes on in ${caseNumberOf(mergedInto.caseId)}: link that one.`);
        const isLinked = (links: readonly { caseId: string }[], to: string) => links.some((link) => link.caseId === to);
        const view = await changeCase({ action: ACTION, caseId, ifMatch, person }, setting, (_, { relations }) =>
          isLinked(relations.links, otherId) === wanted ? null : { type, caseId: otherId, reason },
        );
        await writeOther(other.record, ACTION, person, setting, ({ relations }) =>
          isLinked(relations.links, caseId) === wanted ? null : { type, caseId, reason },
        );
        return view;
      },
    );
  }
}
