import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logged } from '../case-support/logged.ts';

/** Nothing is shipped there. */
let empty: string;
beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'undertone-try-'));
  process.env.LAMBDA_TASK_ROOT = empty;
});
afterAll(() => rm(empty, { recursive: true, force: true }));

const failure = (event: unknown) =>
  logged(async () => {
    const { handler } = await import('../../../functions/score/try-handler.ts');
    return handler(event).then(
      () => null,
      (error: Error) => error,
    );
  });

describe('a trial that fails', () => {
  it.each([
    ['is no request of a trial', { text: 7, pineapple: 'Zebedee' }, 'ZodError'],
    ['finds no rules or model beside its code', { text: 'Pineapple, Zebedee!' }, 'AssetError'],
  ])('since it %s, throws what may be logged, and logs why without a word of it', async (_, event, why) => {
    const { log, result } = await failure(event);
    expect(result?.name).toBe('TrialError');
    expect(result?.cause).toBeUndefined();
    expect(log).toContain(why);
    expect(`${log}${result?.message}${result?.stack}`).not.toMatch(/pineapple|zebedee/i);
  });
});
