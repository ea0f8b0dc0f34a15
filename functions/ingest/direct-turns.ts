import type { Party } from '../contracts/contact.ts';
import { relationOf } from './attached-messages.ts';
import { type BodyText, heldLines, messageTurn } from './mail-body.ts';
import type { ParsedMessage } from './parsed-message.ts';
import type { People } from './people.ts';
import { apartOf } from './quoted.ts';
import { type TurnDraft, turn } from './reading.ts';
import { splitThread, type ThreadMessage } from './thread.ts';

/**
 * Whether a mail program says that it answers a mail: by the ids of what it answers (RFC 5322 3.6.4), or by Outlook's index of the
 * thread. `Re:` in the subject anyone can type.
 */
export function answersMail({ references, headers }: ParsedMessage): boolean {
  return references.length > 0 || headers.some(({ key }) => key === 'thread-index');
}

/**
 * What someone from outside says in one text of their mail: the writer's own words, and what is set apart as another's without a reason
 * to believe it, the header above it included. In a mail that answers nothing all of that is the writer's own doing: nobody but them
 * can have put it there, and `>` before a line or a made-up header above it, an employee's name in it or not, would else hide a threat.
 * Such words are read as reported ones of someone unknown. In one that answers, what is marked is a quote, and words without a mark are
 * another's only as far as the header block above them can be believed: one of a stranger proves nothing.
 */
export function directTurns(body: BodyText, isAnswer: boolean, sender: Party | null, people: People): TurnDraft[] {
  const thread = splitThread(body.lines);
  const isQuote = ({ header }: ThreadMessage): boolean => {
    if (!isAnswer) return false;
    if (header === null || header.marked || header.from === null) return true;
    return relationOf(header.from, sender, people) !== 'unknown';
  };
  // A quote within a quote is the other's: who would hide words there must make them look like a part of it to any reader.
  const believed = thread.messages.map((message, at) => at !== 0 && isQuote(message));
  thread.messages.forEach(({ header, parent }, at) => {
    if (header === null && parent !== null && parent !== 0) believed[at] = believed[parent] ?? false;
  });
  const others = heldLines(thread).flatMap((held, message) => {
    if (message === 0 || believed[message]) return [];
    const from = thread.messages[message]?.header?.from ?? null;
    const speaker = relationOf(from, sender, people) === 'subject' ? 'subject' : 'unknown';
    return messageTurn(body, thread, message, held, speaker) ?? [];
  });
  const own = turn({
    speaker: 'subject',
    name: sender?.name ?? null,
    text: body.text,
    hidden: [...body.hidden],
    part: body.part,
    apart: apartOf(body.text, body.lines, thread, (message) => believed[message] ?? false),
  });
  return [own, ...others];
}
