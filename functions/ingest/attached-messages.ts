import type { Party, Problem, Speaker } from '../contracts/contact.ts';
import { MAX_NESTED_MESSAGES } from './limits.ts';
import type { ParsedMessage } from './parsed-message.ts';
import type { People } from './people.ts';
import { problem } from './problems.ts';
import type { Reading, ReadOriginal, TurnDraft } from './reading.ts';

/** Reads a mail; given by `email.ts`, which reads what is attached to it by the same way. */
export type ReadMail = (source: Uint8Array | ParsedMessage, people: People, depth: number) => Promise<Reading>;

/** A message that is attached to another, with its place among the attachments. */
export interface AttachedMessage {
  readonly number: number;
  readonly found: Reading;
}

/** Reads attached messages, to a depth; their problems are of a part of the mail they came with. */
export async function readAttachedMessages(
  attached: readonly { source: Uint8Array | ParsedMessage; number: number }[],
  people: People,
  depth: number,
  readMail: ReadMail,
): Promise<{ messages: AttachedMessage[]; originals: ReadOriginal[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const originals: ReadOriginal[] = [];
  const messages: AttachedMessage[] = [];
  for (const { source, number } of attached) {
    if (depth >= MAX_NESTED_MESSAGES) {
      problems.push(problem('nested-too-deep', 'part'));
      break;
    }
    const found = await readMail(source, people, depth + 1);
    problems.push(...found.problems.map((each) => ({ ...each, extent: 'part' as const })));
    originals.push(...found.originals.map((each) => ({ ...each, part: `attachment:${number} ${each.part}`.trim() })));
    messages.push({ number, found });
  }
  return { messages, originals, problems };
}

/** A turn of an attached message, as part of the mail that it came with. */
export function passedOn(each: TurnDraft, number: number, speaker: Speaker | null): TurnDraft {
  return {
    ...each,
    speaker: speaker !== null && each.speaker === 'subject' ? speaker : each.speaker,
    standing: 'as-reported',
    part: `attachment:${number} ${each.part}`,
  };
}

/** Whose the words of someone are in a mail of `sender`: their own, one of ours, or someone else's, which is scored. */
export function relationOf(author: Party | null, sender: Party | null, people: People): Speaker {
  if (author === null) return 'unknown';
  if (sender !== null && author.address !== null && author.address === sender.address) return 'subject';
  return people.isEmployee(author) ? 'employee' : 'unknown';
}
