import MailComposer from 'nodemailer/lib/mail-composer';
import type { CaseEvent } from '../contracts/case.ts';
import type { Recipient } from '../contracts/case-telling.ts';
import type { RosterPerson } from '../contracts/roster.ts';
import { sha256Hex } from '../shared/hash.ts';
import { asHtml, asText } from './mail-body.ts';
import type { Notice } from './notice.ts';
import { keyOf } from './recipient.ts';

/** One mail, as SES takes it. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Uint8Array;
  /** What SES says with a bounce of it; letters, digits, `-` and `_` alone. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a mail is written from. Everything in it follows from these, so that every run writes the same bytes. */
export interface Letter {
  /** The part of the Message-ID before the `@`. */
  readonly id: string;
  /** What it belongs to: another id, whose mails are one thread. */
  readonly thread: string;
  readonly subject: string;
  /** ISO 8601. */
  readonly date: string;
  readonly text: string;
  readonly html: string;
  readonly urgent: boolean;
  readonly tags: Mail['tags'];
}

/**
 * Writes the mail about an event for one recipient: the same bytes on every run. Message-ID follows from case, event and recipient, and
 * References names the case, so that what is sent twice after a crash, and everything about a case, is one thread
 * (docs/decisions/0018-how-people-are-told.md).
 */
export async function composeMail(
  notice: Notice,
  about: CaseEvent,
  to: Recipient,
  people: readonly RosterPerson[],
  sender: string,
): Promise<Mail> {
  const letter: Letter = {
    id: `${about.caseId}.${about.number}.${keyOf(to)}`,
    thread: about.caseId,
    subject: notice.subject,
    date: about.at,
    text: asText(notice),
    html: asHtml(notice),
    urgent: notice.urgent,
    tags: { case: about.caseId, event: String(about.number), to: keyOf(to) },
  };
  return writeMail(letter, people, sender);
}

/** A multipart mail to the first address of each person. SES puts a Message-ID and Date of its own in place of ours on the way out; the rest stays. */
export async function writeMail(letter: Letter, people: readonly RosterPerson[], sender: string): Promise<Mail> {
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const thread = `<${letter.thread}@${domain}>`;
  const to = people.map(({ addresses }) => addresses[0]).filter((address) => address !== undefined);
  const composer = new MailComposer({
    from: { name: 'Undertone', address: sender },
    to,
    subject: letter.subject,
    date: new Date(letter.date),
    messageId: `<${letter.id}@${domain}>`,
    inReplyTo: thread,
    references: [thread],
    baseBoundary: sha256Hex(letter.id).slice(0, 16), // A boundary has at most 70 characters (RFC 2046).
    newline: 'windows', // The lines of the two bodies too end as mail's lines do (RFC 5322).
    text: letter.text,
    html: letter.html,
    headers: {
      // A machine's mail: an absence note must not answer it (RFC 3834, and Exchange's own header).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Undertone-Notification': letter.id,
      ...(letter.urgent ? { Importance: 'high', 'X-Priority': '1' } : {}),
    },
    // Nothing in a notice may make the composer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from: sender, to, bytes: await composer.compile().build(), tags: letter.tags };
}
