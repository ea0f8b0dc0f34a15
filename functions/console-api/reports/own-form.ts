import { z } from '@hono/zod-openapi';
import type { CaseEvent } from '../../contracts/case.ts';
import { FieldName, FieldValue, FormName } from '../../contracts/form.ts';
import { formOf } from '../../shared/case/fold/forms.ts';
import type { CaseRecord } from '../../shared/case/store.ts';
import { actorOf, noteEvent, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import { definitionOf } from '../forms/form-of-case.ts';
import { assertFits, changedFields, SaveBody, saveIdFor } from '../forms/save-fields.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { caseOfReport } from './case-of-report.ts';
import { assertOwnReport, ReportParameters } from './read-own-report.ts';

const OwnForm = z
  .object({
    form: FormName,
    /** What you wrote yourself, as you left it. Nobody else's words, whatever became of yours. */
    fields: z.array(z.object({ name: FieldName, lastEvent: z.int(), value: FieldValue })),
  })
  .openapi('OwnForm');

const params = ReportParameters.extend({ form: FormName });
const answer = { description: 'Your own words', content: { 'application/json': { schema: OwnForm } } };

const readRoute = guardedRoute('read-own-form', {
  method: 'get',
  path: '/api/reports/{reportId}/forms/{form}',
  summary: 'What one wrote oneself into a form of the case that one reported',
  request: { params },
  responses: { 200: answer, ...problems(404, 409, 422) },
});

const saveRoute = guardedRoute('fill-own-form', {
  method: 'patch',
  path: '/api/reports/{reportId}/forms/{form}',
  summary: 'Fill in a form of the case that one reported, as one types: such as what a caller says who is on the line',
  request: {
    params,
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: { required: true, content: { 'application/json': { schema: SaveBody } } },
  },
  responses: { 200: answer, ...problems(404, 409, 413, 415, 422, 503) },
});

/**
 * Whoever has the caller on the line knows what is said, in a role or in none (requirements 4 and 26). They write into the form of the case
 * and see of it nothing but their own words: where somebody else wrote another value, both are kept, and those who work the case decide.
 */
export function addOwnForm(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(readRoute, async (c) => {
    const { reportId, form } = c.req.valid('param');
    const person = c.get('person');
    const { record } = await ownCase(reportId, person, setting);
    definitionOf(form, setting);
    setting.tools.logger.info('A form of one’s own was read', { person: person.id, reportId, form });
    return c.json({ form, fields: ownFields(record.events, form, person) }, 200);
  });
  api.openapi(saveRoute, async (c) => {
    const { reportId, form } = c.req.valid('param');
    const person = c.get('person');
    const { record: read } = await ownCase(reportId, person, setting);
    const typed = c.req.valid('json').fields;
    assertFits(definitionOf(form, setting), typed);
    const saveId = saveIdFor({ caseId: read.caseId, form, person, typed, key: keyIn(c.req.valid('header')) });
    const at = setting.now();
    const { record, event } = await setting.store.append(read, (now) => {
      const isDone = now.events.some(({ body }) => body.type === 'form-saved' && body.saveId === saveId);
      if (now.state === null || isDone) return null;
      const fields = changedFields(formOf(now.state, form), typed, person);
      if (Object.keys(fields).length === 0) return null;
      return { at, actor: actorOf(person), track: trackOf(now), body: { type: 'form-saved', form, saveId, fields } };
    });
    if (event !== null) await noteEvent(event, person, setting);
    await setting.store.saveSummary(record);
    return c.json({ form, fields: ownFields(record.events, form, person) }, 200);
  });
}

/** @throws ProblemError 404 for a report of somebody else, 409 while there is no case of it yet. */
async function ownCase(reportId: string, person: Person, setting: ConsoleSetting): Promise<{ record: CaseRecord }> {
  await assertOwnReport(reportId, person, setting);
  const { record } = await caseOfReport(reportId, setting);
  if (record !== null) return { record };
  throw new ProblemError(
    409,
    'Your report is being read, which takes seconds. Keep what you typed, and save it again.',
  );
}

/** The last that a person wrote into each field. */
function ownFields(events: readonly CaseEvent[], form: FormName, { id }: Person): z.infer<typeof OwnForm>['fields'] {
  const own = new Map<string, { name: FieldName; lastEvent: number; value: FieldValue }>();
  for (const { actor, body, number } of events) {
    if (body.type !== 'form-saved' || body.form !== form || actor.kind !== 'person' || actor.id !== id) continue;
    for (const [name, { value }] of Object.entries(body.fields)) own.set(name, { name, lastEvent: number, value });
  }
  return [...own.values()];
}
