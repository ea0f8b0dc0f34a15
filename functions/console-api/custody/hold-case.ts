import { z } from '@hono/zod-openapi';
import type { Evidence } from '../../contracts/case.ts';
import { forEachAtOnce } from '../../shared/at-once.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { readCaseFor } from '../access/case-access.ts';
import { actorOf, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import { changeCase } from '../cases/change-case.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { CaseView, viewCase } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { etagOf } from '../http/version.ts';

/** Originals put under a hold, or freed, side by side: a case of a flood has thousands, and the answer is due in seconds. */
const SIDE_BY_SIDE = 16;

const route = (path: string, summary: string) =>
  guardedRoute('hold-case', {
    method: 'post',
    path: `/api/cases/{caseId}${path}` as const,
    summary,
    request: {
      params: CaseParameters,
      headers: z.object({ 'if-match': z.string().optional() }),
      body: {
        required: true,
        content: { 'application/json': { schema: z.strictObject({ reason: z.string().trim().min(1).max(2000) }) } },
      },
    },
    responses: {
      200: {
        description: 'The case as it is now',
        content: { 'application/json': { schema: CaseView } },
        headers: z.object({ etag: z.string() }),
      },
      ...problems(404, 409, 415, 422, 428, 503),
    },
  });

const placeRoute = route('/hold', 'Put every original of the case, and every later one, under legal hold');
const liftRoute = route('/hold/lift', 'End the legal hold: originals stay until their own time is up');

/** Legal hold: asked for again, it finishes what an earlier try left undone. */
export function addHoldCase(api: ConsoleApi, setting: ConsoleSetting): void {
  const { store } = setting;
  api.openapi(placeRoute, async (c) => {
    const [{ caseId }, person, { reason }] = [c.req.valid('param'), c.get('person'), c.req.valid('json')];
    const ifMatch = c.req.valid('header')['if-match'];
    await changeCase({ action: 'hold-case', caseId, ifMatch, person }, setting, (_, { custody: { hold } }) => {
      if (hold === null) return { type: 'hold-placed', reason };
      if (hold.objects === null) return null;
      throw new ProblemError(409, `The case is on hold already, since ${hold.since}.`);
    });
    const held = await store.read(caseId);
    await forEachAtOnce(originalsOf(held), SIDE_BY_SIDE, (original) => store.holds.hold(original, caseId));
    await noteApplied(held, person, setting);
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
    const lifted = await store.read(caseId);
    // A new hold has come meanwhile: nothing is freed.
    if (lifted.state?.custody.hold === null) {
      await forEachAtOnce(originalsOf(lifted), SIDE_BY_SIDE, (original) => store.holds.release(original, caseId));
    }
    const view = await viewOf(caseId, person, setting);
    return c.json(view, 200, { etag: etagOf(view.version) });
  });
}

/** What came into the vault after the hold was placed was put under it before it was recorded, so all that is recorded is held. */
async function noteApplied(held: CaseRecord, person: Person, { store, now }: ConsoleSetting): Promise<void> {
  const { record } = await store.append(held, (current) => {
    const hold = current.state?.custody.hold;
    if (!hold || hold.objects !== null) return null;
    const objects = originalsOf(held).length;
    return { at: now(), actor: actorOf(person), track: trackOf(current), body: { type: 'hold-applied', objects } };
  });
  await store.saveSummary(record);
}

/** A version is one original, in however many contacts of the case it is. */
function originalsOf({ state }: CaseRecord): Evidence[] {
  return [...new Map((state?.evidence ?? []).map((one) => [`${one.key}\n${one.versionId}`, one])).values()];
}

async function viewOf(caseId: string, person: Person, setting: ConsoleSetting): Promise<CaseView> {
  const access = await readCaseFor(caseId, 'hold-case', person, setting);
  const view = viewCase(access.record, access.tracks, access.person, setting.now(), setting.guidance);
  if (view === null) throw new ProblemError(404, 'There is no such case.');
  return view;
}
