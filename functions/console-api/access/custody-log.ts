import { z } from '@hono/zod-openapi';
import type { CaseEvent } from '../../contracts/case.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { visibleEvents } from '../cases/views.ts';
import { FILE_RESPONSE, fileAnswer } from '../custody/hand-over.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { csv } from '../http/csv.ts';
import { problems } from '../http/problem.ts';
import { readCaseFor } from './case-access.ts';
import { logView } from './log-view.ts';

const CustodyEntry = z
  .object({
    number: z.int(),
    at: z.string(),
    by: z.string(),
    /** The stage, or the token's subject. */
    byId: z.string(),
    roles: z.array(z.string()),
    track: z.string(),
    what: z.string(),
    contactId: z.string().nullable(),
    reason: z.string().nullable(),
    hash: z.string(),
  })
  .openapi('CustodyEntry');
type CustodyEntry = z.infer<typeof CustodyEntry>;

const route = guardedRoute('read-custody', {
  method: 'get',
  path: '/api/cases/{caseId}/custody-log',
  summary: 'Who did and saw what in a case, and when, and why where they said it; reading it is logged too',
  request: { params: CaseParameters, query: z.object({ format: z.enum(['json', 'csv']).default('json') }) },
  responses: {
    200: {
      description: 'In order, as JSON or as CSV',
      content: {
        'application/json': { schema: z.object({ entries: z.array(CustodyEntry) }) },
        'application/octet-stream': FILE_RESPONSE.content['application/octet-stream'],
      },
    },
    ...problems(404, 422),
  },
});

export function addCustodyLog(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param');
    const { record, tracks, person } = await readCaseFor(caseId, 'read-custody', c.get('person'), setting);
    const logged = await logView(record, { what: 'custody-log', contactId: null }, person, setting);
    const entries = visibleEvents(logged, tracks).map(entryOf);
    if (c.req.valid('query').format === 'json') return c.json({ entries }, 200);
    const bytes = Buffer.from(csv([HEADINGS, ...entries.map(cellsOf)]));
    return fileAnswer(bytes, `${caseNumberOf(caseId)}-custody-log.csv`, sha256Hex(bytes)) as never;
  });
}

function entryOf({ number, at, actor, track, body, hash }: CaseEvent): CustodyEntry {
  const isPerson = actor.kind === 'person';
  return {
    number,
    at,
    by: isPerson ? actor.name : actor.id,
    byId: actor.id,
    roles: isPerson ? actor.roles : [],
    track,
    what: body.type === 'viewed' ? `viewed: ${body.what}` : body.type,
    contactId: 'contactId' in body ? body.contactId : null,
    reason: 'reason' in body && typeof body.reason === 'string' ? body.reason : null,
    hash,
  };
}

const HEADINGS = ['Number', 'At', 'By', 'Id', 'Roles', 'Track', 'What', 'Contact', 'Reason', 'Hash'];

const cellsOf = (entry: CustodyEntry): string[] => [
  String(entry.number),
  entry.at,
  entry.by,
  entry.byId,
  entry.roles.join(' '),
  entry.track,
  entry.what,
  entry.contactId ?? '',
  entry.reason ?? '',
  entry.hash,
];
