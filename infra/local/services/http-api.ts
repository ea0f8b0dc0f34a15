import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { listenOnLoopback, stopServer } from './loopback.ts';
import { readBody } from './read-body.ts';

export interface JwtAuthorizer {
  issuer: string;
  audience: readonly string[];
  /** The issuer's public keys; on AWS they come from the issuer's address. */
  keySet: JSONWebKeySet;
}

export interface HttpRoute {
  /** As the template writes it: `ANY /api/{proxy+}`, `GET /cases/{caseId}`. */
  routeKey: string;
  /** Null: anyone may call it. */
  authorizer: JwtAuthorizer | null;
  invoke: (event: APIGatewayProxyEventV2WithJWTAuthorizer) => Promise<unknown>;
}

export interface HttpApiOptions {
  routes: readonly HttpRoute[];
  /** Port 0 takes any free one. */
  port: number;
  apiId: string;
  /** Answers what no route takes, before it becomes 404: the laptop's own pages. True once it has answered. */
  otherwise?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  now?: () => Date;
}

export interface HttpApi {
  endpoint: string;
  stop(): Promise<void>;
}

/** The most that an HTTP API takes (API Gateway quotas). */
const LARGEST_BODY_BYTES = 10 * 1024 * 1024;

/** The most that Lambda takes of an event, headers and all (Lambda quotas, "Invocation payload", for requests). */
const LARGEST_EVENT_BYTES = 6 * 1024 * 1024;

/** Bodies of these types reach the function as text, all others in Base64. */
const TEXT_TYPES = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|[^;]*\+(json|xml))/i;

/**
 * An API Gateway HTTP API on 127.0.0.1: routes, JWT authorizer and payload format 2.0 as API Gateway has them. Only this machine's own
 * names are answered, so that no web site can reach it through a name of its own that points here.
 */
export async function startHttpApi(options: HttpApiOptions): Promise<HttpApi> {
  const routes = options.routes.map((route) => ({ ...route, ...compileRoute(route.routeKey) }));
  // The one with the most literal segments wins, as API Gateway prefers the closest match.
  routes.sort((left, right) => right.literalSegments - left.literalSegments);
  const server = createServer((request, response) => {
    serve(request, response, routes, options).catch((error: unknown) => {
      // Who asked has gone away in the middle: there is nobody to answer.
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return;
      console.error('The local HTTP API failed:', (error as Error).name);
      if (!response.headersSent) sendMessage(response, 500, 'Internal Server Error');
    });
  });
  const endpoint = await listenOnLoopback(server, options.port);
  return { endpoint, stop: () => stopServer(server) };
}

interface CompiledRoute extends HttpRoute {
  method: string;
  pattern: RegExp;
  names: string[];
  literalSegments: number;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  routes: readonly CompiledRoute[],
  options: HttpApiOptions,
): Promise<void> {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
    sendMessage(response, 403, 'Forbidden');
    return;
  }
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const method = request.method ?? 'GET';
  const route = routes.find((one) => (one.method === 'ANY' || one.method === method) && one.pattern.test(path));
  if (!route) {
    if (options.otherwise && (await options.otherwise(request, response))) return;
    sendMessage(response, 404, 'Not Found');
    return;
  }
  const now = options.now?.() ?? new Date();
  let claims: JWTPayload | null = null;
  if (route.authorizer) {
    claims = await verifyToken(request.headers.authorization, route.authorizer, now);
    if (claims === null) {
      response.setHeader('www-authenticate', 'Bearer');
      sendMessage(response, 401, 'Unauthorized');
      return;
    }
  }
  const body = await readBody(request, LARGEST_BODY_BYTES);
  if (body === null) {
    sendMessage(response, 413, 'Request Entity Too Large');
    return;
  }
  const event = eventOf({ request, path, query, method, route, claims, body, now, apiId: options.apiId });
  if (body.length > LARGEST_EVENT_BYTES / 2 && Buffer.byteLength(JSON.stringify(event)) > LARGEST_EVENT_BYTES) {
    sendMessage(response, 413, 'Request Entity Too Large');
    return;
  }
  let result: unknown;
  try {
    result = await route.invoke(event);
  } catch {
    // The function's own log says why; the caller learns as little as on AWS.
    sendMessage(response, 500, 'Internal Server Error');
    return;
  }
  sendResult(response, result);
}

/** What a JWT authorizer of API Gateway checks: signature, `iss`, `aud` or `client_id`, `exp`, `nbf`, `iat`. Null: 401. */
async function verifyToken(
  header: string | undefined,
  authorizer: JwtAuthorizer,
  now: Date,
): Promise<JWTPayload | null> {
  const token = header?.replace(/^Bearer\s+/i, '');
  if (!token) return null;
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(authorizer.keySet), {
      issuer: authorizer.issuer,
      algorithms: ['RS256'],
      currentDate: now,
      requiredClaims: ['exp', 'iat'],
    });
    const audiences = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
    const meant = audiences.some((audience) => authorizer.audience.includes(audience as string));
    return meant && (payload.iat ?? 0) <= now.getTime() / 1000 ? payload : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function eventOf(input: {
  request: IncomingMessage;
  path: string;
  query: string;
  method: string;
  route: CompiledRoute;
  claims: JWTPayload | null;
  body: Buffer;
  now: Date;
  apiId: string;
}): APIGatewayProxyEventV2WithJWTAuthorizer {
  const { request, path, query, method, route, claims, body, now } = input;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'cookie' || value === undefined) continue;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  const matched = route.pattern.exec(path) ?? [];
  const pathParameters = Object.fromEntries(
    route.names.map((name, index) => [name, decodeURIComponent(matched[index + 1] ?? '')]),
  );
  const isText = TEXT_TYPES.test(request.headers['content-type'] ?? 'text/plain');
  const cookies = request.headers.cookie?.split(/;\s*/);
  const event = {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(query === '' ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: input.apiId,
      ...(claims
        ? { authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: claimTexts(claims), scopes: null } } }
        : {}),
      domainName: request.headers.host ?? '127.0.0.1',
      domainPrefix: input.apiId,
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(route.names.length === 0 ? {} : { pathParameters }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
  return event as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;
}

/** API Gateway hands every claim over as text; a list becomes `[a b]`. */
function claimTexts(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}

function sendResult(response: ServerResponse, result: unknown): void {
  const structured = result !== null && typeof result === 'object' && 'statusCode' in result;
  if (!structured) {
    // Without a status the answer is taken to be the body of a 200.
    response.setHeader('content-type', 'application/json');
    response.end(typeof result === 'string' ? result : JSON.stringify(result ?? null));
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as APIGatewayProxyStructuredResultV2;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value));
  if (cookies) response.setHeader('set-cookie', cookies);
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/plain;charset=UTF-8');
  response.writeHead(Number(statusCode ?? 200));
  response.end(body === undefined ? undefined : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}

function sendMessage(response: ServerResponse, status: number, message: string): void {
  response.setHeader('content-type', 'application/json');
  response.writeHead(status);
  response.end(JSON.stringify({ message }));
}

function compileRoute(routeKey: string): { method: string; pattern: RegExp; names: string[]; literalSegments: number } {
  if (routeKey === '$default') return { method: 'ANY', pattern: /^/, names: [], literalSegments: -1 };
  const [method = 'ANY', path = '/'] = routeKey.split(' ');
  const names: string[] = [];
  let literalSegments = 0;
  const source = path.split('/').map((segment) => {
    const name = /^\{(\w+)(\+?)\}$/.exec(segment);
    if (!name) {
      literalSegments++;
      return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    names.push(name[1] as string);
    return name[2] ? '(.+)' : '([^/]+)';
  });
  return { method, pattern: new RegExp(`^${source.join('/')}$`), names, literalSegments };
}
