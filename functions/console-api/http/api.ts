import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { LambdaEvent } from 'hono/aws-lambda';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { FormDefinition } from '../../contracts/form.ts';
import type { Guidance } from '../../contracts/guidance.ts';
import type { PacketMessage } from '../../contracts/messages.ts';
import type { Policy } from '../../contracts/policy.ts';
import type { Roster } from '../../contracts/roster.ts';
import type { Template } from '../../contracts/template.ts';
import type { Trial, TrialRequest } from '../../contracts/trial.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { describeFailure } from '../../shared/batch.ts';
import { CaseBusyError, type CaseStore } from '../../shared/case/store.ts';
import { CursorError } from '../../shared/case/summary.ts';
import type { Telemetry } from '../../shared/telemetry.ts';
import { type Action, mayDo, permissionOf } from '../access/access.ts';
import type { AccessLog } from '../access/access-log.ts';
import { type Person, personOf } from '../access/person.ts';
import type { DeadLetterDesk } from '../dead-letters/dead-letter-desk.ts';
import type { FeedbackStore } from '../feedback/feedback-store.ts';
import type { ReportStore } from '../reports/report-store.ts';
import type { RescoreDesk } from '../rescores/rescore-desk.ts';
import type { DeletionDesk } from '../retention/deletion-desk.ts';
import type { SubjectStore } from '../subjects/subject-store.ts';
import { faultOf } from './fault.ts';
import { ProblemError, problemResponse, problems } from './problem.ts';

export interface ConsoleSetting {
  readonly store: CaseStore;
  /** Who saw what, over all cases. */
  readonly accessLog: AccessLog;
  readonly reports: ReportStore;
  readonly rescores: RescoreDesk;
  readonly deletions: DeletionDesk;
  readonly feedback: FeedbackStore;
  readonly deadLetters: DeadLetterDesk;
  readonly subjects: SubjectStore;
  readonly contactsBucket: string;
  readonly vaultBucket: string;
  /** Copies that leave the system and are deleted after a week: packets, and exports too large for an answer. */
  readonly packetsBucket: string;
  readonly policy: Policy;
  readonly forms: readonly FormDefinition[];
  /** What to do, by kind of case (requirement 24). */
  readonly guidance: Guidance;
  /** Texts that a person may send. */
  readonly templates: readonly Template[];
  readonly roster: Roster;
  /** Asks `notify` to tell people of an event of a case. */
  readonly requestNotification: (caseId: string, eventNumber: number) => Promise<void>;
  /** Has `try` score a text, and waits for it. */
  readonly tryText: (asked: TrialRequest) => Promise<Trial>;
  /** Asks `packets` to make a packet. */
  readonly requestPacket: (message: PacketMessage) => Promise<void>;
  readonly now: () => Instant;
  readonly tools: Telemetry;
}

export interface ConsoleEnv {
  Bindings: { event: LambdaEvent };
  Variables: { person: Person };
}

export type ConsoleApi = OpenAPIHono<ConsoleEnv>;

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** The API without its routes: who asks, what every answer carries, and how every refusal looks. */
export function createApi({ tools }: Pick<ConsoleSetting, 'tools'>): ConsoleApi {
  const api: ConsoleApi = new OpenAPIHono<ConsoleEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      return problemResponse(c, new ProblemError(422, result.error.issues.map(faultOf).join('; ')));
    },
  });
  api.use(async (c, next) => {
    await next();
    // What a case holds must not stay behind in a browser or anything on the way.
    c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('x-content-type-options', 'nosniff');
  });
  api.use(async (c, next) => {
    const person = personOf(claimsOf(c.env.event));
    if (person === null) throw new ProblemError(401, 'The request carries no checked token. Sign in again.');
    c.set('person', person);
    await next();
  });
  api.use(async (c, next) => {
    // A body of another type would be passed over, and with it what a person wrote in it.
    const { body } = c.env.event as { body?: string | null };
    if (body && !JSON_TYPE.test(c.req.header('content-type') ?? '')) {
      throw new ProblemError(415, 'Send the body as application/json, or none.');
    }
    await next();
  });
  api.notFound((c) => problemResponse(c, new ProblemError(404, `There is no ${c.req.method} ${c.req.path}.`)));
  api.onError((error, c) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      tools.logger.error('A request failed', { failure: describeFailure(error), path: c.req.path });
    }
    return problemResponse(c, problem);
  });
  return api;
}

function problemOf(error: Error): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof CursorError) return new ProblemError(422, error.message);
  if (error instanceof CaseBusyError) return new ProblemError(503, 'Others are writing to the case. Try again.');
  if (error instanceof HTTPException && error.status === 400) {
    return new ProblemError(400, 'The body is not JSON that can be read.');
  }
  return new ProblemError(500, 'The request could not be answered. It was logged; try again, or tell the operator.');
}

function claimsOf(event: LambdaEvent | undefined): Record<string, unknown> | undefined {
  const context = event?.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } } | undefined;
  return context?.authorizer?.jwt?.claims;
}

/**
 * A route that one action guards. There is no other way to make one here, and the action is in the OpenAPI document as `x-action`,
 * so that a test can walk every route with every role.
 */
export function guardedRoute<
  const P extends string,
  const R extends Omit<RouteConfig, 'path' | 'middleware'> & { path: P },
>(action: Action, config: R) {
  const guard = createMiddleware<ConsoleEnv>(async (c, next) => {
    if (!mayDo(c.get('person').roles, action)) {
      throw new ProblemError(403, `None of your roles may do this (${action}). Ask who administers them.`);
    }
    await next();
  });
  return createRoute({
    ...config,
    'x-action': action,
    'x-carries': permissionOf(action).carries,
    'x-track': permissionOf(action).track ?? 'handling',
    middleware: [guard] as const,
    responses: { ...problems(401, 403), ...(config.responses as R['responses']) },
  });
}
