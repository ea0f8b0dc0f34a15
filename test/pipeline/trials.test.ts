import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trial } from '../../functions/contracts/trial.ts';
import type { HttpApi } from '../../infra/local/services/http-api.ts';
import { serveConsole } from '../../infra/local/start/console.ts';
import { listVersions } from '../../infra/local/state/read-state.ts';
import type { System } from '../../infra/local/system.ts';
import { buildOnce, startTestSystem } from './harness.ts';

const TEXT = 'Pineapple! I hope you get a taste of what it is like.';

let folder: string;
let system: System;
let api: HttpApi;
let authorization: string;
beforeAll(async () => {
  const built = await buildOnce();
  folder = await mkdtemp(join(tmpdir(), 'undertone-trials-'));
  system = await startTestSystem(built, { logFolder: folder });
  system.run();
  api = await serveConsole({ system, port: 0, keyFile: null });
  const signedIn = await fetch(`${api.endpoint}/sign-in?role=operator`);
  const { token } = (await signedIn.json()) as { token: string };
  authorization = `Bearer ${token}`;
}, 120_000);
afterAll(async () => {
  await api?.stop();
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a text that an operator tries', () => {
  it('is scored by the function that the template names, with what is deployed, and is kept nowhere', async () => {
    const answer = await fetch(`${api.endpoint}/api/detections/try`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ text: TEXT }),
    });
    expect(answer.status).toBe(200);
    const { signals, priority, opinions } = (await answer.json()) as Trial;
    expect(signals.map(({ id }) => id)).toContain('threat/implied/taste-of-it');
    expect(priority).toBe('P2');
    expect(opinions.length).toBeGreaterThan(1);

    await system.settled();
    const { s3, tables } = system.clients;
    for (const { name } of system.plan.buckets) expect(await listVersions(s3, name)).toEqual([]);
    const items = await Promise.all(
      system.plan.tables.map(async ({ name }) => (await tables.send(new ScanCommand({ TableName: name }))).Items ?? []),
    );
    expect(items.flat()).toMatchObject([{ what: 'try-text' }]);
    const logs = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    expect(logs.join('\n')).toContain('A text was tried');
    expect(JSON.stringify([items, logs])).not.toMatch(/pineapple|taste of/i);
  }, 60_000);
});
