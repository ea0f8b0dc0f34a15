import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** `npm run bench -- NAME [--data DIR] …`: real measurements, run by hand and reported. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    data: { type: 'string' },
    rules: { type: 'string', default: join(root, 'rules') },
    fuzz: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '200' },
    'leave-one-out': { type: 'boolean', default: false },
    cases: { type: 'string', default: '10000' },
    customers: { type: 'string', default: '100000' },
    days: { type: 'string', default: '180' },
    'of-concern': { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const data = typeof values.data === 'string' ? values.data : '';

switch (positionals[0]) {
  case 'quality': {
    if (!existsSync(data)) fail('name the folder that holds the labelled sets: npm run bench -- quality --data DIR');
    const { measureQuality } = await import('./quality/quality.ts');
    console.log(
      await measureQuality({
        root,
        rules: String(values.rules),
        data,
        leaveOneOut: values['leave-one-out'] === true,
        every: Math.max(1, Number(values.every) || 1),
      }),
    );
    break;
  }
  case 'kept-apart': {
    const { measureKeptApart } = await import('./quality/measure-kept-apart.ts');
    console.log(
      await measureKeptApart({
        folder: join(root, 'bench', 'quality', 'kept-apart'),
        rules: String(values.rules),
        list: values.list === true,
      }),
    );
    break;
  }
  case 'matcher': {
    const { measureMatcher } = await import('./matcher.ts');
    console.log(await measureMatcher({ root, rules: String(values.rules), data }));
    break;
  }
  case 'ingest': {
    if (!existsSync(data)) fail('name the folder that holds mail/: npm run bench -- ingest --data DIR');
    const { measureIngest } = await import('./ingest/measure-ingest.ts');
    console.log(await measureIngest({ root, data, fuzz: Number(values.fuzz), seed: Number(values.seed) }));
    break;
  }
  case 'histories': {
    const { measureHistories } = await import('./histories/measure-histories.ts');
    console.log(await measureHistories({ root, rules: String(values.rules) }));
    break;
  }
  case 'simulate': {
    const { measureSimulation } = await import('./simulate/measure-simulation.ts');
    console.log(
      await measureSimulation({
        root,
        rules: String(values.rules),
        customers: Number(values.customers),
        days: Number(values.days),
        seed: Number(values.seed),
        ofConcern: values['of-concern'] === undefined ? undefined : Number(values['of-concern']),
      }),
    );
    break;
  }
  case 'history': {
    const { measureHistory } = await import('./history/measure-history.ts');
    console.log(await measureHistory({ rules: String(values.rules), rounds: Number(values.rounds) }));
    break;
  }
  case 'queue': {
    const { measureQueue } = await import('./queue/measure-queue.ts');
    console.log(await measureQueue({ root, cases: Number(values.cases), rounds: Math.min(9, Number(values.rounds)) }));
    break;
  }
  default:
    fail('say which: quality, kept-apart, matcher, ingest, histories, history, queue or simulate');
}

function fail(message: string): never {
  console.error(`bench: ${message}`);
  process.exit(2);
}
