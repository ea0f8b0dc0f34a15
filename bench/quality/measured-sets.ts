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
  /** The area under the ROC curve to reach where the set is not trained on; null where none is set. */
  readonly reach: number | null;
}

export const QUESTIONS: readonly Question[] = [
  { file: 'edos.jsonl', label: 'threat', score: 'threat', reach: 0.92 },
  { file: 'edos.jsonl', label: 'sexist', score: 'protected-trait', reach: null },
  { file: 'threatgram.jsonl', label: 'violence', score: 'threat', reach: 0.85 },
  { file: 'convabuse.jsonl', label: 'abuse', score: 'harassment', reach: 0.9 },
  { file: 'convabuse.jsonl', label: 'sexual_harassment', score: 'sexual-harassment', reach: 0.92 },
  { file: 'jigsaw20k.jsonl', label: 'toxic', score: 'harassment', reach: null },
  { file: 'suicidal_tweets.jsonl', label: 'self_harm', score: 'self_harm', reach: 0.93 },
];

/** Sets in which nothing should open a case, and how many flags in 1,000 are too many. */
export const HARMLESS: readonly { readonly file: string; readonly reach: number }[] = [
  { file: 'customer_banking.jsonl', reach: 1 },
  { file: 'customer_care.jsonl', reach: 2 },
  { file: 'customer_airline.jsonl', reach: 3 },
];

/** Folders of ordinary mail, and how many flags in 1,000 are too many. */
export const HARMLESS_MAIL: readonly { readonly folder: string; readonly reach: number }[] = [
  { folder: 'easy_ham', reach: 2 },
  { folder: 'hard_ham', reach: 2 },
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
