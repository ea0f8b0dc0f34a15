import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { namedEmployees } from '../../../functions/ingest/named-employees.ts';
import { readRoster } from '../../assets/policy.ts';
import { checkRules } from '../rules/check.ts';
import { explainDetection } from '../rules/explain.ts';
import { printFeedback } from '../rules/feedback.ts';
import { CONSOLE } from '../rules/output.ts';
import { detectionSchema } from '../rules/schema.ts';
import { tryMessage } from '../rules/try.ts';
import { StateInUseError } from '../services/dynamodb.ts';

const RULES = join(import.meta.dirname, '..', '..', '..', 'rules');

const ROSTER = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'roster.yml');

const STATE = join(import.meta.dirname, '..', '..', '..', '.undertone');

const USAGE = `npm run -s rules -- check [ID]         load every rule and run every example (of ids that begin so)
npm run -s rules -- try "MESSAGE"      show what fires on a message and what comes of it (--name "Jane Doe" for its target; --roster FILE)
npm run -s rules -- explain ID         say what a detection looks for
npm run -s rules -- feedback [ID]      show what reviewers said on this laptop, and what may be changed (--state .undertone)
npm run -s rules -- schema             write rules/detection.schema.json for editors`;

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string', multiple: true, default: [] },
      roster: { type: 'string', default: ROSTER },
      rules: { type: 'string', default: RULES },
      state: { type: 'string', default: STATE },
    },
  });
  const [command, argument] = positionals;
  if (command === 'check') return checkRules(values.rules, argument ?? '', CONSOLE);
  if (command === 'try' && argument !== undefined) {
    const named = namedEmployees([argument], readRoster(values.roster), null).filter(({ by }) => by === 'in-full');
    const names = [...values.name, ...named.flatMap(({ name }) => name ?? [])];
    return tryMessage(values.rules, argument, [...new Set(names)], CONSOLE);
  }
  if (command === 'explain' && argument !== undefined) return explainDetection(values.rules, argument, CONSOLE);
  if (command === 'feedback') return printFeedback(resolve(values.state), argument ?? '', new Date(), CONSOLE);
  if (command === 'schema') {
    writeFileSync(join(values.rules, 'detection.schema.json'), detectionSchema());
    return 0;
  }
  console.error(USAGE);
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof StateInUseError) {
    console.error(error.message);
    process.exit(1);
  }
  if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
