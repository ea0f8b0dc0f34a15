import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildSync } from 'esbuild';
import type { CompiledRules } from '../../functions/score/match/compiled-rules.ts';
import { encodeRules } from '../../functions/score/match/encode-rules.ts';
import { type Times, timesOf } from './interleaved.ts';

/** Milliseconds by the clock, over fresh processes. */
export interface LoadTimes {
  readonly bytes: number;
  readonly read: Times;
  readonly load: Times;
  readonly first: Times;
}

/** Loads compiled rules as a function that starts does: in a process of its own, from its bundle, `rounds` times. */
export function measureLoad(root: string, compiled: CompiledRules, rounds: number): LoadTimes {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-load-'));
  try {
    const shipped = encodeRules(compiled);
    writeFileSync(join(folder, 'rules.bin'), shipped);
    buildSync({
      entryPoints: [join(root, 'bench', 'matcher', 'load-rules.ts')],
      outfile: join(folder, 'load.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    });
    const each = Array.from({ length: rounds }, () => {
      const output = execFileSync(process.execPath, [join(folder, 'load.mjs'), join(folder, 'rules.bin')], {
        encoding: 'utf8',
      });
      return JSON.parse(output) as Record<'read' | 'load' | 'first', number>;
    });
    return {
      bytes: shipped.length,
      read: timesOf(each.map(({ read }) => read)),
      load: timesOf(each.map(({ load }) => load)),
      first: timesOf(each.map(({ first }) => first)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
