import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Contact } from '../../functions/contracts/contact.ts';
import type { Directory } from '../../functions/contracts/roster.ts';
import { readContact } from '../../functions/ingest/read-contact.ts';
import { sha256Hex } from '../../functions/shared/hash.ts';
import { readRoster } from '../../infra/assets/policy.ts';
import { randomNumbers } from '../random-numbers.ts';
import { asForward, type CorpusFile, corpusFiles, forwardSubjects, statedSender } from './corpora.ts';
import { mutate } from './mutate.ts';

export interface IngestOptions {
  readonly root: string;
  /** The folder that holds `mail/`. */
  readonly data: string;
  /** Damaged copies of the corpora to read besides; 0 for none. */
  readonly fuzz: number;
  readonly seed: number;
}

const RECEIVED_AT = '2026-11-25T12:00:00.000Z';
/** Issue 3: no contact takes longer, or more memory. */
const SLOWEST_MS = 2_000;

interface Row {
  files: number;
  read: number;
  inPart: number;
  readonly unread: Map<string, number>;
  forwards: number;
  silent: string[];
  milliseconds: number;
  slowest: { path: string; milliseconds: number };
}

const emptyRow = (): Row => ({
  files: 0,
  read: 0,
  inPart: 0,
  unread: new Map(),
  forwards: 0,
  silent: [],
  milliseconds: 0,
  slowest: { path: '', milliseconds: 0 },
});

/** Reads every file of the corpora, and damaged copies of them, and gives a page of what came of it. */
export async function measureIngest({ root, data, fuzz, seed }: IngestOptions): Promise<string> {
  const folder = existsSync(join(data, 'mail')) ? join(data, 'mail') : data;
  const directory = readRoster(join(root, 'fixtures', 'roster.yml'));
  const files = [...corpusFiles(folder)];
  return [
    '# Ingest',
    '',
    ...(await corporaTable(files, directory)),
    '',
    ...(await forwardsAgreement(files, directory)),
    '',
    ...(await growth(directory)),
    ...(fuzz > 0 ? ['', ...(await fuzzed(files, directory, fuzz, seed))] : []),
    '',
  ].join('\n');
}

async function timed(
  bytes: Uint8Array,
  key: string,
  directory: Directory,
): Promise<{ contact: Contact; milliseconds: number }> {
  const original = { bucket: 'bench', key, versionId: null, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  const began = performance.now();
  const contact = await readContact({ bytes, original, receivedAt: RECEIVED_AT, directory });
  return { contact, milliseconds: performance.now() - began };
}

/** Neither words nor a reason: what must never be. */
const isSilent = (contact: Contact): boolean =>
  !contact.problems.some(({ extent }) => extent === 'whole') && !contact.turns.some(({ text }) => text.trim() !== '');

async function corporaTable(files: readonly CorpusFile[], directory: Directory): Promise<string[]> {
  const rows = new Map<string, Row>();
  for (const { corpus, path, bytes } of files) {
    const row = rows.get(corpus) ?? emptyRow();
    rows.set(corpus, row);
    const { contact, milliseconds } = await timed(bytes, path, directory);
    const whole = contact.problems.find(({ extent }) => extent === 'whole');
    row.files++;
    row.milliseconds += milliseconds;
    if (milliseconds > row.slowest.milliseconds) row.slowest = { path, milliseconds };
    if (whole !== undefined) row.unread.set(whole.code, (row.unread.get(whole.code) ?? 0) + 1);
    else if (contact.problems.length > 0) row.inPart++;
    else row.read++;
    if (contact.turns.some(({ apart }) => apart.some(({ kind }) => kind === 'forward-header'))) row.forwards++;
    if (isSilent(contact)) row.silent.push(path);
  }
  const all = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '## Every file of the corpora becomes a contact or an unscored contact with a reason',
    '',
    '| corpus | files | read | in part | not, with why | header blocks of other messages | ms a file | slowest, ms |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...all.map(([corpus, row]) => {
      const why = [...row.unread].map(([code, count]) => `${count} ${code}`).join(', ') || 'none';
      return `| ${corpus} | ${row.files} | ${row.read} | ${row.inPart} | ${why} | ${row.forwards} | ${(row.milliseconds / row.files).toFixed(2)} | ${row.slowest.milliseconds.toFixed(0)} |`;
    }),
    '',
    `Without words and without a reason: ${all.flatMap(([, { silent }]) => silent).join(', ') || 'none'}.`,
  ];
}

/** Each body of `crisp_forward` sent in by an employee: is the customer found who is stated to have written it? */
async function forwardsAgreement(files: readonly CorpusFile[], directory: Directory): Promise<string[]> {
  const own = files.filter(({ corpus }) => corpus === 'crisp_forward');
  const subjects = forwardSubjects(own);
  let stated = 0;
  const missed: string[] = [];
  for (const file of own) {
    const sender = statedSender(file.bytes);
    const bytes = asForward(file, subjects);
    if (bytes === null || sender === null) continue;
    stated++;
    const { contact } = await timed(bytes, `mail/${file.path}`, directory);
    const spoken = contact.turns.some(
      ({ speaker, part, text }) => speaker === 'subject' && part !== 'subject' && text.trim() !== '',
    );
    if (contact.subject?.address !== sender || !spoken) missed.push(file.path);
  }
  return [
    '## Forwards',
    '',
    `The stated sender is the subject, with words of theirs, in ${stated - missed.length} of ${stated} (${((100 * (stated - missed.length)) / Math.max(1, stated)).toFixed(1)}%).`,
    ...missed.map((path) => `- missed: ${path}`),
  ];
}

/** Shapes that make careless code slow, at one, two and four times the size: the time must double, and no more. */
async function growth(directory: Directory): Promise<string[]> {
  const html = (body: string) => `From: a@b.example\r\nContent-Type: text/html\r\n\r\n${body}`;
  const plain = (body: string) => `From: a@b.example\r\nSubject: x\r\n\r\n${body}`;
  const report = (body: string) =>
    `From: ruth.okafor@harborline.example\r\nTo: threats@harborline.example\r\nSubject: FW: x\r\n\r\n${body}`;
  const shapes: readonly (readonly [string, number, (count: number) => string])[] = [
    ['nested elements', 20_000, (count) => html('<b>'.repeat(count))],
    ['stray end tags', 20_000, (count) => html(`${'<i>'.repeat(400)}${'</u>'.repeat(count)}`)],
    ['hidden words', 10_000, (count) => html('<p style="display:none">x</p>y'.repeat(count))],
    [
      'quotes in quotes',
      5_000,
      (count) => plain(Array.from({ length: count }, (_, at) => `${'>'.repeat(at % 50)} x`).join('\n')),
    ],
    [
      'reply headers',
      5_000,
      (count) => report('On Mon, Apr 2, 2012 at 6:26 PM, T <t@x.example> wrote:\n> x\n'.repeat(count)),
    ],
    [
      'header blocks',
      5_000,
      (count) => report('From: b <b@c.example>\nSent: Monday, 2 April 2012\nSubject: x\n\ny\n'.repeat(count)),
    ],
    ['one long line', 200_000, (count) => report('a <b [c '.repeat(count / 8))],
    ['opening marks', 10_000, (count) => report('“ he said '.repeat(count))],
    ['characters without width', 50_000, (count) => plain('a\u200b'.repeat(count))],
    ['turns of a chat', 20_000, (count) => '[12:01] Joe: hello there\n'.repeat(count)],
    ['speakers of a chat', 5_000, (count) => Array.from({ length: count }, (_, at) => `[12:01] N${at}: hi`).join('\n')],
    ['lines of one voice', 20_000, (count) => 'A: b\n'.repeat(count)],
    ['messages in JSON', 5_000, (count) => `{"messages":[${'{"role":"customer","text":"hi"},'.repeat(count)}{}]}`],
    ['JSON that is cut off', 5_000, (count) => `{"messages":[${'{"role":"customer","text":"hi"},'.repeat(count)}{"te`],
    ['talks in a talk', 3_000, (count) => `{"conversations":[${'{"messages":[{"text":"hi"}]},'.repeat(count)}{}]}`],
    [
      'words that are not in the text',
      5_000,
      (count) => `{"messages":[{"text":"${'a'.repeat(count)}","words":[${'{"word":"b"},'.repeat(count)}{}]}]}`,
    ],
    ['names of one object', 20_000, (count) => JSON.stringify({ messages: [{ text: 'hi', ...Array(count).fill(1) }] })],
    ['captions', 20_000, (count) => `WEBVTT\n\n${'00:01.000 --> 00:02.000\nhello\n\n'.repeat(count)}`],
  ];
  const lines = ['## Growth', '', '| shape | 1× ms | 2× ms | 4× ms |', '| --- | --- | --- | --- |'];
  for (const [name, size, make] of shapes) {
    const times: number[] = [];
    for (const factor of [1, 2, 4]) {
      const bytes = Buffer.from(make(size * factor));
      // A key under `mail/` would have the talks read as broken mails.
      const key = bytes.subarray(0, 5).toString() === 'From:' ? 'mail/growth' : 'drop/growth';
      const runs = [await timed(bytes, key, directory), await timed(bytes, key, directory)];
      times.push(Math.min(...runs.map(({ milliseconds }) => milliseconds)));
    }
    lines.push(`| ${name} | ${times.map((time) => time.toFixed(0)).join(' | ')} |`);
  }
  return lines;
}

async function fuzzed(
  files: readonly CorpusFile[],
  directory: Directory,
  count: number,
  seed: number,
): Promise<string[]> {
  const random = randomNumbers(seed);
  const small = files.filter(({ bytes }) => bytes.length <= 200_000);
  const failed = new Map<string, number>();
  const faults: string[] = [];
  let slowest = 0;
  let most = 0;
  for (let at = 0; at < count; at++) {
    const file = small[Math.floor(random() * small.length)] as CorpusFile;
    const bytes = mutate(file.bytes, random);
    const { contact, milliseconds } = await timed(bytes, random() < 0.5 ? `mail/${at}` : `drop/${at}`, directory);
    const shape = Contact.safeParse(contact);
    if (!shape.success || isSilent(contact)) faults.push(`${file.path} at ${at}`);
    if (milliseconds > SLOWEST_MS) faults.push(`${file.path} at ${at}: ${milliseconds.toFixed(0)} ms`);
    for (const { code } of contact.problems.filter(({ code: each }) => each === 'failed'))
      failed.set(`${code}: ${file.path} at ${at}`, 1);
    slowest = Math.max(slowest, milliseconds);
    if (at % 1_000 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  return [
    '## Damaged copies',
    '',
    `${count} read, seed ${seed}: none threw; ${faults.length} out of shape, silent or over ${SLOWEST_MS} ms; ${failed.size} that our own code failed on; slowest ${slowest.toFixed(0)} ms; at most ${(most / 1_048_576).toFixed(0)} MB in use.`,
    ...faults.slice(0, 50).map((fault) => `- ${fault}`),
    ...[...failed.keys()].slice(0, 50).map((fault) => `- ${fault}`),
  ];
}
