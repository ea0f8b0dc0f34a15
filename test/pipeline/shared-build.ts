import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the test files of one run find the build that they share; the first that needs it makes it. See `buildOnce`. */
export const BUILD_FOLDER = 'UNDERTONE_TEST_BUILD';

/** Before the first test file and after the last. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Each project of Vitest sets up for itself.
  if (process.env[BUILD_FOLDER] !== undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'undertone-build-'));
  process.env[BUILD_FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
