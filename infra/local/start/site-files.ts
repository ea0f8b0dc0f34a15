import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { cacheControlOf } from '../../console/caching.ts';
import { contentSecurityPolicy, OPENER_POLICY, PERMISSIONS_POLICY } from '../../console/security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** How people sign in, which the deployed page is told by the file that lies beside it. */
export interface SiteSignIn {
  readonly configuration: Readonly<Record<string, string>>;
  /** Whom the page asks for it. */
  readonly origins: readonly string[];
}

/** Each by a role, without a password. */
const LOCAL: SiteSignIn = { configuration: { kind: 'local' }, origins: [] };

/**
 * What CloudFront and its bucket do: gives the page's files, and the page itself for every path that is none, with the headers that
 * CloudFront sets. True once it has answered.
 */
export async function serveSiteFile(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  signIn: SiteSignIn = LOCAL,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/config.json') {
    send(response, pathname, Buffer.from(JSON.stringify({ signIn: signIn.configuration })), signIn);
    return true;
  }
  // As infra/console/every-page.js has it.
  const isPage = !/\.[^/]+$/.test(pathname);
  // `normalize` after a leading slash cannot leave the folder.
  const file = isPage ? '/index.html' : normalize(`/${decodeURIComponent(pathname)}`);
  const bytes = await readFile(join(folder, file)).catch(() => null);
  if (bytes === null) return false;
  send(response, file, bytes, signIn);
  return true;
}

function send(response: ServerResponse, path: string, bytes: Buffer, { origins }: SiteSignIn): void {
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': cacheControlOf(path),
    'content-security-policy': contentSecurityPolicy(origins),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': PERMISSIONS_POLICY,
    'cross-origin-opener-policy': OPENER_POLICY,
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(bytes);
}
