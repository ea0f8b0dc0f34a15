import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteFeedback } from '../../../../functions/shared/feedback/feedback-items.ts';
import { printFeedback } from '../../../../infra/local/rules/feedback.ts';
import { startServices } from '../../../../infra/local/services/start-services.ts';
import { createCaseTable } from '../../../functions/case-support/case-table.ts';
import { assessment, contact, contactIdNumber } from '../../../functions/case-support/examples.ts';

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'undertone-state-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

const NOW = new Date('2026-07-16T00:00:00.000Z');
const TABLE = 'undertone-PipelineStorageHistory';
const BUCKET = 'undertone-pipelinestoragecontacts';

/** What `npm start` leaves, with one word of a reviewer. */
async function leave(shareQuote: boolean): Promise<void> {
  const services = await startServices({ stateFolder: state });
  const here = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const plain = new DynamoDBClient({ ...here, endpoint: services.endpoints.dynamodb });
  const s3 = new S3Client({ ...here, endpoint: services.endpoints.s3, forcePathStyle: true });
  await createCaseTable(plain, TABLE);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  for (const [Key, value] of [
    [`contacts/${contactIdNumber(1)}.json`, contact(1)],
    [`assessments/${contactIdNumber(1)}.json`, assessment(1)],
  ] as const) {
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: JSON.stringify(value) }));
  }
  await noteFeedback(DynamoDBDocumentClient.from(plain), TABLE, {
    ...{
      at: '2026-07-15T15:00:00.000Z',
      by: 'sub-sam',
      caseId: 'case-1',
      number: 2,
      contactId: contactIdNumber(1),
      shareQuote,
    },
    said: {
      verdict: 'wrong',
      signalId: 'threat/implied/taste-of-it',
      span: { turn: 0, start: 2, end: 26 },
      because: 'idiom',
    },
  });
  s3.destroy();
  plain.destroy();
  await services.stop();
}

async function printed(only = ''): Promise<string> {
  const lines: string[] = [];
  const output = { print: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
  expect(await printFeedback(state, only, NOW, output)).toBe(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal.
  return lines.join('\n').replace(/\u001b\[\d+m/g, '');
}

describe('npm run rules -- feedback', () => {
  it('shows what reviewers said on the laptop, disguised, with lines to paste', async () => {
    await leave(true);
    const text = await printed();
    expect(text).toContain('threat/implied/taste-of-it  fired in 0, right 0, wrong 1');
    expect(text).toContain('I hope you get a taste of it, Alex.');
    expect(text).toContain('rules/threat/implied/taste-of-it.yml');
    expect(text).toMatch(/unless:\n\s+- "hope you get a taste of it"/);
    expect(text).not.toMatch(/Dana|sub-sam|case-1/);
    expect(await printed('harassment/')).toContain('nobody has said anything');
  });

  it('leaves out a sentence that is not shared', async () => {
    await leave(false);
    expect(await printed()).toContain('its sentence is not shared');
    expect(await printed()).not.toContain('taste of it,');
  });

  it('says that there is nothing where nothing was taken in', async () => {
    expect(await printed()).toBe('nothing was taken in here yet');
  });
});
