import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';

export interface SignInProvider {
  /** The issuer, without a slash at the end. */
  readonly url: string;
  readonly clientId: string;
  readonly keySet: JSONWebKeySet;
  /** What the page asked, in order: `authorize`, `login`, `code`, `refresh`, `revoke`, `logout`. */
  readonly asked: string[];
  /** How long the next tokens hold. */
  tokenSeconds: number;
  /** Who sits at the browser when it asks for somebody to sign in. */
  person: { readonly email: string; readonly name: string; readonly groups: readonly string[] };
  /** Ends every token that the API takes, as time does; refresh tokens hold. */
  endTokens(): Promise<void>;
  /** Lets every refresh token run out. */
  forgetRefreshTokens(): void;
  stop(): Promise<void>;
}

interface Grant {
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly authTime: number;
}

/**
 * As much of a user pool of Cognito as the console asks: discovery, the authorization code flow with PKCE (RFC 7636), refresh tokens that each
 * hold once, revocation and the end of its own session. Nobody types a password: whoever is asked is `person`.
 */
export async function startSignInProvider(): Promise<SignInProvider> {
  const keySet: JSONWebKeySet = { keys: [] };
  let key = await newKey(keySet);
  const codes = new Map<string, { grant: Grant; challenge: string; redirect: string }>();
  const refreshTokens = new Map<string, Grant>();
  const sessions = new Map<string, Grant>();
  const clientId = 'console';

  const tokens = async (grant: Grant) => {
    const now = Math.floor(Date.now() / 1000);
    const idToken = await new SignJWT({
      'cognito:groups': grant.groups,
      email: grant.email,
      email_verified: true,
      name: grant.name,
      token_use: 'id',
      auth_time: grant.authTime,
    })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setIssuer(provider.url)
      .setAudience(clientId)
      .setSubject(createHash('sha256').update(grant.email).digest('hex').slice(0, 32))
      .setIssuedAt(now)
      .setExpirationTime(now + provider.tokenSeconds)
      .sign(key.privateKey);
    const refresh = randomUUID();
    refreshTokens.set(refresh, grant);
    return {
      id_token: idToken,
      access_token: randomUUID(),
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: provider.tokenSeconds,
    };
  };

  const authorize = (query: URLSearchParams, request: IncomingMessage, response: ServerResponse) => {
    provider.asked.push('authorize');
    const redirect = query.get('redirect_uri') ?? '';
    if (query.get('client_id') !== clientId || query.get('response_type') !== 'code')
      return refuse(response, 'invalid_request');
    if (query.get('code_challenge_method') !== 'S256') return refuse(response, 'invalid_request');
    const cookie = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    let grant = query.get('prompt') === 'login' ? undefined : sessions.get(cookie);
    if (grant === undefined) {
      provider.asked.push('login');
      grant = { ...provider.person, authTime: Math.floor(Date.now() / 1000) };
      const session = randomUUID();
      sessions.set(session, grant);
      response.setHeader('set-cookie', `session=${session}; HttpOnly; Path=/oauth2`);
    }
    const code = randomUUID();
    codes.set(code, { grant, challenge: query.get('code_challenge') ?? '', redirect });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (form: URLSearchParams, response: ServerResponse) => {
    if (form.get('client_id') !== clientId) return refuse(response, 'invalid_client');
    if (form.get('grant_type') === 'refresh_token') {
      provider.asked.push('refresh');
      const used = form.get('refresh_token') ?? '';
      const grant = refreshTokens.get(used);
      refreshTokens.delete(used);
      return grant === undefined ? refuse(response, 'invalid_grant') : json(response, await tokens(grant));
    }
    provider.asked.push('code');
    const issued = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (issued?.challenge !== challenge || issued.redirect !== form.get('redirect_uri'))
      return refuse(response, 'invalid_grant');
    return json(response, await tokens(issued.grant));
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.url);
    response.setHeader('access-control-allow-origin', '*');
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(response, {
        issuer: provider.url,
        authorization_endpoint: `${provider.url}/oauth2/authorize`,
        token_endpoint: `${provider.url}/oauth2/token`,
        revocation_endpoint: `${provider.url}/oauth2/revoke`,
        jwks_uri: `${provider.url}/.well-known/jwks.json`,
      });
    }
    if (url.pathname === '/oauth2/authorize') return authorize(url.searchParams, request, response);
    if (url.pathname === '/logout') {
      provider.asked.push('logout');
      if (url.searchParams.get('client_id') !== clientId) return refuse(response, 'invalid_request');
      sessions.clear();
      return response.writeHead(302, { location: url.searchParams.get('logout_uri') ?? '' }).end();
    }
    if (request.method !== 'POST') return response.writeHead(404).end();
    const form = new URLSearchParams(await bodyOf(request));
    if (url.pathname === '/oauth2/token') return token(form, response);
    provider.asked.push('revoke');
    refreshTokens.delete(form.get('token') ?? '');
    return response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: SignInProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId,
    keySet,
    asked: [],
    tokenSeconds: 900,
    person: { email: 'samuel.greer@harborline.example', name: 'Samuel Greer', groups: ['security'] },
    endTokens: async () => {
      key = await newKey(keySet);
    },
    forgetRefreshTokens: () => refreshTokens.clear(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}

/** A new key to sign with, alone in the set that is published. */
async function newKey(keySet: JSONWebKeySet) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  keySet.keys.splice(0, keySet.keys.length, { ...jwk, kid, alg: 'RS256', use: 'sig' });
  return { privateKey, kid };
}

function json(response: ServerResponse, body: unknown): void {
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

function refuse(response: ServerResponse, error: string): void {
  response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += part;
  return body;
}
