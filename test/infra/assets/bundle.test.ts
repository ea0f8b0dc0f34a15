import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormDefinition } from '../../../functions/contracts/form.ts';
import { Policy } from '../../../functions/contracts/policy.ts';
import { Roster } from '../../../functions/contracts/roster.ts';
import { decodeRules } from '../../../functions/score/match/decode-rules.ts';
import { codeOf, STAGES } from '../../../infra/pipeline/stage-function.ts';
import { buildOnce, builtFunctions } from '../../pipeline/harness.ts';

let folders: Record<string, string>;
beforeAll(async () => {
  await buildOnce();
  const functions = builtFunctions();
  folders = Object.fromEntries((await readdir(functions)).map((stage) => [stage, join(functions, stage)]));
}, 120_000);

const json = async (stage: string, name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folders[stage] ?? '', name), 'utf8'));

/** Loads a module in a thread with an empty environment, and gives the error that it ends with. */
const load = (file: string): Promise<string> =>
  new Promise((done) => {
    const worker = new Worker(`import(${JSON.stringify(pathToFileURL(file).href)}).then(() => process.exit(0))`, {
      eval: true,
      env: { POWERTOOLS_SERVICE_NAME: 'bare' },
      stdout: true,
      stderr: true,
    });
    worker.on('error', (error) => done(`${error.name}: ${error.message}`));
    worker.on('exit', () => done('loaded'));
  });

describe('the bundles', () => {
  it('are one folder for each stage that the template deploys', () => {
    expect(Object.keys(folders).sort()).toEqual([...new Set(STAGES.map((stage) => codeOf(stage).folder))].sort());
  });

  it('ship with the policy and the roster that the functions read', async () => {
    for (const stage of STAGES) {
      expect(Policy.parse(await json(codeOf(stage).folder, 'policy.json')).decision.length).toBeGreaterThan(0);
      expect(Roster.parse(await json(codeOf(stage).folder, 'roster.json')).people.length).toBeGreaterThan(0);
    }
  });

  it('ship to console-api the forms that people fill in', async () => {
    const forms = FormDefinition.array().parse(await json('console-api', 'forms.json'));
    expect(forms.map(({ form }) => form)).toEqual(expect.arrayContaining(['bomb', 'self-harm', 'threat']));
  });

  it('ship to score its compiled rules, conduct detections and model', async () => {
    const rules = decodeRules(await readFile(join(folders.score ?? '', 'rules.bin')));
    expect(rules.detections.length).toBeGreaterThan(0);
    expect(((await json('score', 'conduct.json')) as unknown[]).length).toBeGreaterThan(0);
    for (const weights of ['model.bin', 'second-reader.bin', 'close-encoder.bin']) {
      expect((await readFile(join(folders.score ?? '', weights))).length, weights).toBeGreaterThan(0);
    }
  });

  it('carry none of the some fifty languages that zod has its faults in, where nothing asks for them', async () => {
    // What the API's own framework imports has them all.
    for (const stage of STAGES.filter((one) => one !== 'console-api')) {
      const { folder, module } = codeOf(stage);
      const code = await readFile(join(folders[folder] ?? '', `${module}.mjs`), 'utf8');
      expect(code.includes('node_modules/zod/'), stage).toBe(true);
      expect(code.includes('node_modules/zod/v4/locales/nl.js'), stage).toBe(false);
    }
  });

  it('need nothing but Node: without an environment each loads so far that it says what its template lacks', async () => {
    for (const stage of STAGES) {
      const { folder, module } = codeOf(stage);
      expect(await load(join(folders[folder] ?? '', `${module}.mjs`)), stage).toMatch(
        // A trial touches nothing, so that its template has nothing to name.
        stage === 'try' ? /^loaded$/ : /^EnvironmentError: The environment of bare is wrong/,
      );
    }
  }, 60_000);
});
