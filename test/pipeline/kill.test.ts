import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from './harness.ts';

const SCRIPT = fileURLToPath(new URL('./story-process.ts', import.meta.url));

/** Of the story: some more than the last kill waits for. What comes after would only take time. */
const ITEMS = 10;

let running: ChildProcess | undefined;
let folder: string;
let builtFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-kill-'));
  const built = await buildOnce();
  builtFile = join(folder, 'built.json');
  await writeFile(builtFile, JSON.stringify(built));
}, 120_000);
afterAll(async () => {
  // Where the test ran out of time, one is still at work.
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Runs the story on a state folder; `killAt` ends it so many milliseconds after a line, without warning. Gives the summary, or null. */
async function runStory(state: string, killAt?: { line: RegExp; afterMs: number }): Promise<string | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, builtFile, join(folder, state), String(ITEMS)], {
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
