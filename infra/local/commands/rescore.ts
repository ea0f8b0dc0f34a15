import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NO_FACTS } from '../../../functions/score/conduct/facts.ts';
import { RuleError, RulesError } from '../../../functions/score/detections/rule-error.ts';
import { readFacts } from '../../../functions/score/history/read-facts.ts';
import { ModelError } from '../../../functions/score/model/model.ts';
import { readEngine } from '../../assets/engine.ts';
import { SettingsError } from '../../assets/policy.ts';
import { dryRun } from '../rescore/dry-run.ts';
import { reportText } from '../rescore/report.ts';
import type { FactsReader } from '../rescore/score-again.ts';
import { isInUse, StateInUseError } from '../services/dynamodb.ts';
import { LOCAL_REGION, startServices } from '../services/start-services.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const USAGE = `Scores what "npm start" took in again, and shows what would change. Nothing is changed.

  npm run -s rescore -- --dry-run               with the rules and the model of now, against the assessments that hold
  npm run -s rescore -- --dry-run --rules DIR   with another folder of rules, against the one of now

  --json          a line of JSON a contact that differs, in place of the tables
  --state DIR     where "npm start" keeps its state (default: .undertone); stop it first

An operator applies a re-scoring by the API: POST /api/rescores, then POST /api/rescores/ID/apply.`;

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const WRONG = 2;

try {
  process.exitCode = await main();
} catch (error) {
  const isOurs = [RulesError, RuleError, SettingsError, ModelError, StateInUseError].some(
    (kind) => error instanceof kind,
  );
  if (!isOurs) throw error;
  console.error(`rescore: ${(error as Error).message}`);
  process.exitCode = WRONG;
}

async function main(): Promise<number> {
  const values = parseArguments();
  const stateFolder = resolve(root, values.state);
  if (!existsSync(stateFolder)) return complain(`there is no ${values.state}: run npm start -- --once first`);
  if (await isInUse(stateFolder)) throw new StateInUseError(stateFolder);
  const shipped = join(root, 'rules');
  const engine = readEngine(values.rules ?? shipped);
  const against = values.rules === undefined ? null : readEngine(shipped);
  const services = await startServices({ stateFolder });
  const here = { region: LOCAL_REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const client = new S3Client({ ...here, endpoint: services.endpoints.s3, forcePathStyle: true });
  const plain = new DynamoDBClient({ ...here, endpoint: services.endpoints.dynamodb });
  const tables = DynamoDBDocumentClient.from(plain);
  try {
    const bucket = await contactsBucket(client);
    if (bucket === null) return complain(`${values.state} holds no contacts: run npm start -- --once first`);
    const history = await historyTable(plain);
    const facts: FactsReader = async (person) => (history === null ? NO_FACTS : readFacts(tables, history, person));
    const report = await dryRun(client, bucket, engine, facts, against);
    if (!values.json) console.log(reportText(report));
    else for (const difference of report.differences) console.log(JSON.stringify(difference));
    return 0;
  } finally {
    client.destroy();
    tables.destroy();
    plain.destroy();
    await services.stop();
  }
}

/** The template names it after its place: `…-contacts…`. */
async function contactsBucket(client: S3Client): Promise<string | null> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name ?? '').find((name) => /contacts/i.test(name)) ?? null;
}

async function historyTable(client: DynamoDBClient): Promise<string | null> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return TableNames.find((name) => /history/i.test(name)) ?? null;
}

function parseArguments() {
  try {
    const { values } = parseArgs({
      options: {
        'dry-run': { type: 'boolean', default: false },
        rules: { type: 'string' },
        state: { type: 'string', default: '.undertone' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    if (!values['dry-run']) throw new Error('say --dry-run: this command only shows what would change');
    return values;
  } catch (error) {
    console.error(`rescore: ${(error as Error).message}\n\n${USAGE}`);
    process.exit(WRONG);
  }
}

function complain(message: string): number {
  console.error(`rescore: ${message}`);
  return WRONG;
}
