import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSiteFile } from '../../../../infra/local/start/site-files.ts';
import { find, synthesize } from '../../support/synthesized.ts';

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-site-files-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), 'the page');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'index-1a2b.js'), 'void 0;');
  server = createServer(async (request, response) => {
    if (!(await serveSiteFile(folder, request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

/** What CloudFront is asked for after its function has seen the path. */
function behindCloudFront(uri: string): string {
  const code = readFileSync('infra/console/every-page.js', 'utf8');
  return (runInNewContext(`${code}\nhandler({ request: { uri } });`, { uri }) as { uri: string }).uri;
}

describe('the site on a laptop', () => {
  it.each([
    '/',
    '/cases/case-0a',
    '/signed-in',
    '/cases/v1.2/x',
    '/dot.',
    '/icon.svg',
    '/assets/index-1a2b.js',
    '/no.php',
  ])('gives for %s what the deployed one gives', async (path) => {
    const response = await fetch(`${url}${path}`);
    const isPage = behindCloudFront(path) === '/index.html';
    expect([path, (await response.text()) === 'the page']).toEqual([path, isPage]);
    expect(response.status).toBe(path === '/no.php' ? 404 : 200);
  });

  it('keeps for a year what has its hash in its name, and nothing else', async () => {
    const cacheControl = async (path: string) => (await fetch(`${url}${path}`)).headers.get('cache-control');
    expect(await cacheControl('/assets/index-1a2b.js')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/config.json', '/icon.svg']) expect(await cacheControl(path)).toBe('no-store');
  });

  it('has the headers of the deployed one but for what only TLS and Cognito need', async () => {
    const { headers } = await fetch(`${url}/config.json`);
    const policy = find(synthesize(), 'AWS::CloudFront::ResponseHeadersPolicy', 'Site');
    const { CustomHeadersConfig } = policy.Properties.ResponseHeadersPolicyConfig as {
      CustomHeadersConfig: { Items: { Header: string; Value: string }[] };
    };
    for (const { Header, Value } of CustomHeadersConfig.Items) expect(headers.get(Header), Header).toBe(Value);
    expect(headers.get('content-security-policy')).toContain("connect-src 'self';");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
