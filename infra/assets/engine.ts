import { readFileSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createEngine } from '../../functions/score/create-engine.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { loadEncoders } from '../../functions/score/load-encoders.ts';
import { decodeRules } from '../../functions/score/match/decode-rules.ts';
import { readCompiledRules } from './cached-rules.ts';
import { readConduct } from './conduct.ts';
import { configuredRosterFile, readPolicy, readRoster } from './policy.ts';

/** Whose code compiles the rules. */
export const PROJECT = join(import.meta.dirname, '..', '..');

/**
 * The engine that the files under `rules/` make, for a command line with no server; the deployed stage reads the same parts as assets. Rules
 * that did not change since the last time are not compiled again.
 * @param timeZone what days and times of day are read by; that of the configured roster unless said otherwise.
 * @throws RulesError or RuleError with what is wrong in the rules, SettingsError in policy or roster.
 */
export function readEngine(rules: string, timeZone = configuredTimeZone()): Engine {
  return createEngine({
    rules: decodeRules(readCompiledRules(PROJECT, rules)),
    conduct: readConduct(join(rules, 'conduct')),
    policy: readPolicy(join(rules, 'policy.yml')),
    timeZone,
    weights: readFileSync(join(rules, 'model', 'weights.bin')),
    secondReader: readFileSync(join(rules, 'model', 'second-reader.bin')),
    encoders: loadEncoders(() => readFileSync(join(rules, 'model', 'close-encoder.bin'))),
  });
}

/** The time zone of the roster that `cdk.json` names, so that a command line scores as what is deployed from here does. */
function configuredTimeZone(): string {
  return readRoster(resolve(PROJECT, configuredRosterFile(PROJECT))).timeZone;
}

/**
 * Puts the parts of the engine below `root` into a folder, as the deployed functions read them there (functions/score/load-engine.ts); the
 * policy is put there with that of every function, and the first encoder is a package.
 * @throws RulesError or RuleError with what is wrong in the rules.
 */
export async function writeEngine(root: string, folder: string): Promise<void> {
  const rules = join(root, 'rules');
  await Promise.all([
    writeFile(join(folder, 'rules.bin'), readCompiledRules(root)),
    writeFile(join(folder, 'conduct.json'), JSON.stringify(readConduct(join(rules, 'conduct')))),
    copyFile(join(rules, 'model', 'weights.bin'), join(folder, 'model.bin')),
    copyFile(join(rules, 'model', 'second-reader.bin'), join(folder, 'second-reader.bin')),
    copyFile(join(rules, 'model', 'close-encoder.bin'), join(folder, 'close-encoder.bin')),
  ]);
}
