import { z } from '@hono/zod-openapi';
import { Instant } from '../../contracts/vocabulary.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { FILE_RESPONSE, fileAnswer } from '../custody/hand-over.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { csv } from '../http/csv.ts';
import { assertPeriod } from '../http/period.ts';
import { problems } from '../http/problem.ts';
import { AccessEntry } from './access-log.ts';
import { accessTo } from './case-access.ts';
import { entryOf } from './log-view.ts';
import type { Person } from './person.ts';

const LARGEST_PAGE = 100;

/** What people say to each other of a case is its number. */
export const ReadEntry = AccessEntry.extend({ caseNumber: z.string().nullable() }).openapi('AccessEntry');

const route = guardedRoute('read-access-log', {
  method: 'get',
  path: '/api/access-log',
  summary: 'Who saw or changed what over all cases in a time, the newest first; reading it is logged too',
  request: {
    query: z.object({
      from: Instant,
      to: Instant,
      personId: z.string().min(1).max(200).optional(),
      caseId: CaseParameters.shape.caseId.optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(50),
      cursor: z.string().max(1000).optional(),
      format: z.enum(['json', 'csv']).default('json'),
    }),
  },
  responses: {
    200: {
      description: 'A page, and a cursor for the next one or null; as CSV the cursor is in the header x-next-cursor',
      content: {
        'application/json': {
          schema: z.object({ entries: z.array(ReadEntry), cursor: z.string().nullable() }),
        },
        'application/octet-stream': FILE_RESPONSE.content['application/octet-stream'],
      },
    },
    ...problems(422),
  },
});

export function addReadAccessLog(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { format, ...asked } = c.req.valid('query');
    const person = c.get('person');
    assertPeriod(asked.from, asked.to);
    const page = await setting.accessLog.list(asked);
    await setting.accessLog.note({ ...entryOf(person, setting.now(), 'access-log'), caseId: asked.caseId ?? null });
    const entries = await withoutKept(page.entries, person, setting);
    if (format === 'json') {
      const read = entries.map((entry) => ({ ...entry, caseNumber: entry.caseId && caseNumberOf(entry.caseId) }));
      return c.json({ entries: read, cursor: page.cursor }, 200);
    }
    const bytes = Buffer.from(csv([HEADINGS, ...entries.map(cellsOf)]));
    const answer = fileAnswer(
      bytes,
      `access-log-${asked.from.slice(0, 10)}-to-${asked.to.slice(0, 10)}.csv`,
      sha256Hex(bytes),
    );
    if (page.cursor !== null) answer.headers.set('x-next-cursor', page.cursor);
    return answer as never;
  });
}

/** An auditor whom a case is about does not audit it. */
async function withoutKept(
  entries: readonly AccessEntry[],
  person: Person,
  setting: ConsoleSetting,
): Promise<AccessEntry[]> {
  const named = new Set(entries.flatMap(({ caseId, caseIds }) => [...caseIds, ...(caseId === null ? [] : [caseId])]));
  const kept = new Set<string>();
  for (const caseId of named) {
    const need = await setting.store.needOf(caseId);
    if (need !== null && accessTo(need, 'read-custody', person, setting) === null) kept.add(caseId);
  }
  return entries
    .filter(({ caseId }) => caseId === null || !kept.has(caseId))
    .map((entry) => ({ ...entry, caseIds: entry.caseIds.filter((caseId) => !kept.has(caseId)) }));
}

const HEADINGS = [
  'At',
  'Person',
  'Id',
  'Roles',
  'What',
  'Case',
  'Contact',
  'Subject',
  'Cases of a list',
  'Reason',
  'Event',
  'Hash',
];

const cellsOf = (entry: AccessEntry): string[] => [
  entry.at,
  entry.personName,
  entry.personId,
  entry.roles.join(' '),
  entry.what,
  entry.caseId ?? '',
  entry.contactId ?? '',
  entry.subjectId ?? '',
  entry.caseIds.join(' '),
  entry.reason ?? '',
  entry.event === null ? '' : String(entry.event.number),
  entry.event?.hash ?? '',
];
