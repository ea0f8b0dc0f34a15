import type { Problem } from '../../functions/console-api/http/problem.ts';

/** A refusal, as the API words it for a person (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }
}

/** The request did not reach the server, or its answer did not come back. */
export class NetworkLost extends Error {
  override readonly name = 'NetworkLost';
  /** `wasTyped`: there was something to send, and not only something to fetch. */
  constructor(wasTyped: boolean, options?: ErrorOptions) {
    super(`The network is lost.${wasTyped ? ' What you typed is kept and can be sent again.' : ''}`, options);
  }
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The ETag that the case came with. */
  readonly ifMatch?: string;
  /** The same for each try of one thing. See {@link newKey}. */
  readonly idempotencyKey?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
}

export interface ApiClient {
  /** @throws ApiProblem NetworkLost */
  ask<T>(path: string, asking?: Asking): Promise<Answer<T>>;
  /** The bytes of a download. @throws ApiProblem NetworkLost */
  download(path: string): Promise<Response>;
}

/** For `idempotencyKey`: a new one for each thing that a person does, kept for its retries. */
export const newKey = (): string => crypto.randomUUID();

/**
 * Asks the API with the token of now. An answer of 401 waits for `renew`, unless the token has been renewed meanwhile, and the request is sent
 * again with the new one: nothing that was typed is lost.
 */
export function createApiClient(tokenOfNow: () => string, renew: () => Promise<void>): ApiClient {
  const send = async (
    token: string,
    path: string,
    { method = 'GET', ifMatch, idempotencyKey, body, signal }: Asking,
  ) => {
    const headers = new Headers({ authorization: `Bearer ${token}` });
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
    if (body !== undefined) headers.set('content-type', 'application/json');
    try {
      return await fetch(path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? null,
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new NetworkLost(body !== undefined, { cause });
    }
  };
  const sendSignedIn = async (path: string, asking: Asking): Promise<Response> => {
    const token = tokenOfNow();
    let response = await send(token, path, asking);
    if (response.status === 401) {
      if (tokenOfNow() === token) await renew();
      response = await send(tokenOfNow(), path, asking);
    }
    if (!response.ok) throw new ApiProblem(response.status, await problemIn(response));
    return response;
  };
  return {
    async ask<T>(path: string, asking: Asking = {}) {
      const response = await sendSignedIn(path, asking);
      return {
        body: (response.status === 204 ? null : await response.json()) as T,
        etag: response.headers.get('etag'),
      };
    },
    download: (path) => sendSignedIn(path, {}),
  };
}

async function problemIn(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    if (typeof problem.detail === 'string') return problem as Problem;
  } catch {
    // Something between us and the API answered in its own words.
  }
  const { status } = response;
  return {
    type: 'about:blank',
    title: 'Something went wrong',
    status,
    detail: `The server answered ${status}. Try again.`,
  };
}
