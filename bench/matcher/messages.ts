import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpusRows, readRows } from '../training/labelled-text.ts';

/** About a page: what a customer's mail is once what it quotes is off. */
export const MESSAGE_CHARACTERS = 1500;
/** Of `--data`, what customers wrote. */
const CUSTOMER_SETS = ['customer_airline.jsonl', 'customer_banking.jsonl', 'customer_care.jsonl'];

/** Messages, and in a few words where they are from. */
export interface Messages {
  readonly from: string;
  readonly texts: readonly string[];
}

/**
 * Messages as customers write them, of about MESSAGE_CHARACTERS each: rows of the customers' sets of `data` after one another, or where
 * there is none, of the harmless rows of our own corpus, which are written to look like threats and so try the matcher harder.
 */
export async function readMessages(
  rules: string,
  data: string,
  count: number,
  random: () => number,
): Promise<Messages> {
  const sets = CUSTOMER_SETS.map((name) => join(data, name)).filter((file) => data !== '' && existsSync(file));
  if (sets.length > 0) {
    const rows: { text: string }[] = [];
    for (const set of sets) for await (const row of readRows(set)) rows.push(row);
    return { from: 'customers’ messages of --data', texts: joined(rows, count, random) };
  }
  const rows = await readCorpusRows(join(rules, 'model', 'corpus'));
  const harmless = rows.filter(({ groups }) => groups.length === 0);
  return { from: 'harmless near-twins and letters of our own corpus', texts: joined(harmless, count, random) };
}

function joined(rows: readonly { readonly text: string }[], count: number, random: () => number): string[] {
  return Array.from({ length: count }, () => {
    const parts: string[] = [];
    for (let length = 0; length < MESSAGE_CHARACTERS; length += (parts.at(-1)?.length ?? 0) + 1) {
      parts.push(rows[Math.floor(random() * rows.length)]?.text ?? '');
    }
    return parts.join('\n');
  });
}
