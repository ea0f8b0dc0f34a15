import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readPolicy, readRoster } from './assets/policy.ts';
import { ConfigurationError, type Settings } from './config.ts';
import { codeOf, STAGES } from './pipeline/stage-function.ts';

const HOW_TO_BUILD =
  'Run: npx tsx infra/assets/bundle.ts (the CDK command does it by itself, with the roster that cdk.json names)';

/**
 * Makes sure that what is deployed is what was configured: a stage built with another roster would tell other people of a threat.
 * @throws ConfigurationError when a function is not built, or was built from another roster or policy than is configured.
 */
export function checkBuiltFunctions(functionsFolder: string, settings: Settings, projectFolder: string): void {
  const configured = {
    'roster.json': readRoster(resolve(projectFolder, settings.rosterFile)),
    'policy.json': readPolicy(resolve(projectFolder, 'rules/policy.yml')),
  };
  for (const stage of STAGES) {
    const { folder, module } = codeOf(stage);
    const entry = join(functionsFolder, folder, `${module}.mjs`);
    if (!existsSync(entry)) {
      throw new ConfigurationError(`The function of ${stage} is not built: there is no ${entry}. ${HOW_TO_BUILD}.`);
    }
    for (const [name, expected] of Object.entries(configured)) {
      const file = join(functionsFolder, folder, name);
      if (!existsSync(file)) continue;
      if (!isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(expected)))) {
        throw new ConfigurationError(`${file} is not what the configured file says now. ${HOW_TO_BUILD}.`);
      }
    }
  }
}
