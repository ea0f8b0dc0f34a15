import { z } from '@hono/zod-openapi';
import { ReportForm } from '../../contracts/report-form.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { reportIdOf } from '../../shared/ids.ts';
import { actorOf } from '../access/log-view.ts';
import type { Person } from '../access/person.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { IdempotencyKey, keyIn } from '../http/idempotency-key.ts';
import { ProblemError, problems } from '../http/problem.ts';
import { decodedBytes, MAX_FILES_BYTES, ReportBody } from './report-body.ts';
import { ReportBusyError, ReportConflictError } from './report-store.ts';

const NEXT =
  'Your report is taken in and opens a case, and a supervisor is told within minutes. If anyone is in danger now, call the emergency number. You need not answer the person; keep what they sent.';

const Accepted = z
  .object({
    /** What to refer to, and to ask after at /api/reports/{reportId}. */
    reportId: z.string(),
    receivedAt: z.string(),
    next: z.string(),
  })
  .openapi('ReportAccepted');

const route = guardedRoute('make-report', {
  method: 'post',
  path: '/api/reports',
  summary: 'Report a threat or harassment; anyone who is signed in may',
  request: {
    headers: z.object({
      'idempotency-key': IdempotencyKey,
    }),
    body: { required: true, content: { 'application/json': { schema: ReportBody } } },
  },
  responses: {
    202: {
      description: 'The report is stored; it is read and a case is opened within seconds',
      content: { 'application/json': { schema: Accepted } },
      headers: z.object({ location: z.string() }),
    },
    ...problems(413, 415, 422, 503),
  },
});

/**
 * Takes an employee's report: stores it where `ingest` takes it in, with who is signed in as its reporter. Its text goes nowhere
 * else: not into a log, not into an answer.
 */
export function addMakeReport(api: ConsoleApi, { reports, now, tools }: ConsoleSetting): void {
  api.openapi(route, async (c) => {
    const person = c.get('person');
    const body = c.req.valid('json');
    const files = body.files ?? [];
    const filesBytes = files.reduce((sum, { base64 }) => sum + decodedBytes(base64), 0);
    if (filesBytes > MAX_FILES_BYTES) {
      throw new ProblemError(
        413,
        `The files have ${filesBytes} bytes together; a report takes ${MAX_FILES_BYTES}. Forward a large mail to the intake address instead, or have a large transcript put into the intake bucket; name it in this report.`,
      );
    }
    const reportId = reportIdOf(person.id, keyIn(c.req.valid('header')));
    const offered = { reportId, at: now(), actor: actorOf(person), formSha256: sha256Hex(JSON.stringify(body)) };
    const { receipt, first } = await reports.accept(formOf(body, reportId, person), offered).catch(refuse);
    tools.logger.info('A report was made', { person: person.id, reportId, first, files: files.length, filesBytes });
    const answer = { reportId, receivedAt: receipt.at, next: NEXT };
    return c.json(answer, 202, { location: `/api/reports/${reportId}` });
  });
}

/** The members of the API under the names of the documented form. */
function formOf(
  { person: relation, accountNumber: account, channel: how, targets: target, witnesses: witness, ...rest }: ReportBody,
  report: string,
  { id, name, address }: Person,
): ReportForm {
  return ReportForm.parse({
    form: 'report',
    report,
    reportedBy: { id, name, address },
    ...rest,
    relation,
    account,
    how,
    target,
    witness,
  });
}

function refuse(error: unknown): never {
  if (error instanceof ReportConflictError) {
    throw new ProblemError(
      422,
      'This Idempotency-Key came with another report before. Send a new key with a new report, and the same key only with the same one.',
    );
  }
  if (error instanceof ReportBusyError) {
    throw new ProblemError(503, 'The same report is being stored at this moment. Send it again with the same key.');
  }
  throw error;
}
