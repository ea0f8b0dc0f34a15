import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../functions/score/create-engine.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { loadEncoder } from '../../functions/score/load-encoder.ts';
import { decodeRules } from '../../functions/score/match/decode-rules.ts';
import { readCompiledRules } from './cached-rules.ts';
import { readConduct } from './conduct.ts';
import { readPolicy } from './policy.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/**
 * The engine that the files under `rules/` make, for a command line with no server; the deployed stage reads the same parts as assets. Rules
 * that did not change since the last time are not compiled again.
 * @throws RulesError or RuleError with what is wrong in the rules.
 */
export function readEngine(rules: string): Engine {
  return createEngine({
    rules: decodeRules(readCompiledRules(PROJECT, rules)),
    conduct: readConduct(join(rules, 'conduct')),
    policy: readPolicy(join(rules, 'policy.yml')),
    weights: readFileSync(join(rules, 'model', 'weights.bin')),
    secondReader: readFileSync(join(rules, 'model', 'second-reader.bin')),
    encoder: loadEncoder(),
  });
}
