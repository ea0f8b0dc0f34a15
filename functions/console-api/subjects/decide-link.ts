import { z } from '@hono/zod-openapi';
import type { SubjectLink } from '../../contracts/identity.ts';
import { LinkBusyError } from '../../shared/history/links.ts';
import { LinkDecision } from '../../shared/history/subject-record.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { LinkView, SubjectParameters, versionOfLink, viewLink } from './subject-views.ts';

const route = guardedRoute('decide-link', {
  method: 'post',
  path: '/api/subjects/{subjectId}/links/{otherId}',
  summary: 'Say that two subjects are one person, or two; it can be said otherwise later',
  request: {
    params: SubjectParameters.extend({ otherId: SubjectParameters.shape.subjectId }),
    headers: z.object({ 'if-match': z.string().optional() }),
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ decision: LinkDecision.shape.decision }) } },
    },
  },
  responses: {
    200: {
      description: 'The link as it is now',
      content: { 'application/json': { schema: LinkView } },
      headers: z.object({ etag: z.string() }),
    },
    ...problems(404, 409, 415, 422, 428, 503),
  },
});

/**
 * A decision of a person: from then on their histories are read as one, or never again by evidence alone. Neither history is changed,
 * so a later decision undoes it; who decided what and when stays on record.
 */
export function addDecideLink(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { subjectId, otherId } = c.req.valid('param');
    if (subjectId === otherId) throw new ProblemError(422, 'otherId: is the same subject. Name another.');
    const person = c.get('person');
    const { subjects, tools } = setting;
    const linkNow = async () => (await subjects.links(subjectId)).find((link) => link.otherId === otherId) ?? null;
    const known = await linkNow();
    if (known === null && !((await subjects.isKnown(subjectId)) && (await subjects.isKnown(otherId)))) {
      throw new ProblemError(404, 'There are no such two subjects.');
    }
    assertSeen(c.req.valid('header')['if-match'], known);
    const { decision } = c.req.valid('json');
    await subjects.decide(subjectId, { otherId, decision, at: setting.now(), by: person.id }).catch(refuse);
    const link = await linkNow();
    if (link === null) throw new ProblemError(503, 'The link is not there yet. Try again.');
    tools.logger.info('A link was decided', { person: person.id, subjectId, otherId, decision });
    return c.json(viewLink(link), 200, { etag: `"${versionOfLink(link)}"` });
  });
}

/** @throws ProblemError 428 without If-Match, 409 where the link is another than was seen. `*`: whatever it is, or none. */
function assertSeen(ifMatch: string | undefined, link: SubjectLink | null): void {
  if (ifMatch === undefined) {
    throw new ProblemError(
      428,
      'Send If-Match with the version that the link came with in quotation marks, or * where the two have none yet.',
    );
  }
  const seen = ifMatch.trim();
  if (seen === '*' || (link !== null && seen.replace(/^W\//, '') === `"${versionOfLink(link)}"`)) return;
  throw new ProblemError(409, 'The link has changed since you read it. Read the subject again, then decide.');
}

function refuse(error: unknown): never {
  if (!(error instanceof LinkBusyError)) throw error;
  throw new ProblemError(503, 'Others are changing the link. Try again.');
}
