import { z } from '@hono/zod-openapi';
import { Notice } from '../../contracts/notice.ts';
import { NoticeConflictError } from '../../shared/history/notices.ts';
import { noticeIdOf } from '../../shared/ids.ts';
import { accessOf } from '../access/case-access.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { judgeSince } from './judge-since.ts';
import { casesOfSubjects, noteInCase, readsSubjectsAtLarge } from './subject-cases.ts';
import { NoticeView, SubjectParameters, viewNotice } from './subject-views.ts';

/** A clock of a client may be a little ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

const NoticeBody = z
  .strictObject({
    kind: Notice.shape.kind,
    /** When the subject was told, or the block began. */
    at: Notice.shape.at,
    /** The employee whom it is about; null, or left out: the company. */
    targetId: z
      .string()
      .regex(/^target-[0-9a-f]{32}$/)
      .nullable()
      .default(null),
  })
  .openapi('NoticeBody');

export const Recorded = z
  .object({
    notice: NoticeView,
    /** The cases, of those that you may see, in which it is noted. */
    caseIds: z.array(z.string()),
    /** Contacts that came after it was told and before it was recorded: they are being judged anew by it. */
    judgedAgain: z.int().min(0),
  })
  .openapi('NoticeRecorded');

const route = guardedRoute('record-notice', {
  method: 'post',
  path: '/api/subjects/{subjectId}/notices',
  summary: 'Record what the subject was told; it changes what their later contacts mean',
  request: {
    params: SubjectParameters,
    headers: z.object({ 'idempotency-key': IdempotencyKey }),
    body: { required: true, content: { 'application/json': { schema: NoticeBody } } },
  },
  responses: {
    201: { description: 'The notice as it is kept', content: { 'application/json': { schema: Recorded } } },
    ...problems(404, 415, 422, 503),
  },
});

/**
 * Records a notice with the subject first and in their cases after it, those of the addresses that are joined to theirs among them: a
 * request that ended in between is completed by its retry. What came between the notice and its recording is judged anew. Nothing is
 * sent to the subject.
 */
export function addRecordNotice(api: ConsoleApi, setting: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const { subjectId } = c.req.valid('param');
    const person = c.get('person');
    const { subjects } = setting;
    const joined = (await subjects.links(subjectId)).filter(({ state }) => state === 'joined');
    const cases = await casesOfSubjects([subjectId, ...joined.map(({ otherId }) => otherId)], setting);
    const visible = cases.filter((record) => accessOf(record, 'record-notice', person, setting) !== null);
    const mayKnow = visible.length > 0 || (readsSubjectsAtLarge(person, cases) && (await subjects.isKnown(subjectId)));
    if (!mayKnow) throw new ProblemError(404, 'There is no such subject in a case of yours.');
    const { kind, at, targetId } = c.req.valid('json');
    const recordedAt = setting.now();
    if (Date.parse(at) > Date.parse(recordedAt) + CLOCK_SKEW_MS) {
      throw new ProblemError(422, 'at: is in the future. Record a notice when the subject has been told.');
    }
    const noticeId = noticeIdOf({ subjectId, kind, at }, `${person.id}\n${keyIn(c.req.valid('header'))}`);
    const offered = { noticeId, subjectId, kind, targetId, at, recordedAt, by: person.id };
    const { notice, first } = await subjects.tell(offered).catch(refuse);
    for (const record of cases) await noteInCase(record, notice, person, setting);
    const judgedAgain = await judgeSince(notice, [subjectId, ...joined.map(({ otherId }) => otherId)], setting);
    setting.tools.logger.info('A notice was recorded', {
      person: person.id,
      subjectId,
      noticeId,
      kind,
      first,
      judgedAgain,
    });
    const caseIds = kind === 'notice-to-stop' || kind === 'block' ? visible.map(({ caseId }) => caseId) : [];
    return c.json({ notice: viewNotice(notice), caseIds, judgedAgain }, 201);
  });
}

function refuse(error: unknown): never {
  if (!(error instanceof NoticeConflictError)) throw error;
  throw new ProblemError(
    422,
    'This Idempotency-Key came with the same notice about somebody else before. Send a new key with a new notice.',
  );
}
