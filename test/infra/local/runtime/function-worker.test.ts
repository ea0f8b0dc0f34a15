import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { FunctionWorker } from '../../../../infra/local/runtime/function-worker.ts';
import type { FunctionPlan } from '../../../../infra/local/template/plan.ts';

const PLAN: FunctionPlan = {
  logicalId: 'Tiny',
  name: 'tiny',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:tiny',
  folder: fileURLToPath(new URL('.', import.meta.url)),
  module: 'tiny-function',
  exportName: 'handler',
  environment: { FROM_TEMPLATE: 'yes' },
  timeoutSeconds: 30,
  memoryMegabytes: 128,
};

const workers: FunctionWorker[] = [];
const start = (plan: Partial<FunctionPlan> = {}, logFile: string | null = null): FunctionWorker => {
  const worker = new FunctionWorker({ plan: { ...PLAN, ...plan }, environment: { AWS_REGION: 'us-east-1' }, logFile });
  workers.push(worker);
  return worker;
};
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});

describe('a function', () => {
  it('sees the environment of its template and AWS, and nothing of this process', async () => {
    process.env.SECRET_OF_THE_LAPTOP = 'not for functions';
    const seen = (await start().invoke({ do: 'environment' })) as Record<string, string>;
    expect(seen).toEqual({
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'tiny',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      FROM_TEMPLATE: 'yes',
      LAMBDA_TASK_ROOT: PLAN.folder,
    });
  });

  it('lives by the clock that it is given, as that stands at each invocation, and by none but the machine’s else', async () => {
    let aheadMs = 3_600_000;
    const now = () => new Date(Date.now() + aheadMs);
    const worker = new FunctionWorker({ plan: PLAN, environment: {}, logFile: null, now });
    workers.push(worker);
    const offset = async () =>
      Number(((await worker.invoke({ do: 'environment' })) as Record<string, string>).UNDERTONE_NOW_OFFSET_MS);
    expect(Math.abs((await offset()) - aheadMs)).toBeLessThan(1000);
    aheadMs = -86_400_000;
    expect(Math.abs((await offset()) - aheadMs)).toBeLessThan(1000);
    expect(await start().invoke({ do: 'environment' })).not.toHaveProperty('UNDERTONE_NOW_OFFSET_MS');
  });

  it('gets a context and stays warm from one invocation to the next', async () => {
    const worker = start();
    await worker.invoke({});
    const context = (await worker.invoke({ do: 'context' })) as {
      name: string;
      remaining: number;
      invocations: number;
    };
    expect(context).toMatchObject({ name: 'tiny', invocations: 2 });
    expect(context.remaining).toBeGreaterThan(0);
    expect(context.remaining).toBeLessThanOrEqual(30_000);
  });

  it('that throws fails its invocation, and answers the next', async () => {
    const worker = start();
    await expect(worker.invoke({ do: 'throw' })).rejects.toThrow('tiny failed: RangeError: as asked');
    expect(await worker.invoke({ a: 1 })).toEqual({ echo: { a: 1 } });
  });

  it('that crashes fails its invocation, and is started anew for the next', async () => {
    const worker = start();
    await worker.invoke({});
    await expect(worker.invoke({ do: 'crash' })).rejects.toThrow(/ended before it answered/);
    expect(await worker.invoke({ do: 'context' })).toMatchObject({ invocations: 1 });
  });

  it('that is killed while it works fails its invocation, and is started anew', async () => {
    const worker = start();
    await worker.warm();
    const hanging = worker.invoke({ do: 'hang' });
    hanging.catch(() => undefined);
    // The invocation is handed over in a later turn of the loop.
    await new Promise((resolve) => setImmediate(resolve));
    await worker.kill();
    await expect(hanging).rejects.toThrow(/tiny/);
    expect(await worker.invoke({})).toEqual({ echo: {} });
  });

  it('that does not answer in its time is ended', async () => {
    const worker = start({ timeoutSeconds: 0.2 });
    await worker.warm();
    await expect(worker.invoke({ do: 'hang' })).rejects.toThrow('tiny timed out after 0.2 seconds.');
    expect(await worker.invoke({})).toEqual({ echo: {} });
  });

  it('whose code cannot be loaded says why, before any event', async () => {
    await expect(start({ module: 'no-such-module' }).warm()).rejects.toThrow(/tiny could not go on: .*no-such-module/);
    await expect(start({ exportName: 'nothing' }).warm()).rejects.toThrow(/exports no function nothing/);
  });

  it('writes what it prints to its log', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'undertone-log-'));
    const logFile = join(folder, 'logs', 'tiny.log');
    await start({}, logFile).invoke({ do: 'print' });
    await expect.poll(() => readFile(logFile, 'utf8')).toContain('printed');
    await rm(folder, { recursive: true });
  });
});
