import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureIngest } from './ingest/measure-ingest.ts';

/** `tsx bench/ingest.ts --data DIR [--fuzz 200000] [--seed 1]`: what reading makes of real and of damaged mail. */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.UNDERTONE_DATA ?? '' },
    fuzz: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});
if (!existsSync(values.data)) {
  console.error('bench: name the folder that holds mail/: tsx bench/ingest.ts --data DIR');
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
console.log(await measureIngest({ root, data: values.data, fuzz: Number(values.fuzz), seed: Number(values.seed) }));
