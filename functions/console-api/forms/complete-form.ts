import { z } from '@hono/zod-openapi';
import type { CaseEventOf, CaseState } from '../../contracts/case.ts';
import type { Contact } from '../../contracts/contact.ts';
import type { FormDefinition } from '../../contracts/form.ts';
import { fieldOf, formOf } from '../../shared/case/fold/forms.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { missingOf } from '../../shared/form/missing.ts';
import { noSuchCase, readCaseFor } from '../access/case-access.ts';
import { changeCase } from '../cases/change-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { etagOf, seenVersion } from '../http/version.ts';
import { definitionOf, FormParameters, readContactOfForm } from './form-of-case.ts';
import { FormView, viewForm } from './form-views.ts';
import { contactOfForm, prefill } from './prefill.ts';

const route = guardedRoute('complete-form', {
  method: 'post',
  path: '/api/cases/{caseId}/forms/{form}/completion',
  summary: 'Say that a form is complete; what is missing is named, and what the case knows is taken over',
  request: {
    params: FormParameters,
    headers: z.object({ 'if-match': z.string().optional() }),
  },
  responses: {
    200: {
      description: 'The form as it is now',
      content: { 'application/json': { schema: FormView } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 409, 422, 428, 503),
  },
});

export function addCompleteForm(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId, form } = c.req.valid('param');
    const person = c.get('person');
    const definition = definitionOf(form, setting);
    const ifMatch = c.req.valid('header')['if-match'];
    const read = await readCaseFor(caseId, 'complete-form', person, setting);
    const before = foldCase(visibleEvents(read.record, read.tracks));
    if (before === null) throw noSuchCase();
    const about = contactOfForm(definition, before).contactId;
    const contact = await readContactOfForm(definition, before, read, setting);
    const asked = { action: 'complete-form', caseId, ifMatch: '*', person } as const;
    const view = await changeCase(asked, setting, (record, whole, _, { tracks }) => {
      // Of what they see: a contact of the review of an employee must not be taken over into what others read.
      const state = foldCase(visibleEvents(record, tracks)) ?? whole;
      assertSeen(ifMatch, definition, state);
      // What a form takes over must be what its reader saw.
      if (contactOfForm(definition, state).contactId !== about) {
        throw new ProblemError(409, 'The case has another contact that this form is about. Read the form again.');
      }
      return completion(definition, state, contact);
    });
    const shown = viewForm(definition, view, prefill(definition, view, contact));
    return c.json(shown, 200, { etag: etagOf(shown.lastEvent) });
  });
}

/** @throws ProblemError 428, 422 or 409 unless the form is still as the person saw it, by its ETag. */
function assertSeen(ifMatch: string | undefined, { form }: FormDefinition, state: CaseState): void {
  const last = formOf(state, form)?.lastEvent ?? 0;
  const seen = seenVersion(ifMatch, last);
  if (seen !== null && seen < last) {
    throw new ProblemError(409, 'Somebody wrote into the form since you read it. Read it again, then complete it.');
  }
}

/** @throws ProblemError 409 naming what is missing, what is undecided, or that it is complete already. */
function completion(
  definition: FormDefinition,
  state: CaseState,
  contact: Contact | null,
): CaseEventOf<'form-completed'> {
  const form = formOf(state, definition.form);
  if (form?.completed && form.changedSince.length === 0) {
    throw new ProblemError(409, 'The form is complete already, and nothing was changed since.');
  }
  const known = prefill(definition, state, contact);
  const { missing, undecided } = missingOf(definition, form, new Map([...known].map(([n, { value }]) => [n, value])));
  const lacks = [
    ...(missing.length === 0 ? [] : [`Missing: ${missing.map(({ label }) => `“${label}”`).join(', ')}.`]),
    ...(undecided.length === 0 ? [] : [`Of two values, and nobody has decided: ${undecided.join(', ')}.`]),
  ];
  if (lacks.length > 0) {
    const detail = `The form is not complete. ${lacks.join(' ')} It is kept as it is, and can be completed later.`;
    throw new ProblemError(409, detail);
  }
  const takenOver = [...known].filter(([name]) => fieldOf(form, name) === null);
  const { version } = definition;
  return { type: 'form-completed', form: definition.form, version, prefilled: Object.fromEntries(takenOver) };
}
