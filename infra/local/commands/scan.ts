import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RulesError } from '../../../functions/score/detections/rule-error.ts';
import { ModelError } from '../../../functions/score/model/model.ts';
import { now } from '../../../functions/shared/time.ts';
import { readEngine } from '../../assets/engine.ts';
import { readRoster, SettingsError } from '../../assets/policy.ts';
import { reportFile } from '../scan/report.ts';
import { scanFiles, shownFile } from '../scan/scan-files.ts';
import { scanRows } from '../scan/scan-rows.ts';
import { sourcesIn } from '../scan/sources.ts';

const USAGE = `Scores mail, transcripts and notes with no server.

  npm run -s scan -- PATH…             a report for a person; files or folders (.eml, mbox, transcripts, notes)
  npm run -s scan -- --json PATH…      a line of JSON a contact
  npm run -s scan -- --jsonl FILE      a line {id, text, at?, from?, to?, channel?} in, a line out; - is standard input

  --roster FILE   who is an employee (default: fixtures/roster.yml)
  --rules DIR     detections, policy and model (default: rules)

Offsets count UTF-16 units. Rows that share "from" build one history in the order of the file; where rows give no "at", each
of a subject's rows counts as a day after the one before. A line {event, from, at?, to?} without a text tells what the company did:
event is notice-to-stop, block, promise-to-answer or answered, and "to" the employee whom it is about; later rows are judged by it.
"linked" names who else is or may be the same person, by a pseudonym; who is joined, as by one account number, has one history.
Exit: 0 all read, 2 something could not be.`;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
/** What "not everything could be read" exits with. */
const PARTLY_READ = 2;

// A reader that has seen enough, such as `head`, closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof RulesError || error instanceof SettingsError || error instanceof ModelError)) throw error;
  console.error(`scan: ${error.message}`);
  process.exitCode = PARTLY_READ;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArguments();
  const roster = readRoster(values.roster);
  const engine = readEngine(values.rules, roster.timeZone);
  if (values.jsonl !== undefined) {
    if (values.jsonl !== '-' && !existsSync(values.jsonl)) return complain(`${values.jsonl}: no such file`);
    const input = values.jsonl === '-' ? process.stdin : createReadStream(values.jsonl);
    const { bad } = await scanRows(input, process.stdout, process.stderr, engine, roster);
    return bad > 0 ? PARTLY_READ : 0;
  }
  let unread = 0;
  const sources = sourcesIn(positionals, (path, reason) => {
    unread++;
    console.error(`${path}: ${reason}`);
  });
  const counts = { read: 0, flagged: 0 };
  for await (const file of scanFiles(sources, engine, roster, now())) {
    counts.read++;
    if (file.assessment.flagged) counts.flagged++;
    const line = values.json ? JSON.stringify(shownFile(file)) : reportFile(file);
    if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  if (!values.json) console.log(`${counts.read} read, ${counts.flagged} flagged`);
  return unread > 0 ? PARTLY_READ : 0;
}

function parseArguments() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        jsonl: { type: 'string' },
        roster: { type: 'string', default: join(root, 'fixtures', 'roster.yml') },
        rules: { type: 'string', default: join(root, 'rules') },
        help: { type: 'boolean', default: false },
      },
    });
    if (parsed.values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    if (parsed.values.jsonl === undefined && parsed.positionals.length === 0)
      throw new Error('name a file or a folder to scan');
    return parsed;
  } catch (error) {
    console.error(`scan: ${(error as Error).message}\n\n${USAGE}`);
    process.exit(PARTLY_READ);
  }
}

function complain(message: string): number {
  console.error(`scan: ${message}`);
  return PARTLY_READ;
}
