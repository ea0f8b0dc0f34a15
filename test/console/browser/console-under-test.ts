import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';
import { buildSite } from '../../../infra/assets/site.ts';
import { startHttpApi } from '../../../infra/local/services/http-api.ts';
import { createIssuer } from '../../../infra/local/services/issuer.ts';
import { serveSiteFile } from '../../../infra/local/start/site-files.ts';
import { roster } from '../../functions/case-support/examples.ts';
import { lambdaContext, type ServicesUnderTest, startCaseServices } from '../../functions/case-support/services.ts';
import { BUILD_FOLDER } from '../../pipeline/shared-build.ts';
import type { SignInProvider } from './sign-in-provider.ts';

export interface ConsoleUnderTest {
  /** Without a slash at the end. */
  readonly url: string;
  readonly services: ServicesUnderTest;
  /** Ends every session now: the next request of each page is answered 401, until it signs in again. */
  endSessions(): Promise<void>;
  stop(): Promise<void>;
}

const AUDIENCE = 'console';
const ISSUER = 'https://issuer.example';

/** Who signs in by a role alone: the person of the roster who has it. */
const PERSON: Readonly<Record<ConsoleRole, string>> = {
  supervisor: 'ruth.okafor@harborline.example',
  security: 'samuel.greer@harborline.example',
  hr: 'lena.fischer@harborline.example',
  legal: 'legal@harborline.example',
  auditor: 'auditor@harborline.example',
  operator: 'operator@harborline.example',
};

/**
 * The built page, the function of the API behind its authorizer, and the embedded AWS in memory: what a browser meets on a laptop. With a
 * provider people sign in there, as at Cognito on AWS.
 */
export async function startConsole(provider?: SignInProvider): Promise<ConsoleUnderTest> {
  const services = await startCaseServices();
  const site = await builtSite();
  const { handler } = await import('../../../functions/console-api/handler.ts');
  let issuer = await createIssuer({ keyFile: null });
  const keySet = { keys: [...issuer.keySet.keys] };
  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== '/sign-in') return false;
    const groups = url.searchParams.getAll('role');
    const role = ConsoleRole.safeParse(groups[0]).data;
    const email = url.searchParams.get('email') ?? (role === undefined ? 'nobody@harborline.example' : PERSON[role]);
    const name = roster.people.find(({ addresses }) => addresses.includes(email))?.name ?? email;
    const token = await issuer.issue({ issuer: ISSUER, audience: AUDIENCE, groups, email, name });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token, roles: groups }));
    return true;
  };
  const server = await startHttpApi({
    port: 0,
    apiId: 'api',
    routes: [
      {
        routeKey: 'ANY /api/{proxy+}',
        authorizer: provider
          ? { issuer: provider.url, audience: [provider.clientId], keySet: provider.keySet }
          : { issuer: ISSUER, audience: [AUDIENCE], keySet },
        invoke: (event) => handler(event as unknown as Parameters<typeof handler>[0], lambdaContext as never),
      },
    ],
    otherwise: async (request, response) =>
      (await signIn(request, response)) ||
      (await serveSiteFile(site, request, response, provider && signInAt(provider))),
  });
  return {
    url: server.endpoint,
    services,
    endSessions: async () => {
      issuer = await createIssuer({ keyFile: null });
      keySet.keys.splice(0, keySet.keys.length, ...issuer.keySet.keys);
    },
    stop: async () => {
      await server.stop();
      await services.stop();
    },
  };
}

/** What the deployed page is told, and whom its policy lets it ask (infra/console). */
const signInAt = ({ url, clientId }: SignInProvider) => ({
  configuration: { kind: 'cognito', authority: url, clientId },
  origins: [url],
});

/** Once for all test files of a run. */
async function builtSite(): Promise<string> {
  const shared = process.env[BUILD_FOLDER];
  const folder = shared ?? (await mkdtemp(join(tmpdir(), 'undertone-site-')));
  const site = join(folder, 'site');
  const release = await lock(folder, {
    lockfilePath: join(folder, 'site.lock'),
    retries: { retries: 600, factor: 1, minTimeout: 100 },
  });
  try {
    if (!existsSync(join(site, 'index.html'))) await buildSite(process.cwd(), site);
  } finally {
    await release();
  }
  return site;
}
