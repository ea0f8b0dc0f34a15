import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { lock } from 'proper-lockfile';

/** So often one looks whether another process is done with unpacking, which takes it seconds. */
const WAIT_FOR_ANOTHER = { retries: 600, factor: 1, minTimeout: 100 };

/**
 * The path of the browser's program, which its package unpacks into the temporary folder at first use. The package gives the path as soon as the
 * file is there, also while another process still writes it, and a file that is written cannot be run: so one process unpacks and others wait.
 */
export async function browserProgram(): Promise<string> {
  const lockfilePath = join(tmpdir(), 'undertone-browser.lock');
  const release = await lock(tmpdir(), { lockfilePath, retries: WAIT_FOR_ANOTHER });
  try {
    return await chromium.executablePath();
  } finally {
    await release();
  }
}
