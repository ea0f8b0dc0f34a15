import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Contact } from '../../functions/contracts/contact.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';
import { readRows } from '../training/labelled-text.ts';

/** One question asked of a labelled set: does this score rank these labels first? */
export interface Question {
  readonly file: string;
  readonly label: string;
  /** A category or a group of `Assessment.scores`. */
  readonly score: string;
}

export const QUESTIONS: readonly Question[] = [
  { file: 'edos.jsonl', label: 'threat', score: 'threat' },
  { file: 'edos.jsonl', label: 'sexist', score: 'protected-trait' },
  { file: 'threatgram.jsonl', label: 'violence', score: 'threat' },
  { file: 'convabuse.jsonl', label: 'abuse', score: 'harassment' },
  { file: 'convabuse.jsonl', label: 'sexual_harassment', score: 'sexual-harassment' },
  { file: 'jigsaw20k.jsonl', label: 'toxic', score: 'harassment' },
  { file: 'suicidal_tweets.jsonl', label: 'self_harm', score: 'self_harm' },
];

/** Sets in which nothing should open a case, and how many flags in 1,000 are too many. */
export const HARMLESS: readonly { readonly file: string; readonly reach: number }[] = [
  { file: 'customer_banking.jsonl', reach: 1 },
  { file: 'customer_care.jsonl', reach: 2 },
  { file: 'customer_airline.jsonl', reach: 3 },
];

export interface Row {
  readonly id: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, number>>;
  readonly contact: Contact;
}

/**
 * Reads one row in `every` of a set as contacts of one turn each, first-hand, of subjects who stand alone. Empty when the set is not in
 * the folder.
 */
export async function readSet(folder: string, file: string, every: number): Promise<Row[]> {
  const path = join(folder, file);
  if (!existsSync(path)) return [];
  const rows: Row[] = [];
  let met = 0;
  for await (const { id, text, labels } of readRows(path)) {
    if (met++ % every !== 0) continue;
    rows.push({
      id,
      text,
      labels,
      contact: contactOfText({ text, name: `${file}/${rows.length}`, at: '2026-01-01T12:00:00.000Z' }),
    });
  }
  return rows;
}
