import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSite } from '../../infra/assets/site.ts';

/** What somebody with a telephone and a poor network waits for before they see anything, with what it names to be fetched at once. */
const MOST_KILOBYTES = 350;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-page-size-'));
  // As it is deployed: under a test React would bring what it says to its developers.
  vi.stubEnv('NODE_ENV', 'production');
  await buildSite(process.cwd(), folder);
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A script with every script that it names without waiting for anything: `import … from`, not `import(…)`. */
async function scriptsAtOnce(entry: string, known = new Map<string, number>()): Promise<Map<string, number>> {
  if (known.has(entry)) return known;
  const text = await readFile(join(folder, 'assets', entry), 'utf8');
  known.set(entry, gzipSync(text).byteLength);
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
    await scriptsAtOnce(String(name), known);
  }
  return known;
}

describe('the page', () => {
  it(`begins with at most ${MOST_KILOBYTES} KB of script, gzipped`, async () => {
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\/assets\/([\w.-]+\.js)"/g)].map(([, name]) => String(name));
    expect(named).not.toEqual([]);
    const scripts = new Map<string, number>();
    for (const name of named) await scriptsAtOnce(name, scripts);
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes / 1024).toBeLessThanOrEqual(MOST_KILOBYTES);
  });

  it('keeps what one role needs out of what everybody waits for', async () => {
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    expect(page).not.toMatch(/detections|retention|incident/);
  });
});
