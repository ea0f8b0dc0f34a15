import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Readings } from '../../../bench/simulate/readings.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import { readEngine } from '../../../infra/assets/engine.ts';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

let root: string;
let engine: Engine;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undertone-readings-'));
  await cp(join(PROJECT, 'functions', 'score'), join(root, 'functions', 'score'), { recursive: true });
  engine = readEngine(join(PROJECT, 'rules'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('readings that are kept', () => {
  it('are read once for one version of all code that makes them, folders within folders included', async () => {
    let read = 0;
    const counting: Engine = {
      ...engine,
      matcher: {
        version: engine.matcher.version,
        match: (text, names) => {
          read += 1;
          return engine.matcher.match(text, names);
        },
      },
    };
    const first = await new Readings(counting, root).of('Where is my parcel?');
    expect(await new Readings(counting, root).of('Where is my parcel?')).toEqual(first);
    expect(read).toBe(1);
  });
});
