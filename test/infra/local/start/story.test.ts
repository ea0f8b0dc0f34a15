import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStory, type StoryItem } from '../../../../infra/local/start/story.ts';

const mail = (from: string, date: string, more = ''): string =>
  `${more}From: ${from}\nTo: desk@company.test\nDate: ${date}\nSubject: x\n\nHello.\n`;
const BY_SES =
  'Return-Path: <b@customer.test>\nReceived: from x (x [192.0.2.1])\n by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc\n for desk@company.test;\n Tue, 03 Mar 2026 09:00:00 +0000 (UTC)\n';

const FILES: Record<string, string> = {
  'email/third.eml': mail('a@customer.test', 'Wed, 4 Mar 2026 10:00:00 +0000'),
  'email/first.eml': mail('a@customer.test', 'Mon, 2 Mar 2026 10:00:00 +0000'),
  'email/second.eml': mail('b@customer.test', 'Tue, 3 Mar 2026 09:00:00 +0000', BY_SES),
  'email/first.expected.json': '{}',
  'histories/many.yml': 'x',
  'note/README.md': 'x',
};

let folder: string;
let story: StoryItem[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undertone-story-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const directory = { domains: ['company.test'], intakeAddresses: [], people: [] };
  story = await readStory(folder, directory, 'intake@company.test');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the story', () => {
  it('is told in the order in which its messages came in, and holds nothing else', () => {
    expect(story.map(({ path }) => path)).toEqual(['email/first.eml', 'email/second.eml', 'email/third.eml']);
    expect(story.map(({ arrivedAt }) => arrivedAt.toISOString().slice(0, 10))).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
    ]);
  });

  it('brings a mail in by SMTP, and one that SES has written on as SES puts it', () => {
    const [first, second] = story;
    expect(first?.way).toEqual({ kind: 'smtp', from: 'a@customer.test', to: ['desk@company.test'] });
    expect(second?.way).toMatchObject({ kind: 's3', key: expect.stringMatching(/^mail\/[0-9a-f]{40}$/) });
  });
});
