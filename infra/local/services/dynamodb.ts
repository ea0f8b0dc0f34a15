import { mkdir } from 'node:fs/promises';
import dynalite from 'dynalite';
import { lock } from 'proper-lockfile';
import { listenOnLoopback, stopServer } from './loopback.ts';

export interface DynamoDbService {
  endpoint: string;
  stop(): Promise<void>;
}

/** The folder is in use: a second opener would crash dynalite and could harm its files. */
export class StateInUseError extends Error {
  override readonly name = 'StateInUseError';
}

/** A lock older than this without a sign of life belongs to a process that was killed. */
const LOCK_STALE_MS = 5_000;

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

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  try {
    // A restart right after a kill waits until the dead process's lock has gone stale.
    return await lock(folder, {
      stale: LOCK_STALE_MS,
      update: LOCK_STALE_MS / 5,
      retries: { retries: 30, minTimeout: 250, maxTimeout: 250 },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    throw new StateInUseError(
      `Another Undertone runs on ${folder}. Stop it first, or give this one a folder of its own.`,
      {
        cause: error,
      },
    );
  }
}
