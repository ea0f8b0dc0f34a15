import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MODULE = fileURLToPath(new URL('../../../../infra/local/screenshots/browser-program.ts', import.meta.url));
const SCRIPT = `
  import { execFileSync } from 'node:child_process';
  import { browserProgram } from ${JSON.stringify(MODULE)};
  execFileSync(await browserProgram(), ['--version'], { stdio: 'ignore' });
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-browser-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the program of the browser', () => {
  it('runs in each of several processes that are the first to need it', async () => {
    const options = { env: { ...process.env, TMPDIR: folder } };
    const start = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], options);
    await expect(Promise.all([start(), start(), start()])).resolves.toHaveLength(3);
  }, 120_000);
});
