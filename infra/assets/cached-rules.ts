import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { encodeRules } from '../../functions/score/match/encode-rules.ts';
import { buildRules } from './rules.ts';

/**
 * The compiled rules as they are shipped, from a file of an earlier build where nothing that they follow from has changed. To check and compile a
 * few hundred detections takes seconds, and each start of the laptop would wait for it.
 * @param root the project, whose code compiles and whose `.build` keeps the file.
 * @param rules the `rules` folder, the project's own or another.
 * @throws RulesError or RuleError with what is wrong in the rules.
 */
export function readCompiledRules(root: string, rules = join(root, 'rules')): Uint8Array {
  const folder = join(root, '.build', 'rules');
  const file = join(folder, `${fingerprint(root, rules)}.bin`);
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const compiled = encodeRules(buildRules(rules));
  mkdirSync(folder, { recursive: true });
  // Whole or not at all: several builds may run at once.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, compiled);
  renameSync(unfinished, file);
  return compiled;
}

/** Of every rule and of all code that may have a part in compiling it: rather once too often than once too few. */
function fingerprint(root: string, rules: string): string {
  const hash = createHash('sha256');
  for (const [folder, ending] of [
    [rules, /\.ya?ml$/],
    [join(root, 'functions'), /\.ts$/],
    [join(root, 'infra', 'assets'), /\.ts$/],
  ] as const) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));
    // A folder has its name in the places that errors and versions give.
    for (const name of names.sort())
      hash.update(`${basename(folder)}/${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 32);
}
