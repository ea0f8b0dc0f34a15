import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3 } from '../../../../infra/local/services/s3/s3-server.ts';
import { clientOf } from '../services/s3/harness.ts';

let state: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'undertone-start-'));
});
afterAll(() => rm(state, { recursive: true, force: true }));

const start = (...args: string[]): Promise<{ code: number | null; text: string }> =>
  new Promise((done) => {
    const script = resolve('infra/local/commands/start.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        text += part.toString();
      });
    }
    child.on('close', (code) => done({ code, text }));
  });

describe('npm start -- --once', () => {
  it('ends with 0 when all is processed, and with 1 and a list when something is not', async () => {
    const first = await start('--once', '--no-fixtures', '--state', state, '--port', '0');
    expect(first.text).toMatch(/Created 7 buckets, 16 queues, 4 tables and loaded 14 functions/);
    expect(first.text).toMatch(/Contacts read\s+0/);
    expect(first.code).toBe(0);

    // A contact that no stage can read: as a version that is no more would have left it.
    const service = await startS3({ folder: join(state, 's3') });
    const client = clientOf(service.endpoint);
    const bucket = (await readdir(join(state, 's3'))).find((name) => name.includes('contacts'));
    const contactId = `contact-${'0'.repeat(32)}`;
    await client.send(new PutObjectCommand({ Bucket: bucket ?? '', Key: `contacts/${contactId}.json`, Body: '{}' }));
    client.destroy();
    await service.stop();

    const second = await start('--once', '--no-fixtures', '--state', state, '--port', '0');
    expect(second.text).toContain('Some messages could not be processed and wait for a person');
    expect(second.text).toContain(contactId);
    expect(second.code).toBe(1);
  }, 180_000);

  it('ends with 2 and how to call it when an option is wrong', async () => {
    const { code, text } = await start('--onse');
    expect(code).toBe(2);
    expect(text).toContain('--once');
  }, 60_000);
});
