import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildSync } from 'esbuild';
import type { CompiledRules } from '../../functions/score/match/compiled-rules.ts';
import { encodeRules } from '../../functions/score/match/encode-rules.ts';
import { medianOf } from './interleaved.ts';

/** Milliseconds: the median, and the least, which is nearer to what it takes where nothing else runs. */
export interface LoadTime {
  readonly median: number;
  readonly least: number;
}

/** What a function that starts waits for: the file, then the matcher, then its first message. */
export interface LoadTimes {
  readonly bytes: number;
  readonly read: LoadTime;
  readonly load: LoadTime;
  readonly first: LoadTime;
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
    const time = (part: 'read' | 'load' | 'first'): LoadTime => {
      const list = each.map((one) => one[part]);
      return { median: medianOf(list), least: Math.min(...list) };
    };
    return { bytes: shipped.length, read: time('read'), load: time('load'), first: time('first') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
