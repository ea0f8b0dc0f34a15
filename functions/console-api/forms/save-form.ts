import { z } from '@hono/zod-openapi';
import { FormFieldState } from '../../contracts/case-forms.ts';
import { FieldName } from '../../contracts/form.ts';
import { fieldOf, formOf, isUndecided } from '../../shared/case/fold/forms.ts';
import { changeCase } from '../cases/change-case.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { asProblem, Problem, ProblemError, problems } from '../http/problem.ts';
import { definitionOf, FormParameters } from './form-of-case.ts';
import { assertFits, changedFields, SaveBody, saveIdFor, type Typed } from './save-fields.ts';

const FormSaved = z
  .object({
    form: z.string(),
    /** The last event of the form. */
    lastEvent: z.int(),
    /** The fields that were asked for, as they are now. A field that was and stays empty is not among them. */
    fields: z.array(FormFieldState),
  })
  .openapi('FormSaved');

/** All that was typed is saved; of these fields somebody else wrote another value meanwhile, and both are kept. */
const FormConflict = Problem.extend({
  ...FormSaved.shape,
  conflicts: z.array(FieldName),
}).openapi('FormConflict');

const route = guardedRoute('save-form', {
  method: 'patch',
  path: '/api/cases/{caseId}/forms/{form}',
  summary: 'Save fields of a form as they are typed; it may be filled in half, and finished later',
  request: {
    params: FormParameters,
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: { required: true, content: { 'application/json': { schema: SaveBody } } },
  },
  responses: {
    200: { description: 'Saved', content: { 'application/json': { schema: FormSaved } } },
    ...problems(404, 413, 415, 422, 503),
    409: {
      description: 'Saved, and of some fields there is another value that you had not seen: decide between them',
      content: { 'application/problem+json': { schema: FormConflict } },
    },
  },
});

/**
 * Saves field by field (requirement 27). There is no If-Match on the case: typing must not be refused because somebody was told of the case
 * meanwhile, or types beside one. Instead each field names what its writer had before them.
 */
export function addSaveForm(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId, form } = c.req.valid('param');
    const person = c.get('person');
    const definition = definitionOf(form, setting);
    const typed: Typed = c.req.valid('json').fields;
    assertFits(definition, typed);
    const saveId = saveIdFor({ caseId, form, person, typed, key: keyIn(c.req.valid('header')) });
    const { forms } = await changeCase(
      { action: 'save-form', caseId, ifMatch: '*', person },
      setting,
      (record, state) => {
        if (record.events.some(({ body }) => body.type === 'form-saved' && body.saveId === saveId)) return null;
        const fields = changedFields(formOf(state, form), typed, person);
        return Object.keys(fields).length === 0 ? null : { type: 'form-saved', form, saveId, fields };
      },
    );
    const state = formOf({ forms }, form);
    const fields = Object.keys(typed).flatMap((name) => fieldOf(state, name) ?? []);
    const saved = { form, lastEvent: state?.lastEvent ?? 0, fields };
    const conflicts = fields.filter(isUndecided).map(({ name }) => name);
    if (conflicts.length === 0) return c.json(saved, 200);
    const detail = `All is saved. Somebody else wrote ${conflicts.join(', ')} meanwhile, and both values are kept: decide between them.`;
    const problem = { ...asProblem(new ProblemError(409, detail)), ...saved, conflicts };
    return c.json(problem, 409, { 'content-type': 'application/problem+json' });
  });
}
