import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEngine } from '../../infra/assets/engine.ts';
import { judge } from './judge.ts';
import { type PopulationOptions, population } from './population.ts';
import { Readings } from './readings.ts';
import { renderSimulation } from './render.ts';
import { Tally } from './tally.ts';
import { readBusinesses } from './texts.ts';

export interface SimulationOptions extends PopulationOptions {
  readonly root: string;
  readonly rules: string;
}

/**
 * Simulates a population and folds what it sends through reading, history and decision (issue 5, part 8). Writes
 * `.build/bench/simulation.md` and `.json`, and gives the page.
 */
export async function measureSimulation({ root, rules, ...options }: SimulationOptions): Promise<string> {
  const engine = readEngine(rules);
  const readings = new Readings(engine, root);
  const businesses = await readBusinesses(join(rules, 'model', 'corpus'), (text) => readings.isQuiet(text));
  const tally = new Tally();
  const started = performance.now();
  for (const customer of population(options, businesses)) tally.add(customer, await judge(customer, engine, readings));
  const seconds = (performance.now() - started) / 1000;
  const page = renderSimulation(tally, { ...options, seconds, versions: engine.versions });
  const folder = join(root, '.build', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'simulation.md'), `${page}\n`);
  const { found, false: falseOnes } = tally;
  const innocent = [...tally.innocent].map(([kind, { by, ...one }]) => ({ kind, ...one, by: Object.fromEntries(by) }));
  writeFileSync(
    join(folder, 'simulation.json'),
    `${JSON.stringify({ options, versions: engine.versions, seconds, found, innocent, false: falseOnes }, null, 2)}\n`,
  );
  return page;
}
