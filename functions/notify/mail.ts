import MailComposer from 'nodemailer/lib/mail-composer';
import type { CaseEvent } from '../contracts/case.ts';
import type { RosterPerson } from '../contracts/roster.ts';
import type { RosterRole } from '../contracts/vocabulary.ts';
import { sha256Hex } from '../shared/hash.ts';
import type { Notice } from './notice.ts';

/** One mail, as SES takes it. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Uint8Array;
}

/**
 * Writes the mail for one role: the same bytes on every run. Message-ID follows from case, event and role, and References names the
 * case, so that what is sent twice after a crash, and everything about a case, is one thread. SES puts a Message-ID and Date of its
 * own in their place on the way out; References and `X-Undertone-Notification` stay.
 */
export async function composeMail(
  notice: Notice,
  about: CaseEvent,
  role: RosterRole,
  people: readonly RosterPerson[],
  sender: string,
): Promise<Mail> {
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const id = `${about.caseId}.${about.number}.${role}`;
  const thread = `<${about.caseId}@${domain}>`;
  const to = people.map(({ addresses }) => addresses[0]).filter((address) => address !== undefined);
  const composer = new MailComposer({
    from: { name: 'Undertone', address: sender },
    to,
    subject: notice.subject,
    date: new Date(about.at),
    messageId: `<${id}@${domain}>`,
    inReplyTo: thread,
    references: [thread],
    baseBoundary: sha256Hex(id).slice(0, 16), // A boundary has at most 70 characters (RFC 2046).
    newline: 'windows', // The lines of the two bodies too end as mail's lines do (RFC 5322).
    text: asText(notice),
    html: asHtml(notice),
    headers: {
      // A machine's mail: an absence note must not answer it (RFC 3834, and Exchange's own header).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Undertone-Notification': id,
      ...(notice.urgent ? { Importance: 'high', 'X-Priority': '1' } : {}),
    },
    // Nothing in a notice may make the composer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from: sender, to, bytes: await composer.compile().build() };
}

const FOOTER =
  'This mail holds no message text and no customer’s name. Both are in the console, for those who may see them.';

function asText({ headline, facts, guidance, link }: Notice): string {
  return [
    headline,
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    `Open the case: ${link}`,
    '',
    ...guidance.map((line) => `- ${line}`),
    '',
    FOOTER,
    '',
  ].join('\n');
}

function asHtml({ headline, facts, guidance, link }: Notice): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" align="left" style="padding:2px 16px 2px 0;font-weight:normal;color:#555">${escapeHtml(label)}</th>` +
      `<td style="padding:2px 0"><strong>${escapeHtml(value)}</strong></td></tr>`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Undertone</title></head>',
    '<body style="font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:36em">',
    `<p>${escapeHtml(headline)}</p>`,
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    `<p><a href="${escapeHtml(link)}" style="font-weight:bold">Open the case</a></p>`,
    `<ul>${guidance.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    `<p style="color:#555;font-size:13px">${escapeHtml(FOOTER)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
