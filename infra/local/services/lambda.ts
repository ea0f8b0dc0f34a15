import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { listenOnLoopback, stopServer } from './loopback.ts';
import { readBody } from './read-body.ts';

/** Runs a function on a payload and gives its result. It throws where the function does. */
export type Invoke = (event: unknown) => Promise<unknown>;

export interface LambdaService {
  endpoint: string;
  /** Makes a function known by its name. */
  serve(name: string, invoke: Invoke): void;
  stop(): Promise<void>;
}

/** An error as Lambda gives it. */
class LambdaError extends Error {
  override readonly name = 'LambdaError';

  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Of a request and of an answer (Lambda quotas, "Invocation payload", synchronous). */
const LARGEST_PAYLOAD_BYTES = 6 * 1024 * 1024;

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda on 127.0.0.1, as far as one function asks another: `Invoke` that waits for the answer, by the function's name. Anything else is 501. */
export async function startLambda(): Promise<LambdaService> {
  const functions = new Map<string, Invoke>();
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-amzn-requestid', randomUUID());
    try {
      const { failed, payload } = await answer(request, functions);
      response.setHeader('x-amz-executed-version', '$LATEST');
      if (failed) response.setHeader('x-amz-function-error', 'Unhandled');
      response.end(payload);
    } catch (error) {
      const fault =
        error instanceof LambdaError ? error : new LambdaError('ServiceException', 'The stand-in failed.', 500);
      response.setHeader('x-amzn-errortype', fault.code);
      response.writeHead(fault.status);
      response.end(JSON.stringify({ Type: fault.status < 500 ? 'User' : 'Service', Message: fault.message }));
    }
  });
  const endpoint = await listenOnLoopback(server);
  return { endpoint, serve: (name, invoke) => void functions.set(name, invoke), stop: () => stopServer(server) };
}

/** A function that throws is an answer all the same: status 200, a header, and what it threw (Lambda API reference, "Invoke"). */
async function answer(
  request: IncomingMessage,
  functions: ReadonlyMap<string, Invoke>,
): Promise<{ failed: boolean; payload: string }> {
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    throw new LambdaError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  const name = decodeURIComponent(INVOKE.exec(request.url ?? '')?.[1] ?? '');
  if (request.method !== 'POST' || name === '') {
    throw new LambdaError('NotImplemented', 'The local Lambda stand-in invokes functions and does nothing else.', 501);
  }
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') {
    throw new LambdaError(
      'NotImplemented',
      `The local Lambda stand-in does not implement invocations of type ${type}.`,
      501,
    );
  }
  const invoke = functions.get(name);
  if (invoke === undefined) throw new LambdaError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  const body = await readBody(request, LARGEST_PAYLOAD_BYTES);
  if (body === null) {
    const message = `Request must be smaller than ${LARGEST_PAYLOAD_BYTES} bytes for the InvokeFunction operation`;
    throw new LambdaError('RequestTooLargeException', message, 413);
  }
  const event = parse(body.toString('utf8'));
  try {
    const payload = JSON.stringify((await invoke(event)) ?? null);
    if (Buffer.byteLength(payload) <= LARGEST_PAYLOAD_BYTES) return { failed: false, payload };
    return failure('Function.ResponseSizeTooLarge', 'Response payload size exceeded maximum allowed payload size.');
  } catch (error) {
    return failure((error as Error).name, (error as Error).message);
  }
}

const failure = (errorType: string, errorMessage: string) => ({
  failed: true,
  payload: JSON.stringify({ errorType, errorMessage }),
});

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new LambdaError('InvalidRequestContentException', 'Could not parse request body into json.', 400);
  }
}
