import { passedOn, relationOf } from './attached-messages.ts';
import { readEmail } from './email.ts';
import { MAX_READ_ATTACHMENTS } from './limits.ts';
import type { People } from './people.ts';
import { problem } from './problems.ts';
import type { Reading } from './reading.ts';

/**
 * Reads a file in mbox form (RFC 4155). One object is one contact, so the first mail is the contact; the words of those behind it
 * are scored beside it, each as their writer's where that is the same person, and a person is told to put them in one by one.
 */
export async function readMbox(bytes: Uint8Array, people: People): Promise<Reading> {
  const [first, ...rest] = mails(bytes);
  const found = await readEmail(first ?? bytes, people);
  if (rest.length === 0) return found;
  const turns = [...found.turns];
  for (const [at, each] of rest.slice(0, MAX_READ_ATTACHMENTS).entries()) {
    const other = await readEmail(each, people);
    turns.push(...other.turns.map((turn) => passedOn(turn, at + 2, relationOf(other.subject, found.subject, people))));
  }
  return { ...found, turns, problems: [...found.problems, problem('several-mails', 'part')] };
}

function mails(bytes: Uint8Array): Uint8Array[] {
  // One character a byte, so that places in the text are places in the bytes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const starts = [...text.matchAll(/(?:^|\n\r?\n)From \S+ [^\n]{0,80}\d{4}[^\n]{0,20}\n(?=[!-9;-~]{1,70}:)/g)].map(
    ({ index, 0: line }) => ({ before: index, after: index + line.length }),
  );
  if (starts.length === 0) return [bytes.subarray(bytes.indexOf(10) + 1)];
  return starts.map(({ after }, at) => bytes.subarray(after, starts[at + 1]?.before ?? bytes.length));
}
