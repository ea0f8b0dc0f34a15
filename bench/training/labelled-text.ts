import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sha256Hex } from '../../functions/shared/hash.ts';

/** What the model tells apart; the order is the order of its tables. */
export const GROUPS = [
  'violence',
  'self-harm',
  'sexual',
  'protected-trait',
  'abuse',
  'surveillance',
  'personal-report',
] as const;
export type Group = (typeof GROUPS)[number];

/** One text with what is known of it. A group that is not in `labels` was not annotated, and takes no part. */
export interface LabelledText {
  readonly id: string;
  readonly source: string;
  /** The name of its file without the ending: what was kept of a file's texts stays in use while the others change. */
  readonly file: string;
  readonly text: string;
  readonly labels: Partial<Record<Group, 0 | 1>>;
}

type RawLabels = Readonly<Record<string, 0 | 1>>;

const ALL_QUIET = Object.fromEntries(GROUPS.map((group) => [group, 0])) as Record<Group, 0>;

/** Sets that may be trained on, and what each says of our groups. Where each can be had is in the model card. */
export const TRAINING_SETS: Readonly<Record<string, (labels: RawLabels) => LabelledText['labels']>> = {
  'threatgram.jsonl': (labels) => ({ violence: labels.violence ?? 0 }),
  'edos.jsonl': (labels) => ({
    violence: labels.threat ?? 0,
    'protected-trait': labels.sexist ?? labels.protected_trait ?? 0,
  }),
  'convabuse.jsonl': (labels) => ({
    abuse: labels.abuse === 1 || labels.demeaning === 1 ? 1 : 0,
    sexual: labels.sexual_harassment ?? 0,
    'protected-trait': labels.protected_trait ?? 0,
  }),
  'jigsaw20k.jsonl': (labels) => (labels.toxic === 1 ? { abuse: 1 } : ALL_QUIET),
  'customer_banking.jsonl': () => ALL_QUIET,
  'customer_care.jsonl': () => ALL_QUIET,
};

/** One text in ten is kept apart to fit the calibration on. */
const CALIBRATION_SHARE = 10;

/** By the text and not by its place: in our own corpus positives and near-twins take turns, and every tenth row is one kind only. */
export const isForCalibration = (text: string): boolean =>
  Number.parseInt(sha256Hex(text).slice(0, 8), 16) % CALIBRATION_SHARE === 0;

const ENDING = '.jsonl';
const withoutEnding = (name: string): string => name.slice(0, -ENDING.length);

/** Reads the labelled sets that are in `folder`, in the order of the table; a set that is not there is named and left out. */
export async function readTrainingSets(
  folder: string,
  leaveOut: ReadonlySet<string>,
  missing: (file: string) => void,
): Promise<LabelledText[]> {
  const rows: LabelledText[] = [];
  for (const [file, labelsOf] of Object.entries(TRAINING_SETS)) {
    const source = withoutEnding(file);
    if (leaveOut.has(source)) continue;
    if (!existsSync(join(folder, file))) {
      missing(file);
      continue;
    }
    for await (const row of readRows(join(folder, file))) {
      rows.push({ id: `${source}/${row.id}`, source, file: source, text: row.text, labels: labelsOf(row.labels) });
    }
  }
  return rows;
}

/** A row of our own corpus; a positive and its harmless near-twins share a `pair`. A group that is not named is 0. */
export interface CorpusRow {
  readonly id: string;
  readonly pair: string;
  /** Its file's name without the ending. */
  readonly file: string;
  readonly text: string;
  readonly groups: readonly Group[];
  readonly kind: 'direct' | 'implied' | 'near-twin' | 'ordinary';
}

/** So much of our own corpus is never trained on: one pair in so many. */
const HELD_OUT_SHARE = 6;

/** Whether it is never trained on, so that the bench has some of our own to ask of; by the name of its pair, so that a pair stays together. */
export function isHeldOut(row: CorpusRow): boolean {
  return Number.parseInt(sha256Hex(row.pair).slice(0, 8), 16) % HELD_OUT_SHARE === 0;
}

/** Every row of our own corpus, in the order of the files' names. */
export async function readCorpusRows(folder: string): Promise<CorpusRow[]> {
  const rows: CorpusRow[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort()) {
    for await (const row of readLines<Omit<CorpusRow, 'file'>>(join(folder, file))) {
      rows.push({ ...row, file: withoutEnding(file) });
    }
  }
  return rows;
}

/** The part of our own corpus that is trained on. */
export async function readCorpus(folder: string): Promise<LabelledText[]> {
  const rows = (await readCorpusRows(folder)).filter((row) => !isHeldOut(row));
  return rows.map((row) => ({
    id: `corpus/${row.id}`,
    source: 'corpus',
    file: row.file,
    text: row.text,
    labels: { ...ALL_QUIET, ...Object.fromEntries(row.groups.map((group) => [group, 1])) },
  }));
}

/** The rows of a labelled set as it is shipped. */
export function readRows(path: string): AsyncGenerator<{ id: string; text: string; labels: RawLabels }> {
  return readLines(path);
}

async function* readLines<T>(path: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield JSON.parse(line) as T;
  }
}
