import { z } from '@hono/zod-openapi';
import { ACTIONS, mayDo } from '../access/access.ts';
import { accessOf } from '../access/case-access.ts';
import { entryOf, logView } from '../access/log-view.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { casesOfSubjects, readsSubjectsAtLarge } from './subject-cases.ts';
import { SubjectParameters, SubjectView, viewActs, viewLink, viewNotice } from './subject-views.ts';

const LARGEST_PAGE = 200;

const route = guardedRoute('read-subject', {
  method: 'get',
  path: '/api/subjects/{subjectId}',
  summary: 'What one subject did and was told, over time, and whom else they may be; the view is logged',
  request: {
    params: SubjectParameters,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(100),
      cursor: z
        .string()
        .max(200)
        .regex(/^[\x20-\x7e]+$/, 'must be one that this route gave out')
        .optional(),
    }),
  },
  responses: {
    200: {
      description: 'The subject, with a page of their acts and a cursor for the next one or null',
      content: { 'application/json': { schema: SubjectView } },
    },
    ...problems(404, 422),
  },
});

export function addReadSubject(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { subjectId } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const person = c.get('person');
    const { subjects } = setting;
    const [page, notices, links, decisions, all] = await Promise.all([
      subjects.sightings(subjectId, limit, cursor),
      subjects.notices(subjectId),
      subjects.links(subjectId),
      subjects.decisions(subjectId),
      casesOfSubjects([subjectId], setting),
    ]);
    const cases = all.filter((record) => accessOf(record, 'read-subject', person, setting) !== null);
    if (cases.length === 0 && !readsSubjectsAtLarge(person, all))
      throw new ProblemError(404, 'There is no such subject.');
    if (page.sightings.length + notices.length + links.length + cases.length === 0 && cursor === undefined) {
      throw new ProblemError(404, 'There is no such subject.');
    }
    // What cannot be logged is not shown (requirement 31): in the cases that show a part of it, and with the subject where there is none.
    const at = setting.now();
    await subjects.viewed(subjectId, at, person.id);
    await setting.accessLog.note({ ...entryOf(person, at, 'subject'), subjectId });
    for (const record of cases) await logView(record, { what: 'subject', contactId: null }, person, setting);
    const view = {
      subjectId,
      cases: cases.flatMap(({ state }) => state ?? []).map(rowOf),
      acts: viewActs(page.sightings, cases),
      cursor: page.cursor,
      notices: notices.map(viewNotice),
      links: links.map(viewLink),
      decisions,
      may: ACTIONS.filter((action) => mayDo(person.roles, action)),
    };
    return c.json(view, 200);
  });
}

type Row = z.infer<typeof SubjectView>['cases'][number];
const rowOf = ({ caseId, caseNumber, purpose, status, priority, lane }: Row): Row => ({
  caseId,
  caseNumber,
  purpose,
  status,
  priority,
  lane,
});
