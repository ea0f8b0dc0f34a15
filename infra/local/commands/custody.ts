import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { type FileVerdict, type Noted, verifyFile } from '../custody/verify-file.ts';

const USAGE = `Verifies an export of custody (.jsonl) or a packet (.zip), with nothing but the file.

  npm run -s custody -- verify FILE...

  --head NUMBER:HASH   the last event, as it was noted elsewhere: without it, a chain that was written anew is not seen
  --sha256 HASH        of the whole file, as an event "exported" of the case names it
  --json               a line of JSON a file

It ends with 0 where all of it holds, 1 where something does not and says what and where, and 2 where it cannot tell.
The algorithm is in docs/custody.md.`;

const HOLDS = 0;
const BROKEN = 1;
const WRONG = 2;

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === null) return WRONG;
  if (asked === 'help') {
    console.log(USAGE);
    return HOLDS;
  }
  let worst = HOLDS;
  for (const file of asked.files) {
    try {
      const verdict = await verifyFile(file, asked.noted);
      console.log(asked.json ? JSON.stringify(verdict) : describe(verdict));
      if (!verdict.intact) worst = Math.max(worst, BROKEN);
    } catch (error) {
      console.error(`custody: ${file} cannot be read: ${(error as Error).message}`);
      worst = WRONG;
    }
  }
  return worst;
}

function describe({ file, intact, sha256, caseNumber, head, events, withheld, exhibits, first }: FileVerdict): string {
  if (!intact) {
    return [
      `${pc.red('BROKEN')}  ${file}`,
      `  where    ${first?.place}`,
      `  what     ${first?.kind}`,
      `  why      ${first?.message}`,
      `  SHA-256  ${sha256}`,
    ].join('\n');
  }
  return [
    `${pc.green('HOLDS')}   ${file}`,
    `  case     ${caseNumber}`,
    `  events   ${events}${withheld === 0 ? '' : `, of which ${withheld} are there as hashes alone`}`,
    `  head     ${head?.number}:${head?.hash}`,
    ...(exhibits === null ? [] : [`  exhibits ${exhibits}, each as it was put into the vault`]),
    `  SHA-256  ${sha256}`,
  ].join('\n');
}

interface Asked {
  readonly files: readonly string[];
  readonly noted: Noted;
  readonly json: boolean;
}

function readArguments(): Asked | 'help' | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        head: { type: 'string' },
        sha256: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    const [command, ...files] = positionals;
    if (command !== 'verify' || files.length === 0) throw new Error('say "verify" and at least one file');
    const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/i.exec(values.head ?? '') ?? [];
    if (values.head !== undefined && hash === undefined) throw new Error('--head is a number, a colon and a SHA-256');
    if (values.sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(values.sha256))
      throw new Error('--sha256 is no SHA-256');
    const head = hash === undefined ? null : { number: Number(number), hash: hash.toLowerCase() };
    return { files, noted: { head, sha256: values.sha256?.toLowerCase() ?? null }, json: values.json };
  } catch (error) {
    console.error(`custody: ${(error as Error).message}\n\n${USAGE}`);
    return null;
  }
}
