import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Answered } from './protocol.ts';

/** Somebody who takes part: as the roster or the user pool has them. */
export interface Role {
  readonly name: string;
  readonly email: string;
  /** Groups of the user pool. */
  readonly groups: readonly string[];
}

export interface Answer extends Answered {
  // biome-ignore lint/suspicious/noExplicitAny: a step looks at what it is about; the contract of every answer is the API's own tests'.
  readonly body: any;
  readonly etag: string | null;
  readonly location: string | null;
  readonly bytes: Buffer;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An answer that a step cannot go on with. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** One person at the API, with a token and nothing else. */
export class Player {
  constructor(
    private readonly endpoint: string,
    private readonly token: string | null,
    readonly name: string,
  ) {}

  async ask(
    method: Method,
    path: string,
    { body, ifMatch, key = randomUUID() }: { body?: unknown; ifMatch?: string | null; key?: string } = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.endpoint}/api${path}`, {
      method,
      headers: {
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch == null ? {} : { 'if-match': ifMatch }),
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    const read = isJson ? JSON.parse(bytes.toString('utf8')) : null;
    return {
      status: answer.status,
      body: read,
      detail: read?.detail ?? read?.message ?? '',
      etag: answer.headers.get('etag'),
      location: answer.headers.get('location'),
      bytes,
    };
  }

  /** @throws UnexpectedAnswerError unless it is given. */
  async get(path: string): Promise<Answer> {
    return given(`GET ${path}`, await this.ask('GET', path));
  }

  /** Changes a case as somebody does who has it open: reads it, and says in If-Match what they saw. @throws UnexpectedAnswerError where refused. */
  async change(caseId: string, path: string, body: unknown = {}, method: Method = 'POST'): Promise<Answer> {
    return given(`${method} ${path}`, await this.tryChange(caseId, path, body, method));
  }

  /** As {@link change}, for what has to be refused: whoever may not open the case asks all the same. */
  async tryChange(caseId: string, path: string, body: unknown = {}, method: Method = 'POST'): Promise<Answer> {
    const { etag } = await this.ask('GET', `/cases/${caseId}`);
    return this.ask(method, `/cases/${caseId}${path}`, { body, ifMatch: etag ?? '*' });
  }

  /** Saves fields of a form, each over what they saw of it. @throws UnexpectedAnswerError where refused. */
  async fill(caseId: string, form: string, values: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { body: seen } = await this.get(`/cases/${caseId}/forms/${form}`);
    const was = new Map<string, number | null>(
      seen.fields.map((field: { name: string; lastEvent: number | null }) => [field.name, field.lastEvent]),
    );
    const fields = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, was: was.get(name) ?? null }]),
    );
    const path = `/cases/${caseId}/forms/${form}`;
    return given(`PATCH ${path}`, await this.ask('PATCH', path, { body: { fields } }));
  }

  /** Says that a form is complete, as they saw it. */
  async tryComplete(caseId: string, form: string): Promise<Answer> {
    const { etag } = await this.ask('GET', `/cases/${caseId}/forms/${form}`);
    return this.ask('POST', `/cases/${caseId}/forms/${form}/completion`, { ifMatch: etag ?? '*' });
  }
}

function given(what: string, answer: Answer): Answer {
  if (answer.status < 300) return answer;
  throw new UnexpectedAnswerError(`${what} was answered with ${answer.status}: ${answer.detail}`);
}

/** A file of the example company. */
export const fixture = (root: string, path: string): Promise<Buffer> => readFile(`${root}/fixtures/${path}`);
