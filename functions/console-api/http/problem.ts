import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { UndertoneError } from '../../shared/errors.ts';

/** What changed in a case since the version that a person had before them. */
export const Change = z.object({
  number: z.int(),
  at: z.string(),
  by: z.string(),
  type: z.string(),
});

/** RFC 9457. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** What was wrong, where, and what to do. */
    detail: z.string(),
    changes: z.array(Change).optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof Problem>;

const TITLES = {
  400: 'The request cannot be read',
  401: 'Nobody is signed in',
  403: 'Your role may not do this',
  404: 'There is nothing here',
  409: 'It is not as you saw it',
  413: 'It is too large',
  415: 'The body is not JSON',
  422: 'Something in the request is wrong',
  428: 'Say which version you saw',
  500: 'Something went wrong here',
  503: 'Busy; try again',
} as const;
export type ProblemStatus = keyof typeof TITLES;

/** A refusal on its way to the person who asked. */
export class ProblemError extends UndertoneError {
  override readonly name = 'ProblemError';
  constructor(
    readonly status: ProblemStatus,
    readonly detail: string,
    readonly changes?: z.infer<typeof Change>[],
  ) {
    super(detail);
  }
}

/** What is answered, for a route that says more beside it. */
export function asProblem({ status, detail, changes }: ProblemError): Problem {
  return { type: 'about:blank', title: TITLES[status], status, detail, ...(changes === undefined ? {} : { changes }) };
}

export function problemResponse(c: Context, error: ProblemError): Response {
  return c.body(JSON.stringify(asProblem(error)), error.status, { 'content-type': 'application/problem+json' });
}

/** For a route's `responses`. */
export function problems<const S extends ProblemStatus>(...statuses: S[]) {
  const response = (status: ProblemStatus) => ({
    description: TITLES[status],
    content: { 'application/problem+json': { schema: Problem } },
  });
  return Object.fromEntries(statuses.map((status) => [status, response(status)])) as Record<
    S,
    ReturnType<typeof response>
  >;
}
