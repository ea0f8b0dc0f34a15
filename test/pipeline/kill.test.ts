import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce, ROOT } from './harness.ts';

/** Of the story: some more than the last kill waits for. What comes after would only take time. */
const ITEMS = 10;

let running: ChildProcess | undefined;
let folder: string;
let builtFile: string;
let script: string;
beforeAll(async () => {
  // Within the project: its packages are found from there.
  await mkdir(join(ROOT, '.build'), { recursive: true });
  folder = await mkdtemp(join(ROOT, '.build', 'kill-'));
  script = await bundleStory();
  const built = await buildOnce();
  builtFile = join(folder, 'built.json');
  await writeFile(builtFile, JSON.stringify(built));
}, 120_000);
afterAll(async () => {
  // Where the test ran out of time, one is still at work.
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** In one file: six processes with a compiler in each would take longer to start than they have to do. */
async function bundleStory(): Promise<string> {
  const outfile = join(folder, 'story-process.mjs');
  await build({
    entryPoints: [join(ROOT, 'test', 'pipeline', 'story-process.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  // What a function's thread starts from is looked for beside the code that starts it.
  await copyFile(join(ROOT, 'infra', 'local', 'runtime', 'function-main.mjs'), join(folder, 'function-main.mjs'));
  return outfile;
}

/** Runs the story on a state folder; `killAt` ends it so many milliseconds after a line, without warning. Gives the summary, or null. */
async function runStory(state: string, killAt?: { line: RegExp; afterMs: number }): Promise<string | null> {
  const given = [builtFile, join(folder, state), join(ROOT, 'fixtures'), String(ITEMS)];
  const child = spawn(process.execPath, [script, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  running = child;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  let summary: string | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('summary ')) summary = line.slice('summary '.length);
    if (killAt?.line.test(line)) {
      await sleep(killAt.afterMs);
      child.kill('SIGKILL');
    }
  }
  await ended;
  return summary;
}

describe('a run that is killed', () => {
  it('again and again, while it starts, re-drives or feeds, ends as one that nobody disturbed', async () => {
    const undisturbed = JSON.parse((await runStory('undisturbed')) ?? 'null');
    expect(undisturbed).toMatchObject({ deadLetters: 0, unfinished: 0 });
    expect(undisturbed.cases.length).toBeGreaterThan(3);

    const kills = [
      { line: /^item 2 /, afterMs: 15 },
      { line: /^item 3 /, afterMs: 55 },
      { line: /^redriven/, afterMs: 5 },
      { line: /^item 8 /, afterMs: 95 },
    ];
    for (const kill of kills) expect(await runStory('killed', kill)).toBeNull();
    expect(JSON.parse((await runStory('killed')) ?? 'null')).toEqual(undisturbed);
  }, 600_000);
});
