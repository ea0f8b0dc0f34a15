import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { contentSecurityPolicy, PERMISSIONS_POLICY } from '../../console/security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** What the page is told of this deployment, as the deployed one is by the file that lies beside it. */
const CONFIGURATION = { signIn: { kind: 'local' } };

/**
 * What CloudFront and its bucket do: gives the page's files, and the page itself for every path that is none, with the headers that
 * CloudFront sets. True once it has answered.
 */
export async function serveSiteFile(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/config.json') {
    send(response, '.json', Buffer.from(JSON.stringify(CONFIGURATION)));
    return true;
  }
  const isPage = extname(pathname) === '';
  // `normalize` after a leading slash cannot leave the folder.
  const file = isPage ? 'index.html' : normalize(`/${decodeURIComponent(pathname)}`);
  const bytes = await readFile(join(folder, file)).catch(() => null);
  if (bytes === null) return false;
  send(response, extname(file), bytes);
  return true;
}

function send(response: ServerResponse, extension: string, bytes: Buffer): void {
  response.writeHead(200, {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    // Built files carry their hash in the name; the page that names them does not.
    'cache-control':
      extension === '.html' || extension === '.json' ? 'no-store' : 'public, max-age=31536000, immutable',
    'content-security-policy': contentSecurityPolicy([]),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': PERMISSIONS_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(bytes);
}
