import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../functions/score/create-engine.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { readConduct } from './conduct.ts';
import { readPolicy } from './policy.ts';
import { buildRules } from './rules.ts';

/** The engine that the files under `rules/` make, for a command line with no server; the deployed stage reads the same parts as assets. */
export function readEngine(rules: string): Engine {
  return createEngine({
    rules: buildRules(rules),
    conduct: readConduct(join(rules, 'conduct')),
    policy: readPolicy(join(rules, 'policy.yml')),
    weights: readFileSync(join(rules, 'model', 'weights.bin')),
  });
}
