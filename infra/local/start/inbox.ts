import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { watch } from 'chokidar';

export interface InboxOptions {
  /** The folder that is watched; what was taken in moves to `done/` below it. */
  folder: string;
  /** Keeps a file under its key; false where it was there already. */
  store: (key: string, bytes: Uint8Array) => Promise<boolean>;
  onTaken: (name: string, isNew: boolean) => void;
  onFailure: (name: string, error: Error) => void;
}

/** A file is taken when its size has stood still for so long: before, somebody is still writing it. */
const STILL_MS = 250;
/** Names under which programs write what is not whole yet. */
const UNFINISHED = /(^\.|\.(part|partial|crdownload|download|tmp|swp)$|~$)/i;

/** Watches a folder: whatever is put there is taken in, and moves away only after it was stored. Returns what ends it. */
export async function watchInbox(options: InboxOptions): Promise<() => Promise<void>> {
  const done = join(options.folder, 'done');
  await mkdir(done, { recursive: true });
  const watcher = watch(options.folder, {
    depth: 0,
    ignored: (path) => path !== options.folder && (path === done || UNFINISHED.test(basename(path))),
    awaitWriteFinish: { stabilityThreshold: STILL_MS, pollInterval: 50 },
  });
  let turn = Promise.resolve();
  const onFile = (path: string): void => {
    turn = turn.then(() => take(path, done, options).catch((error: Error) => options.onFailure(basename(path), error)));
  };
  // A file that moves away and is put again at once is a change to the watcher.
  watcher.on('add', onFile).on('change', onFile);
  await new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve());
  });
  return async () => {
    await watcher.close();
    await turn;
  };
}

async function take(path: string, done: string, { store, onTaken }: InboxOptions): Promise<void> {
  const name = basename(path);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    // Two events of one file: the first has taken it.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  // The same file taken again, after a crash between store and move, is the same object.
  const isNew = await store(`drop/inbox/${hash}/${name}`, bytes);
  await rename(path, join(done, `${hash}-${name}`));
  onTaken(name, isNew);
}
