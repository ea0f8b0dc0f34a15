import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
export function readMessages(rules: string, data: string, count: number, random: () => number): Messages {
  const sets = CUSTOMER_SETS.map((name) => join(data, name)).filter((file) => data !== '' && existsSync(file));
  if (sets.length > 0) {
    return { from: 'customers’ messages of --data', texts: joined(sets.flatMap(rowsOf), count, random) };
  }
  const folder = join(rules, 'model', 'corpus');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const rows = files.flatMap((name) => rowsOf(join(folder, name)));
  const harmless = rows.filter(({ groups }) => groups?.length === 0);
  return { from: 'harmless near-twins and letters of our own corpus', texts: joined(harmless, count, random) };
}

interface Row {
  readonly text: string;
  readonly groups?: readonly string[];
}

function rowsOf(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

function joined(rows: readonly Row[], count: number, random: () => number): string[] {
  return Array.from({ length: count }, () => {
    const parts: string[] = [];
    for (let length = 0; length < MESSAGE_CHARACTERS; length += (parts.at(-1)?.length ?? 0) + 1) {
      parts.push(rows[Math.floor(random() * rows.length)]?.text ?? '');
    }
    return parts.join('\n');
  });
}
