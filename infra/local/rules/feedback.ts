import { existsSync } from 'node:fs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pc from 'picocolors';
import { Assessment } from '../../../functions/contracts/assessment.ts';
import type { FeedbackItem } from '../../../functions/contracts/case-feedback.ts';
import { Contact } from '../../../functions/contracts/contact.ts';
import { readCounts } from '../../../functions/shared/feedback/detection-counts.ts';
import { recordsOf } from '../../../functions/shared/feedback/detection-record.ts';
import { exampleOf } from '../../../functions/shared/feedback/example.ts';
import { readFeedback } from '../../../functions/shared/feedback/feedback-items.ts';
import { assessmentKey, contactKey } from '../../../functions/shared/objects.ts';
import { isInUse, StateInUseError } from '../services/dynamodb.ts';
import { LOCAL_REGION, startServices } from '../services/start-services.ts';
import { readObjectJson } from '../state/read-state.ts';
import type { Output } from './output.ts';

const DAYS = 92;
const DAY_MS = 86_400_000;

/**
 * Prints what reviewers said on this laptop in the last {@link DAYS} days, by detection, with what may be changed. Nothing is changed. Sentences
 * are disguised as the API disguises them, and left out where their reviewer does not share them.
 * @param only detections whose ids begin so; all where it is empty.
 * @returns the exit code: 0, whether or not anybody said anything.
 * @throws StateInUseError while `npm start` runs on it.
 */
export async function printFeedback(stateFolder: string, only: string, now: Date, output: Output): Promise<number> {
  if (!existsSync(stateFolder)) {
    output.print('nothing was taken in here yet');
    return 0;
  }
  if (await isInUse(stateFolder)) throw new StateInUseError(stateFolder);
  const services = await startServices({ stateFolder });
  const here = { region: LOCAL_REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const s3 = new S3Client({ ...here, endpoint: services.endpoints.s3, forcePathStyle: true });
  const plain = new DynamoDBClient({ ...here, endpoint: services.endpoints.dynamodb });
  const tables = DynamoDBDocumentClient.from(plain);
  try {
    const [table, bucket] = await Promise.all([historyTable(plain), contactsBucket(s3)]);
    if (table === undefined || bucket === undefined) {
      output.print('nothing was taken in here yet');
      return 0;
    }
    const [from, to] = [new Date(now.getTime() - DAYS * DAY_MS).toISOString(), now.toISOString()];
    const said = (await readFeedback(tables, table, from, to)).filter((item) => subjectOf(item).startsWith(only));
    const records = recordsOf(await readCounts(tables, table, from, to), said);
    if (said.length === 0) output.print(`nobody has said anything of a detection in ${DAYS} days`);
    for (const id of new Set(said.map(subjectOf))) {
      const record = records.find((one) => one.id === id);
      const counts = record && `fired in ${record.fired}, right ${record.right}, wrong ${record.wrong}`;
      output.print(`\n${pc.bold(id)}  ${counts ?? 'missed'}`);
      for (const item of said.filter((one) => subjectOf(one) === id)) await printOne(item, s3, bucket, output);
    }
    return 0;
  } finally {
    s3.destroy();
    tables.destroy();
    plain.destroy();
    await services.stop();
  }
}

const subjectOf = ({ said }: FeedbackItem): string =>
  said.verdict === 'missed' ? `missed: ${said.category}` : said.signalId;

async function printOne(item: FeedbackItem, s3: S3Client, bucket: string, output: Output): Promise<void> {
  const { said, contactId, shareQuote, at } = item;
  const contact = await readObjectJson(s3, bucket, contactKey(contactId), Contact.parse).catch(gone);
  const assessment = await readObjectJson(s3, bucket, assessmentKey(contactId), Assessment.parse).catch(gone);
  const near = assessment?.signals.map(({ id }) => id) ?? [];
  const { quote, proposal } = exampleOf(item, contact, shareQuote, near);
  const verdict = said.verdict === 'wrong' ? `wrong: ${said.because}` : said.verdict;
  output.print(`  ${at.slice(0, 10)}  ${verdict}${quote === null ? '  (its sentence is not shared)' : ''}`);
  if (quote !== null) output.print(`    ${quote.text.replace(quote.marked, () => pc.inverse(quote.marked))}`);
  output.print(pc.dim(`    ${proposal.look}: ${proposal.consider}`));
  for (const line of proposal.yaml?.trimEnd().split('\n') ?? []) output.print(pc.green(`      ${line}`));
}

function gone(error: unknown): null {
  if (error instanceof NoSuchKey) return null;
  throw error;
}

async function historyTable(client: DynamoDBClient): Promise<string | undefined> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return TableNames.find((name) => /history/i.test(name));
}

async function contactsBucket(client: S3Client): Promise<string | undefined> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name).find((name) => name !== undefined && /contacts/i.test(name));
}
