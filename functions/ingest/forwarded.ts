import EmailForwardParser from 'email-forward-parser';
import type { Apart, Hidden, Party, Speaker } from '../contracts/contact.ts';
import { disclaimers, tidy } from './apart.ts';
import { MAX_FORWARD_PARSER_CHARACTERS, MAX_STRUCTURE_LINE_CHARACTERS } from './limits.ts';
import { type Line, plainLines } from './lines.ts';
import { mailboxes } from './mailbox.ts';
import { speechTurns } from './note.ts';
import type { People } from './people.ts';
import { type TurnDraft, turn } from './reading.ts';
import { reportedDate } from './reported-date.ts';
import { type QuotedHeader, splitThread, type Thread } from './thread.ts';

/** The text of a mail from an employee, with what its part says of it. */
export interface BodyText {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly hidden: readonly Hidden[];
  readonly part: string;
}

/** What an employee passed on within the body of a mail. */
export interface PassedOn {
  /** The writer of the topmost message that no employee wrote; null where none is named. */
  readonly subject: Party | null;
  /** Whom that message was sent to. */
  readonly recipients: readonly Party[];
  readonly header: QuotedHeader | null;
  readonly turns: readonly TurnDraft[];
  /** Words of someone else are in it, whether or not it says whose. */
  readonly found: boolean;
}

/**
 * Reads an employee's mail for what it passes on: each message of the thread under its own writer's name. The employee's own
 * lines, above or below, are the reporter's; a customer's are the subject's, as reported; colleagues' are context; quoted words
 * of someone unnamed are `unknown`, which is scored. The employee is never taken for the writer of what is quoted (requirement 7).
 */
export function readForward(body: BodyText, reporter: Party, ownSpeaker: Speaker, people: People): PassedOn {
  const thread = splitThread(body.lines);
  const parent = (message: number): number => thread.messages[message]?.parent ?? 0;
  const author = (message: number): Party | null => thread.messages[message]?.header?.from ?? null;
  const isOurs = (each: Party): boolean =>
    people.isEmployee(each) || (each.address !== null && each.address === reporter.address);

  const chosen = thread.messages.findIndex((_, at) => {
    const from = author(at);
    return at > 0 && from !== null && !isOurs(from);
  });
  const subject = chosen < 0 ? null : author(chosen);
  const speakerOf = (message: number): Speaker => {
    if (message === 0) return ownSpeaker;
    const from = author(message);
    if (from === null) return 'unknown';
    if (isOurs(from)) return 'employee';
    return subject !== null && sameParty(from, subject) ? 'subject' : 'unknown';
  };
  // A quote without a header within someone's message stays in it and is set apart; in the reporter's own words it is another's.
  const holder = (message: number): number => {
    let at = message;
    while (at !== 0 && thread.messages[at]?.header === null && parent(at) !== 0) at = parent(at);
    return at;
  };

  const held = thread.messages.map((): number[] => []);
  thread.owner.forEach((owner, at) => {
    if (!thread.isHeader[at]) held[holder(owner)]?.push(at);
  });

  const turns: TurnDraft[] = [];
  let found = false;
  held.forEach((lines, message) => {
    const { text, apart, hidden } = collect(body, thread, message, lines);
    if (text.trim() === '') return;
    const speaker = speakerOf(message);
    const mine = message === 0;
    found ||= !mine && speaker !== 'employee';
    turns.push(
      turn({
        speaker,
        name: mine ? reporter.name : (author(message)?.name ?? null),
        text,
        part: body.part,
        standing: mine ? 'first-hand' : 'as-reported',
        apart: tidy([...apart, ...disclaimers(text)], text),
        hidden,
        at: mine ? null : reportedDate(thread.messages[message]?.header?.date ?? null),
      }),
    );
    if (speaker === 'reporter') turns.push(...speechTurns(text, body.part));
  });
  const header = chosen < 0 ? null : (thread.messages[chosen]?.header ?? null);
  return { subject, recipients: header?.recipients ?? [], header, turns, found };
}

/** The lines of one message without their quote marks, and where what was hidden now stands. */
function collect(body: BodyText, thread: Thread, message: number, held: readonly number[]) {
  const words = held.filter((at) => body.lines[at]?.text !== '');
  const [first, last] = [words[0] ?? 0, words.at(-1) ?? -1];
  const pieces: string[] = [];
  const apart: Apart[] = [];
  const hidden: Hidden[] = [];
  let length = 0;
  let next = 0;
  for (const at of held) {
    const line = body.lines[at];
    if (line === undefined || at < first || at > last) continue;
    if (pieces.length > 0) pieces.push('\n');
    if (pieces.length > 0) length++;
    const nested = thread.owner[at] !== message;
    const from = nested ? line.start : line.from;
    const piece = body.text.slice(from, line.end);
    if (nested) apart.push({ start: length, end: length + piece.length, kind: 'reply-quote' });
    while ((body.hidden[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++;
    for (let each = next; each < body.hidden.length; each++) {
      const stretch = body.hidden[each] as Hidden;
      if (stretch.start >= line.end) break;
      const [start, end] = [Math.max(stretch.start, from), Math.min(stretch.end, line.end)];
      if (start < end) hidden.push({ start: length + start - from, end: length + end - from, how: stretch.how });
    }
    pieces.push(piece);
    length += piece.length;
  }
  return { text: pieces.join(''), apart, hidden };
}

const sameParty = (a: Party, b: Party): boolean =>
  (a.address !== null && a.address === b.address) || (a.address === b.address && a.name === b.name);

/**
 * A second opinion on a forward that the thread showed none of: email-forward-parser knows shapes that carry no header block.
 * It gets the subject as well, and text with no long lines, on which its patterns' time would grow with the square.
 */
export function forwardParserOpinion(
  text: string,
  subject: string,
): { from: Party; recipients: Party[]; date: string | null; lead: string; body: string } | null {
  const short = text.slice(0, MAX_FORWARD_PARSER_CHARACTERS);
  if (plainLines(short).some(({ start, end }) => end - start > MAX_STRUCTURE_LINE_CHARACTERS)) return null;
  const found = new EmailForwardParser().read(short, subject === '' ? undefined : subject);
  const { from, to, cc, date, body } = found.email;
  const author = mailboxes(`${from.name ? `"${from.name}" ` : ''}${from.address ? `<${from.address}>` : ''}`)[0];
  if (!found.forwarded || author === undefined || !body) return null;
  const people = [to ?? [], cc ?? []]
    .flat()
    .flatMap((each) => mailboxes(`${each.name ? `"${each.name}" ` : ''}${each.address ? `<${each.address}>` : ''}`));
  return { from: author, recipients: people, date: date ?? null, lead: found.message ?? '', body };
}
