import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3 } from '../../../../../infra/local/services/s3/s3-server.ts';
import { clientOf, createBucket, put, read, startHarness } from './harness.ts';

const SERVER = fileURLToPath(new URL('./s3-process.ts', import.meta.url));

async function startProcess(folder: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, endpoint: line.toString().trim() };
}

describe('a store that is killed', () => {
  it('holds everything it acknowledged, whole, and nothing that is half written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'undertone-s3-kill-'));
    const acknowledged = new Set<string>();
    const body = 'the same bytes '.repeat(5_000);
    try {
      for (let round = 0; round < 3; round++) {
        const { child, endpoint } = await startProcess(folder);
        const ended = once(child, 'exit');
        const client = clientOf(endpoint);
        if (round === 0) await createBucket(client, 'kept', { versioned: true });
        const writers = Array.from({ length: 8 }, async (_, writer) => {
          for (let number = 0; ; number++) {
            const key = `${round}/${writer}/${number}`;
            try {
              await client.send(new PutObjectCommand({ Bucket: 'kept', Key: key, Body: body }));
            } catch {
              return;
            }
            acknowledged.add(key);
            if (acknowledged.size >= 25 * (round + 1)) child.kill('SIGKILL');
          }
        });
        await Promise.all(writers);
        client.destroy();
        await ended;
      }
      const service = await startS3({ folder });
      const client = clientOf(service.endpoint);
      const listed = await client.send(new ListObjectsV2Command({ Bucket: 'kept' }));
      const keys = new Set(listed.Contents?.map((object) => object.Key));
      expect(acknowledged.size).toBeGreaterThanOrEqual(75);
      for (const key of acknowledged) expect(keys.has(key)).toBe(true);
      for (const key of keys) expect(await read(client, 'kept', key as string)).toBe(body);
      client.destroy();
      await service.stop();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('sweeps what was never finished', async () => {
    const s3 = await startHarness();
    await createBucket(s3.client, 'swept');
    await put(s3.client, 'swept', 'whole', 'whole');
    const objects = join(s3.folder, 'swept', 'objects');
    await writeFile(join(objects, 'half.0badcafe.unfinished'), '{"key":"ha');
    await s3.restart();
    expect(await read(s3.client, 'swept', 'whole')).toBe('whole');
    expect((await readdir(objects)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
    await s3.stop();
  });
});
