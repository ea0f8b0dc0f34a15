import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpApi, startHttpApi } from '../services/http-api.ts';
import { createIssuer, type Issuer } from '../services/issuer.ts';
import type { System } from '../system.ts';
import { serveSiteFile } from './site-files.ts';

export interface ConsoleOptions {
  system: System;
  port: number;
  /** Where the issuer's key is kept, so that a token outlives a restart. */
  keyFile: string | null;
  /** The built page; without it the API and the tokens are served alone. */
  siteFolder?: string;
  /** Something was asked for that may have put an object into intake or changed a case. */
  onChange?: () => void;
}

/** Serves the template's API with its authorizer, and the page that gives a token for a role: what Cognito's sign-in is on AWS. */
export async function serveConsole({ system, port, keyFile, siteFolder, onChange }: ConsoleOptions): Promise<HttpApi> {
  const issuer = await createIssuer({ keyFile });
  const routes = system.plan.api?.routes ?? [];
  const byArn = new Map(system.plan.functions.map(({ arn, name }) => [arn, system.functions.get(name)]));
  return startHttpApi({
    port,
    apiId: system.plan.api?.id ?? 'api',
    routes: routes.map(({ routeKey, functionArn, authorizer }) => ({
      routeKey,
      authorizer: authorizer && { ...authorizer, keySet: issuer.keySet },
      invoke: async (event) => {
        const answer = await byArn.get(functionArn)?.invoke(event);
        if (event.requestContext.http.method !== 'GET') onChange?.();
        return answer;
      },
    })),
    otherwise: async (request, response) =>
      (await answerSignIn(request, response, system, issuer)) ||
      (siteFolder !== undefined && (await serveSiteFile(siteFolder, request, response))),
  });
}

async function answerSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  system: System,
  issuer: Issuer,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { groups } = system.plan;
  if (request.method === 'GET' && url.pathname === '/tokens') {
    send(response, 200, 'text/html; charset=utf-8', signInPage(groups, request.headers.host ?? ''));
    return true;
  }
  if (request.method === 'GET' && url.pathname === '/sign-in') {
    const roles = url.searchParams.getAll('role');
    const unknown = roles.filter((role) => !groups.includes(role));
    const authorizer = system.plan.api?.routes.find((route) => route.authorizer)?.authorizer;
    const email = url.searchParams.get('email');
    if ((roles.length === 0 && !email) || unknown.length > 0 || !authorizer) {
      const message = `role must be one of ${groups.join(', ')}; or say email=ADDRESS for an employee in no role`;
      send(response, 400, 'application/json', JSON.stringify({ message }));
      return true;
    }
    const token = await issuer.issue({
      issuer: authorizer.issuer,
      audience: authorizer.audience[0] ?? '',
      groups: roles,
      ...(email ? { email: email.toLowerCase() } : {}),
    });
    if (url.searchParams.get('format') === 'text') send(response, 200, 'text/plain', token);
    else send(response, 200, 'application/json', JSON.stringify({ token, roles }));
    return true;
  }
  return false;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('content-type', type);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.writeHead(status);
  response.end(body);
}

/** `host` was checked to be one of this machine's own names. */
function signInPage(groups: readonly string[], host: string): string {
  const links = groups.map((group) => `<li><a href="/sign-in?role=${group}">${group}</a></li>`).join('');
  const token = `$(curl -s 'http://${host}/sign-in?role=security&amp;format=text')`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Undertone on this machine</title>
<style>body{font:16px/1.5 system-ui;max-width:42rem;margin:3rem auto;padding:0 1rem}code{background:#eee;padding:.1rem .3rem}</style>
<h1>Undertone on this machine</h1>
<p>On AWS people sign in here. On this machine you choose a role and get its token:</p><ul>${links}</ul>
<p>Then ask the API, for instance for the open cases:</p>
<p><code>curl -H "Authorization: Bearer ${token}" http://${host}/api/cases</code></p>
<p>An employee in no role may report (<code>POST /api/reports</code>) and do nothing else; their token comes from
<code>http://${host}/sign-in?email=ADDRESS</code>, with an address of the roster.</p></html>`;
}
