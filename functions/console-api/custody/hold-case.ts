import { z } from '@hono/zod-openapi';
import { readCaseFor } from '../access/case-access.ts';
import type { Person } from '../access/person.ts';
import { caseChangeRoute } from '../cases/case-change-route.ts';
import { changeCase } from '../cases/change-case.ts';
import { type CaseView, viewCase } from '../cases/views.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';
import { ProblemError } from '../http/problem.ts';
import { etagOf } from '../http/version.ts';
import { applyHold, applyLift } from './holding.ts';

const Body = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

const placeRoute = caseChangeRoute('hold-case', {
  path: '/hold',
  summary: 'Put every original of the case, of those merged into it, and every later one, under legal hold',
  body: Body,
});
const liftRoute = caseChangeRoute('hold-case', {
  path: '/hold/lift',
  summary: 'End the legal hold: originals stay until their own time is up',
  body: Body,
});

/** Legal hold: asked for again, it finishes what an earlier try left undone. */
export function addHoldCase(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(placeRoute, async (c) => {
    const [{ caseId }, person, { reason }] = [c.req.valid('param'), c.get('person'), c.req.valid('json')];
    const ifMatch = c.req.valid('header')['if-match'];
    await changeCase({ action: 'hold-case', caseId, ifMatch, person }, setting, (_, { custody: { hold } }) => {
      if (hold === null) return { type: 'hold-placed', reason };
      if (hold.objects === null) return null;
      throw new ProblemError(409, `The case is on hold already, since ${hold.since}.`);
    });
    await applyHold(caseId, person, setting);
    const view = await viewOf(caseId, person, setting);
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
  api.openapi(liftRoute, async (c) => {
    const [{ caseId }, person, { reason }] = [c.req.valid('param'), c.get('person'), c.req.valid('json')];
    const ifMatch = c.req.valid('header')['if-match'];
    await changeCase({ action: 'hold-case', caseId, ifMatch, person }, setting, ({ events }, { custody: { hold } }) => {
      if (hold !== null) return { type: 'hold-lifted', reason };
      if (events.some(({ body }) => body.type === 'hold-lifted')) return null;
      throw new ProblemError(409, 'The case is not on hold.');
    });
    await applyLift(caseId, reason, person, setting);
    const view = await viewOf(caseId, person, setting);
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}

async function viewOf(caseId: string, person: Person, setting: ConsoleSetting): Promise<CaseView> {
  const access = await readCaseFor(caseId, 'hold-case', person, setting);
  const view = viewCase(access.record, access.tracks, access.person, setting.now(), setting.guidance);
  if (view === null) throw new ProblemError(404, 'There is no such case.');
  return view;
}
