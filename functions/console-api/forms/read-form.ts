import { z } from '@hono/zod-openapi';
import { foldCase } from '../../shared/case/fold.ts';
import { noSuchCase, readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { etagOf } from '../http/version.ts';
import { definitionOf, FormParameters, readContactOfForm } from './form-of-case.ts';
import { FormRow, FormView, historyOf, rowOf, viewForm } from './form-views.ts';
import { contactOfForm, prefill } from './prefill.ts';

const listRoute = guardedRoute('read-form', {
  method: 'get',
  path: '/api/cases/{caseId}/forms',
  summary: 'Which forms a case asks for, and how far each is; the view is logged',
  request: { params: CaseParameters },
  responses: {
    200: {
      description: 'The forms, without what is written in them',
      content: { 'application/json': { schema: z.object({ forms: z.array(FormRow) }) } },
    },
    ...problems(404, 422),
  },
});

const route = guardedRoute('read-form', {
  method: 'get',
  path: '/api/cases/{caseId}/forms/{form}',
  summary: 'A form of a case: what people wrote, what the case knows, and what is missing; the view is logged',
  request: {
    params: FormParameters,
    query: z.object({
      history: z.enum(['true', 'false']).default('false'),
      /** The event from which to read the history on. */
      before: z.coerce.number().int().positive().optional(),
    }),
  },
  responses: {
    200: {
      description: 'The form; its ETag is for completing it',
      content: { 'application/json': { schema: FormView } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 422),
  },
});

export function addReadForm(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(listRoute, async (c) => {
    const { caseId } = c.req.valid('param');
    const { record, tracks, person } = await readCaseFor(caseId, 'read-form', c.get('person'), setting);
    const state = foldCase(visibleEvents(record, tracks));
    if (state === null) throw noSuchCase();
    await logView(record, { what: 'form', contactId: null }, person, setting);
    return c.json({ forms: setting.forms.map((definition) => rowOf(definition, state)) }, 200);
  });
  api.openapi(route, async (c) => {
    const { caseId, form } = c.req.valid('param');
    const read = await readCaseFor(caseId, 'read-form', c.get('person'), setting);
    const definition = definitionOf(form, setting);
    const events = visibleEvents(read.record, read.tracks);
    const state = foldCase(events);
    if (state === null) throw noSuchCase();
    const { contactId } = contactOfForm(definition, state);
    await logView(read.record, { what: 'form', contactId, form }, read.person, setting);
    const contact = await readContactOfForm(definition, state, read, setting);
    const view = viewForm(definition, state, prefill(definition, state, contact));
    const { history, before = null } = c.req.valid('query');
    const shown = history === 'true' ? { ...view, history: historyOf(form, events, before) } : view;
    return c.json(shown, 200, { etag: etagOf(view.lastEvent) });
  });
}
