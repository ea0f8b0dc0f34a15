import type { CaseState } from '../../contracts/case.ts';
import type { RosterPerson } from '../../contracts/roster.ts';
import type { Instant, RosterRole } from '../../contracts/vocabulary.ts';
import { type Mail, writeMail } from '../mail.ts';
import { asPage, escapeHtml, FOOTER } from '../mail-body.ts';
import { linkTo, type NoticeSetting, whatRuns } from '../notice.ts';

/** What a mail of the day is written from. */
export interface DayOfRole {
  readonly role: RosterRole;
  readonly day: string;
  readonly dueAt: Instant;
  readonly cases: readonly CaseState[];
  readonly people: readonly RosterPerson[];
}

interface Row {
  readonly caseNumber: string;
  readonly priority: string;
  readonly runs: string;
  /** The role hears of something in the case for the first time. */
  readonly isNew: boolean;
  readonly link: string;
}

/** One mail with a row a case: its number, priority, what runs out when, and the link. Nothing that anybody wrote or is called. */
export async function composeDigest(
  { role, day, dueAt, cases, people }: DayOfRole,
  { roster, consoleUrl, sender }: Pick<NoticeSetting, 'roster' | 'consoleUrl'> & { readonly sender: string },
): Promise<Mail> {
  const rows = cases.map(
    (state): Row => ({
      caseNumber: state.caseNumber,
      priority: state.priority,
      runs: whatRuns(state, roster.timeZone),
      isNew: state.telling.deferred.some((one) => one.role === role),
      link: linkTo(state.caseId, consoleUrl),
    }),
  );
  const open = rows.length === 1 ? '1 open case' : `${rows.length} open cases`;
  const fresh = rows.filter(({ isNew }) => isNew).length;
  const headline = `${open}, ${fresh} with something new since the last mail. P0, P1 and crisis cases are told of at once and are not here.`;
  return writeMail(
    {
      id: `digest.${role}.${day}`,
      thread: `digest.${role}`,
      subject: `[Undertone] ${day}: ${open}, ${fresh} with something new`,
      date: dueAt,
      text: asText(headline, rows),
      html: asHtml(headline, rows),
      urgent: false,
      tags: { digest: role, day },
    },
    people,
    sender,
  );
}

const mark = ({ isNew }: Row): string => (isNew ? 'new' : '');

function asText(headline: string, rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    [`${row.caseNumber}  ${row.priority}  ${row.runs}`, ...(row.isNew ? ['new'] : []), row.link].join('  '),
  );
  return [headline, '', ...lines, '', FOOTER, ''].join('\n');
}

function asHtml(headline: string, rows: readonly Row[]): string {
  const cell = (content: string) => `<td style="padding:4px 12px 4px 0;border-top:1px solid #ddd">${content}</td>`;
  const head = ['Case', 'Priority', 'Due', '']
    .map(
      (name) =>
        `<th scope="col" align="left" style="padding:4px 12px 4px 0;font-weight:normal;color:#555">${name}</th>`,
    )
    .join('');
  const body = rows.map((row) => {
    const link = `<a href="${escapeHtml(row.link)}">${escapeHtml(row.caseNumber)}</a>`;
    return `<tr>${[link, row.priority, row.runs, mark(row)].map((text, at) => cell(at === 0 ? text : escapeHtml(text))).join('')}</tr>`;
  });
  return asPage([
    `<p>${escapeHtml(headline)}</p>`,
    `<table style="border-collapse:collapse"><tr>${head}</tr>${body.join('')}</table>`,
  ]);
}
