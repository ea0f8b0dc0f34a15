import { z } from '@hono/zod-openapi';
import { DeletionLaw, type DeletionRequest } from '../../contracts/retention.ts';
import { Instant } from '../../contracts/vocabulary.ts';
import { deletionIdOf } from '../../shared/ids.ts';
import { toInstant } from '../../shared/time.ts';
import { accessOf } from '../access/case-access.ts';
import { actorOf, entryOf, noteEvent, trackOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { casesOfSubjects } from '../subjects/subject-cases.ts';
import { SubjectParameters } from '../subjects/subject-views.ts';
import { DeletionView, viewDeletion } from './deletion-views.ts';

const DAY_MS = 86_400_000;

const Body = z
  .strictObject({
    law: DeletionLaw,
    /** When the company had the request. */
    receivedAt: Instant,
    /** The company's own number for it: no name and no address. */
    reference: z
      .string()
      .trim()
      .max(100)
      .regex(/^[\w./#-]*$/, 'must be a number of your own, without spaces; never a name or an address')
      .default(''),
  })
  .openapi('DeletionBody');

const route = guardedRoute('ask-deletion', {
  method: 'post',
  path: '/api/subjects/{subjectId}/deletion-requests',
  summary:
    'Enter a person’s request for deletion: what may go is deleted for good, what is held is listed with the reason',
  request: {
    params: SubjectParameters,
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: { required: true, content: { 'application/json': { schema: Body } } },
  },
  responses: {
    202: {
      description: 'It is at work; the same key again goes on with what was interrupted',
      content: { 'application/json': { schema: DeletionView } },
      headers: z.object({ location: z.string() }),
    },
    ...problems(404, 415, 422, 503),
  },
});

/** Puts the request down, then into the cases of the subject, then asks for the work: what ended in between is completed by its retry. */
export function addAskDeletion(api: ConsoleApi, setting: ConsoleSetting): void {
  const { deletions, subjects, policy, now, tools } = setting;
  api.openapi(route, async (c) => {
    const { subjectId } = c.req.valid('param');
    const { law, receivedAt, reference } = c.req.valid('json');
    const person = c.get('person');
    const cases = await casesOfSubjects([subjectId], setting);
    if (cases.some((record) => accessOf(record, 'ask-deletion', person, setting) === null)) throw noSuchSubject();
    const askedAt = now();
    if (receivedAt > askedAt) throw new ProblemError(422, 'receivedAt: is in the future.');
    const deletionId = deletionIdOf(subjectId, person.id, keyIn(c.req.valid('header')));
    const known = await deletions.store.read(deletionId);
    // One that is done left nothing by which the subject would be known.
    const isKnown = known !== null || cases.length > 0 || (await subjects.isKnown(subjectId));
    if (!isKnown) throw noSuchSubject();
    const answerDueAt = toInstant(new Date(Date.parse(receivedAt) + policy.retention.deletion.answer_days * DAY_MS));
    const offered: DeletionRequest = {
      ...{ deletionId, subjectId, law, reference, receivedAt, answerDueAt, askedAt, by: person.id },
      ...{ state: 'working', before: null, after: null, finishedAt: null, revision: 1 },
    };
    const first = await deletions.store.begin(offered);
    const request = first ? offered : ((await deletions.store.read(deletionId)) ?? offered);
    for (const record of cases) await noteInCase(record, deletionId, person, setting);
    await setting.accessLog.note({ ...entryOf(person, askedAt, 'deletion'), subjectId });
    if (request.state !== 'done') await deletions.send({ deletionId });
    tools.logger.info('A deletion was asked for', { person: person.id, subjectId, deletionId, first });
    return c.json(await viewDeletion(request, person, setting), 202, {
      location: `/api/deletion-requests/${deletionId}`,
    });
  });
}

const noSuchSubject = (): ProblemError => new ProblemError(404, 'There is no such subject.');

async function noteInCase(
  record: Awaited<ReturnType<typeof casesOfSubjects>>[number],
  deletionId: string,
  person: Person,
  { store, now, ...setting }: ConsoleSetting,
): Promise<void> {
  // A merged one is read only; the case that it goes on in is among them.
  if (record.state?.relations.mergedInto) return;
  const noted = await store.append(record, ({ state }) =>
    state?.retention.deletions.some((known) => known.deletionId === deletionId)
      ? null
      : { at: now(), actor: actorOf(person), track: trackOf(record), body: { type: 'deletion-requested', deletionId } },
  );
  await store.saveSummary(noted.record);
  if (noted.event !== null) await noteEvent(noted.event, person, setting);
}
