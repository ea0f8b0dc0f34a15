import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RosterPerson } from '../../../functions/contracts/roster.ts';
import { consoleRolesOf } from '../../../functions/shared/console-roles.ts';
import { type HttpApi, startHttpApi } from '../services/http-api.ts';
import { createIssuer, type Issuer } from '../services/issuer.ts';
import type { System } from '../system.ts';
import { serveSiteFile } from './site-files.ts';

export interface ConsoleOptions {
  system: System;
  port: number;
  /** Where the issuer's key is kept, so that a token outlives a restart. */
  keyFile: string | null;
  /** Who there is to sign in as; whoever asks for a role alone gets the first of them who has it. */
  people?: readonly RosterPerson[];
  /** The built page; without it the API and the tokens are served alone. */
  siteFolder?: string;
  /** Something was asked for that may have put an object into intake or changed a case. */
  onChange?: () => void;
}

/** Serves the template's API with its authorizer, and the page that gives a token for a role: what Cognito's sign-in is on AWS. */
export async function serveConsole(options: ConsoleOptions): Promise<HttpApi> {
  const { system, port, keyFile, people = [], siteFolder, onChange } = options;
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
      (await answerSignIn(request, response, { system, issuer, people })) ||
      (siteFolder !== undefined && (await serveSiteFile(siteFolder, request, response))),
  });
}

interface SignIn {
  readonly system: System;
  readonly issuer: Issuer;
  readonly people: readonly RosterPerson[];
}

async function answerSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  { system, issuer, people }: SignIn,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { groups } = system.plan;
  if (request.method === 'GET' && url.pathname === '/tokens') {
    send(response, 200, 'text/html; charset=utf-8', signInPage(groups, people, request.headers.host ?? ''));
    return true;
  }
  if (request.method === 'GET' && url.pathname === '/sign-in') {
    const roles = url.searchParams.getAll('role');
    const unknown = roles.filter((role) => !groups.includes(role));
    const authorizer = system.plan.api?.routes.find((route) => route.authorizer)?.authorizer;
    const email = url.searchParams.get('email')?.toLowerCase();
    if ((roles.length === 0 && !email) || unknown.length > 0 || !authorizer) {
      const message = `role must be one of ${groups.join(', ')}; or say email=ADDRESS for an employee in no role`;
      send(response, 400, 'application/json', JSON.stringify({ message }));
      return true;
    }
    const person = personFor(roles, email, people);
    const address = email ?? person?.addresses[0];
    const token = await issuer.issue({
      issuer: authorizer.issuer,
      audience: authorizer.audience[0] ?? '',
      groups: roles,
      ...(address ? { email: address } : {}),
      ...(person === undefined ? {} : { name: person.name }),
    });
    const who = person === undefined ? {} : { name: person.name };
    if (url.searchParams.get('format') === 'text') send(response, 200, 'text/plain', token);
    else send(response, 200, 'application/json', JSON.stringify({ token, roles, ...who }));
    return true;
  }
  return false;
}

/**
 * Whom a token is for: the person of the roster with that address, else the first who has the first of the roles, since a case is shown by
 * who somebody is and not by their role alone. Undefined for a role that nobody of the roster has.
 */
function personFor(
  roles: readonly string[],
  email: string | undefined,
  people: readonly RosterPerson[],
): RosterPerson | undefined {
  if (email) return people.find(({ addresses }) => addresses.includes(email));
  return people.find((person) => (consoleRolesOf(person) as string[]).includes(roles[0] ?? ''));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('content-type', type);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.writeHead(status);
  response.end(body);
}

/** `host` was checked to be one of this machine's own names. */
function signInPage(groups: readonly string[], people: readonly RosterPerson[], host: string): string {
  const employees = people.filter(({ roles }) => !roles.includes('law-enforcement'));
  const rows = employees.map((person) => {
    const roles = consoleRolesOf(person).filter((role) => groups.includes(role));
    const query = [...roles.map((role) => `role=${role}`), `email=${encodeURIComponent(person.addresses[0] ?? '')}`];
    const link = `<a href="/sign-in?${escapeHtml(query.join('&'))}">${escapeHtml(person.name)}</a>`;
    return `<tr><td>${link}</td><td>${escapeHtml(person.position)}</td><td>${roles.join(', ') || 'in no role'}</td></tr>`;
  });
  const links = groups.map((group) => `<a href="/sign-in?role=${group}">${group}</a>`).join(' · ');
  const token = `$(curl -s 'http://${host}/sign-in?role=security&amp;format=text')`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Undertone on this machine</title>
<style>body{font:16px/1.5 system-ui;max-width:48rem;margin:3rem auto;padding:0 1rem}code{background:#eee;padding:.1rem .3rem}td{padding:.2rem 1rem .2rem 0}</style>
<h1>Undertone on this machine</h1>
<p>On AWS people sign in here. On this machine you choose a person of the roster and get their token; each sees the cases that are
theirs to know:</p><table>${rows.join('')}</table>
<p>Or choose a role, and be the first of the roster who has it: ${links}</p>
<p>Then ask the API, for instance for the open cases:</p>
<p><code>curl -H "Authorization: Bearer ${token}" http://${host}/api/cases</code></p>
<p>An employee in no role may report (<code>POST /api/reports</code>) and do nothing else; their token comes from
<code>http://${host}/sign-in?email=ADDRESS</code>, with an address of the roster.</p></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
