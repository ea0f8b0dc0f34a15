import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { entryLine, headLine, totals } from '../drill/print.ts';
import type { Entry } from '../drill/protocol.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const USAGE = `Works a case of each kind, from the door to its closing, on a system of its own in memory, and tries every shortcut that is forbidden.

  npm run -s drill

  --json   a line of JSON for each thing that happened

Time is the exercise's own: days pass in a second. It ends with 0 where all went as it has to, and with 1 where anything did not.`;

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const WENT_WELL = 0;
const DEVIATED = 1;
const WRONG = 2;

const asked = process.argv.slice(2);
const isJson = asked.includes('--json');
if (asked.includes('--help')) {
  console.log(USAGE);
} else if (asked.some((each) => each !== '--json')) {
  console.error(USAGE);
  process.exitCode = WRONG;
} else process.exitCode = await main();

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'undertone-drill-build-'));
  try {
    if (!isJson) console.log(pc.dim('Building the functions and starting the system …'));
    const [{ build }, { runDrill }] = await Promise.all([import('../start/build.ts'), import('../drill/run-drill.ts')]);
    const built = await build(ROOT, folder);
    let part = '';
    const onEntry = (entry: Entry): void => {
      if (isJson) {
        console.log(JSON.stringify(entry));
        return;
      }
      if (entry.part !== part) console.log(headLine(entry));
      part = entry.part;
      console.log(entryLine(entry, built.roster.timeZone));
    };
    const entries = await runDrill({ built, root: ROOT, onEntry });
    if (!isJson) console.log(`\n${totals(entries)}`);
    return entries.some(({ outcome }) => outcome === 'deviation') ? DEVIATED : WENT_WELL;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
