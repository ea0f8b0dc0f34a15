import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_FILES_BYTES } from '../../../../functions/console-api/reports/report-body.ts';
import { type HttpApi, startHttpApi } from '../../../../infra/local/services/http-api.ts';
import { createIssuer, type Issuer } from '../../../../infra/local/services/issuer.ts';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool';
const NOW = new Date('2026-03-02T10:00:00.000Z');

let issuer: Issuer;
let api: HttpApi;
let event: APIGatewayProxyEventV2WithJWTAuthorizer;
let result: unknown;

beforeAll(async () => {
  issuer = await createIssuer({ keyFile: null, now: () => NOW });
  const invoke = async (received: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<unknown> => {
    event = received;
    if (result instanceof Error) throw result;
    return result;
  };
  api = await startHttpApi({
    port: 0,
    apiId: 'api',
    now: () => NOW,
    routes: [
      {
        routeKey: 'ANY /api/{proxy+}',
        authorizer: { issuer: ISSUER, audience: ['client'], keySet: issuer.keySet },
        invoke,
      },
      { routeKey: 'GET /open/{name}', authorizer: null, invoke },
    ],
  });
});
afterAll(() => api.stop());

const token = (groups: string[], more: { issuer?: string; audience?: string } = {}, by = issuer): Promise<string> =>
  by.issue({ issuer: ISSUER, audience: 'client', groups, ...more });
const get = async (path: string, bearer?: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${api.endpoint}${path}`, {
    ...init,
    headers: { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...init.headers },
  });

describe('the HTTP API', () => {
  it('hands a request over in payload format 2.0, with the claims as text as API Gateway gives them', async () => {
    result = { statusCode: 201, headers: { 'x-a': 'b' }, cookies: ['c=d'], body: 'made' };
    const response = await get('/api/cases/1?status=open&status=new&q=a%20b', await token(['security', 'hr']), {
      method: 'POST',
      body: '{"note":"ü"}',
      headers: { 'content-type': 'application/json', cookie: 'x=1; y=2' },
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-a')).toBe('b');
    expect(response.headers.get('set-cookie')).toBe('c=d');
    expect(await response.text()).toBe('made');
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /api/{proxy+}',
      rawPath: '/api/cases/1',
      rawQueryString: 'status=open&status=new&q=a%20b',
      queryStringParameters: { status: 'open,new', q: 'a b' },
      cookies: ['x=1', 'y=2'],
      pathParameters: { proxy: 'cases/1' },
      body: '{"note":"ü"}',
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'POST', path: '/api/cases/1', sourceIp: '127.0.0.1' },
        stage: '$default',
        authorizer: { jwt: { claims: { iss: ISSUER, 'cognito:groups': '[security hr]', token_use: 'id' } } },
      },
    });
  });

  it('takes an answer without a status to be the body of a 200, and hands a binary body over in Base64', async () => {
    result = { any: 'thing' };
    const response = await get('/api/x', await token(['hr']), {
      method: 'PUT',
      body: new Uint8Array([0, 255]),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ any: 'thing' });
    expect(event).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });

  it('refuses a request without a good token with 401, and the function never sees it', async () => {
    const strangers = await createIssuer({ keyFile: null, now: () => NOW });
    const past = await createIssuer({ keyFile: null, now: () => new Date(NOW.getTime() - 25 * 60 * 60 * 1000) });
    const bad = [
      undefined,
      'not.a.token',
      await token(['hr'], { issuer: 'https://elsewhere.test' }),
      await token(['hr'], { audience: 'other-client' }),
      await token(['hr'], {}, strangers),
      await token(['hr'], {}, past),
      `${(await token(['hr'])).slice(0, -4)}AAAA`,
      // A token that says of itself that it is not signed.
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await token(['hr'])).split('.')[1]}.`,
    ];
    for (const bearer of bad) {
      event = undefined as never;
      const response = await get('/api/cases', bearer);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ message: 'Unauthorized' });
      expect(event).toBeUndefined();
    }
  });

  it('lets a route without an authorizer be called by anyone', async () => {
    result = { statusCode: 204 };
    expect((await get('/open/a%2Fb')).status).toBe(204);
    expect(event.pathParameters).toEqual({ name: 'a/b' });
  });

  it('says no more of a failing function than API Gateway does', async () => {
    result = new Error('a secret of the function');
    const response = await get('/api/x', await token(['hr']));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  });

  it('takes the largest report by the form, and refuses what Lambda would not take', async () => {
    result = { statusCode: 202 };
    const bearer = await token([]);
    const files = 'A'.repeat((MAX_FILES_BYTES / 3) * 4);
    const body = JSON.stringify({ said: '"\n'.repeat(50_000), files });
    const headers = { 'content-type': 'application/json' };
    const taken = await get('/api/reports', bearer, { method: 'POST', headers, body });
    expect(taken.status).toBe(202);
    expect(event.body).toBe(body);
    const refused = await get('/api/reports', bearer, { method: 'POST', headers, body: 'A'.repeat(6_291_000) });
    expect(refused.status).toBe(413);
  });

  it('answers 404 where there is no route', async () => {
    const response = await get('/elsewhere', await token(['hr']));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  it('does not answer to a name that a web site made point to this machine', async () => {
    const { port } = new URL(api.endpoint);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '/open/x', headers: { host: 'attacker.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe('the issuer', () => {
  it('signs with the same key after a restart, so that a token stays good', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'undertone-issuer-'));
    const keyFile = join(folder, 'issuer.json');
    const first = await createIssuer({ keyFile });
    const second = await createIssuer({ keyFile });
    expect(second.keySet).toEqual(first.keySet);
    await rm(folder, { recursive: true });
  });

  it('signs for a person in no group by their address, the same person each time', async () => {
    const ids = [];
    for (const email of ['priya.nair@harborline.example', 'priya.nair@harborline.example', 'owen@harborline.example']) {
      const claims = decodeJwt(await issuer.issue({ issuer: ISSUER, audience: 'client', groups: [], email }));
      expect(claims).toMatchObject({ email, email_verified: true, 'cognito:groups': [] });
      ids.push(claims.sub);
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it('publishes no part of the private key', async () => {
    expect(Object.keys(issuer.keySet.keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});
