import EmailForwardParser from 'email-forward-parser';
import type { Party, Speaker } from '../contracts/contact.ts';
import { tidy } from './apart.ts';
import { MAX_FORWARD_PARSER_CHARACTERS, MAX_STRUCTURE_LINE_CHARACTERS } from './limits.ts';
import { plainLines } from './lines.ts';
import { type BodyText, heldLines, messageTurn } from './mail-body.ts';
import { mailboxes } from './mailbox.ts';
import { speechTurns } from './note.ts';
import type { People } from './people.ts';
import { findApart } from './quoted.ts';
import type { TurnDraft } from './reading.ts';
import { type QuotedHeader, splitThread } from './thread.ts';

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
  const turns: TurnDraft[] = [];
  let passesOn = false;
  heldLines(thread).forEach((held, message) => {
    const found = messageTurn(body, thread, message, held, speakerOf(message));
    if (found === null) return;
    const signatures = findApart(found.text).filter(({ kind }) => kind === 'signature');
    const said = { ...found, apart: tidy([...found.apart, ...signatures], found.text) };
    if (message > 0) {
      passesOn ||= said.speaker !== 'employee';
      turns.push(said);
    } else {
      turns.push({ ...said, name: reporter.name, standing: 'first-hand', at: null });
      if (ownSpeaker === 'reporter') turns.push(...speechTurns(said.text, body.part, people));
    }
  });
  const header = chosen < 0 ? null : (thread.messages[chosen]?.header ?? null);
  return { subject, recipients: header?.recipients ?? [], header, turns, found: passesOn };
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
