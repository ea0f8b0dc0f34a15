import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { check, lock } from 'proper-lockfile';
import { listenOnLoopback, stopServer } from './loopback.ts';

export interface DynamoDbService {
  endpoint: string;
  stop(): Promise<void>;
}

/** The folder is in use: a second opener would crash dynalite and could harm its files. */
export class StateInUseError extends Error {
  override readonly name = 'StateInUseError';

  constructor(stateFolder: string, options?: ErrorOptions) {
    super(`Another Undertone runs on ${stateFolder}. Stop it first, or give this one a folder of its own.`, options);
  }
}

/** A lock that shows no sign of life for so long belongs to nobody. */
const LOCK_STALE_MS = 10_000;

/** DynamoDB by dynalite: on disk in a folder that it locks for itself, or in memory. */
export async function startDynamoDb(folder: string | null): Promise<DynamoDbService> {
  let unlock = async (): Promise<void> => {};
  if (folder !== null) {
    await mkdir(folder, { recursive: true });
    unlock = await lockFolder(folder);
  }
  const server = dynalite({
    ...(folder === null ? {} : { path: folder }),
    createTableMs: 0,
    updateTableMs: 0,
    deleteTableMs: 0,
  });
  const endpoint = await listenOnLoopback(server);
  return {
    endpoint,
    stop: async () => {
      server.closeAllConnections();
      await stopServer(server);
      await unlock();
    },
  };
}

const ownerFileOf = (stateFolder: string): string => join(stateFolder, 'owner.pid');

/** Whether a process that is alive holds a state folder. Its number alone does not say: after a restart of the machine another may have it. */
export async function isInUse(stateFolder: string): Promise<boolean> {
  const owner = Number(await readFile(ownerFileOf(stateFolder), 'utf8').catch(() => 'none'));
  if (!Number.isInteger(owner) || !isAlive(owner)) return false;
  return check(join(stateFolder, 'dynamodb'), { stale: LOCK_STALE_MS }).catch(() => false);
}

/** The folders that this process holds: its own lock is not one of the dead. */
const held = new Set<string>();

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const inUse = (cause?: unknown) => new StateInUseError(join(folder, '..'), { cause });
  if (held.has(folder)) throw inUse();
  const ownerFile = ownerFileOf(join(folder, '..'));
  await removeLockOfTheDead(folder, ownerFile);
  try {
    const unlock = await lock(folder, {
      stale: LOCK_STALE_MS,
      // A laptop that slept comes back with an old lock. LevelDB holds one of its own, so nobody else has opened the files meanwhile.
      onCompromised: () => undefined,
    });
    held.add(folder);
    await writeFile(ownerFile, String(process.pid));
    return async () => {
      held.delete(folder);
      await rm(ownerFile, { force: true });
      await unlock();
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    throw inUse(error);
  }
}

/** After a kill the lock stays. Who held it is written beside it: where that process is gone, nobody needs to wait. */
async function removeLockOfTheDead(folder: string, ownerFile: string): Promise<void> {
  const owner = Number(await readFile(ownerFile, 'utf8').catch(() => 'none'));
  if (!Number.isInteger(owner) || (owner !== process.pid && isAlive(owner))) return;
  await rm(`${folder}.lock`, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
