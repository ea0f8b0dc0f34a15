import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The end of a file's name while it is being written; whatever bears it after a kill was never acknowledged. */
const UNFINISHED = '.unfinished';

/**
 * Writes a file so that a kill at any moment leaves either what was there before or all of the new bytes: a temporary file beside it,
 * fsync, rename, fsync of the folder. Returns when the bytes are on the disk.
 */
export async function writeDurably(path: string, ...parts: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
  const file = await open(temporary, 'wx');
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Removes a file so that it stays removed after a kill. A file that is not there is no error. */
export async function removeDurably(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a kill left half-written in a folder, and returns the names of the whole files. */
export async function sweepUnfinished(folder: string): Promise<string[]> {
  const whole: string[] = [];
  for (const name of await readdir(folder)) {
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
    else whole.push(name);
  }
  return whole;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; there the rename itself is as durable as it gets.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
