import { z } from '@hono/zod-openapi';
import { TellingState } from '../../contracts/case-telling.ts';
import { Contact } from '../../contracts/contact.ts';
import { Placeholder, TemplateFields } from '../../contracts/template.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { heldContacts } from '../../shared/case/held.ts';
import { contactKey, readJsonIfThere } from '../../shared/objects.ts';
import { type CaseRead, noSuchCase, readCaseFor } from '../access/case-access.ts';
import { logView } from '../access/log-view.ts';
import { unmaskedUntil } from '../cases/masking.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { fillTemplate } from './fill.ts';
import { offersFor } from './offer.ts';

export const TemplateView = z
  .object({
    ...TemplateFields.pick({ template: true, title: true, to: true, track: true, use: true, before: true, after: true })
      .shape,
    /** Why it is not for this case; null where it may be sent. */
    forbids: z.string().nullable(),
    /** Null where it may not be sent. */
    subject: z.string().nullable(),
    body: z.string().nullable(),
    /** What is left in it for you to fill in. */
    left: z.array(Placeholder),
    /** When people said that they sent it. */
    sent: z.array(TellingState.shape.templates.unwrap().pick({ sentAt: true, to: true, number: true })),
  })
  .openapi('TemplateView');

const route = guardedRoute('read-templates', {
  method: 'get',
  path: '/api/cases/{caseId}/templates',
  summary: 'Texts that you may send in your own name; the system sends none. The view is logged',
  request: { params: CaseParameters },
  responses: {
    200: {
      description: 'Each filled in with what you may see of the case',
      content: { 'application/json': { schema: z.object({ templates: z.array(TemplateView) }) } },
    },
    ...problems(404, 422),
  },
});

/** Names are filled in where the person is shown them, and nothing that anybody wrote ever is. */
export function addReadTemplates(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const read = await readCaseFor(c.req.valid('param').caseId, 'read-templates', c.get('person'), setting);
    const { person, tracks } = read;
    const state = foldCase(visibleEvents(read.record, tracks));
    if (state === null) throw noSuchCase();
    await logView(read.record, { what: 'case', contactId: null }, person, setting);
    const filling = {
      state,
      roster: setting.roster,
      senderName: person.name,
      customerName: await customerName(read, setting),
      at: setting.now(),
    };
    const templates = offersFor(setting.templates, state, { roles: person.roles, tracks }).map(
      ({ template, forbids }) => {
        const { template: id, title, to, track, use, before, after } = template;
        const filled = forbids === null ? fillTemplate(template, filling) : { subject: null, body: null, left: [] };
        const sent = state.telling.templates
          .filter((one) => one.template === id)
          .map(({ sentAt, to: whom, number }) => ({ sentAt, to: whom, number }));
        return { template: id, title, to, track, use, before, after, forbids, ...filled, left: [...filled.left], sent };
      },
    );
    return c.json({ templates }, 200);
  });
}

/** As the last contact that gives one names them; null for whom it is masked. */
async function customerName(
  { record, person }: CaseRead,
  { contactsBucket, now }: ConsoleSetting,
): Promise<string | null> {
  const { state } = record;
  if (state === null || unmaskedUntil(record.events, person, now()) === null) return null;
  const last = heldContacts(state).findLast(({ part }) => part === 'flagged');
  if (last === undefined) return null;
  const contact = await readJsonIfThere(contactsBucket, contactKey(last.contactId), Contact);
  return contact?.subject?.name ?? null;
}
