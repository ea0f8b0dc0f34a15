import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchInbox } from '../../../../infra/local/start/inbox.ts';

let folder: string;
let close: () => Promise<void>;
const stored = new Map<string, string>();
const taken: string[] = [];
let failing = false;

const open = async (): Promise<void> => {
  close = await watchInbox({
    folder,
    store: async (key, bytes) => {
      if (failing) throw new Error('the store is down');
      const isNew = !stored.has(key);
      stored.set(key, Buffer.from(bytes).toString());
      return isNew;
    },
    onTaken: (name, isNew) => taken.push(`${name}${isNew ? '' : ' again'}`),
    onFailure: (name) => taken.push(`${name} failed`),
  });
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-inbox-'));
  stored.clear();
  taken.length = 0;
  failing = false;
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const untilTaken = (...names: string[]) =>
  vi.waitFor(() => expect([...taken].sort()).toEqual(names.sort()), { timeout: 10_000 });

describe('the inbox folder', () => {
  it('takes in what is put there, and what lay there before', async () => {
    await writeFile(join(folder, 'before.txt'), 'before');
    await open();
    await writeFile(join(folder, 'after.eml'), 'after');
    await untilTaken('before.txt', 'after.eml');
    expect([...stored.values()].sort()).toEqual(['after', 'before']);
    expect([...stored.keys()].every((key) => /^drop\/inbox\/[0-9a-f]{16}\/(before\.txt|after\.eml)$/.test(key))).toBe(
      true,
    );
    expect((await readdir(join(folder, 'done'))).length).toBe(2);
    expect(await readdir(folder)).toEqual(['done']);
  });

  it('leaves a file where it is until it was stored', async () => {
    failing = true;
    await open();
    await writeFile(join(folder, 'kept.txt'), 'kept');
    await untilTaken('kept.txt failed');
    expect((await readdir(folder)).sort()).toEqual(['done', 'kept.txt']);
    await close();
    failing = false;
    await open();
    await untilTaken('kept.txt failed', 'kept.txt');
  });

  it('stores a file that was stored before a crash, and not moved, once', async () => {
    await mkdir(join(folder, 'elsewhere'), { recursive: true });
    await open();
    await writeFile(join(folder, 'note.txt'), 'the same');
    await untilTaken('note.txt');
    await writeFile(join(folder, 'note.txt'), 'the same');
    await untilTaken('note.txt', 'note.txt again');
    expect(stored.size).toBe(1);
  });

  it('waits for what a program is still writing', async () => {
    await open();
    await writeFile(join(folder, 'large.vtt.part'), 'half');
    await writeFile(join(folder, 'whole.txt'), 'whole');
    await untilTaken('whole.txt');
    await rename(join(folder, 'large.vtt.part'), join(folder, 'large.vtt'));
    await untilTaken('whole.txt', 'large.vtt');
  });
});
