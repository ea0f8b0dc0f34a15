import type { IncidentRow } from '../../contracts/incident.ts';

/** A row that nobody has completed: what the case says by itself, and nothing made up. */
export interface OpenIncident {
  readonly date: string;
  readonly time: string;
  readonly location: string;
  readonly committedBy: string;
  readonly incidentType: string;
}

export type LogRow =
  | { readonly caseNumber: string; readonly recorded: IncidentRow }
  | { readonly caseNumber: string; readonly open: OpenIncident };

const HEADINGS = [
  'Record',
  'Date',
  'Time',
  'Location',
  'Workplace violence type',
  'Description',
  'Committed by',
  'Circumstances',
  'Where it occurred',
  'Type of incident',
  'Security contacted',
  'Law enforcement contacted',
  'Their response',
  'Actions to protect employees',
  'Completed by',
  'Job title',
  'Date completed',
];

const NOT_COMPLETED = 'NOT COMPLETED';

/** The log as RFC 4180 has it, with a mark that makes spreadsheets read it as UTF-8. */
export function incidentCsv(rows: readonly LogRow[]): string {
  const lines = [
    HEADINGS,
    ...rows.map((row) => ('recorded' in row ? recorded(row.caseNumber, row.recorded) : open(row))),
  ];
  return `\uFEFF${lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function recorded(caseNumber: string, row: IncidentRow): string[] {
  const { consequences, completedBy } = row;
  return [
    caseNumber,
    row.date,
    row.time ?? 'not known',
    row.location,
    row.violenceTypes.map((type) => `Type ${type}`).join('; '),
    row.description,
    row.committedBy.join('; '),
    row.circumstances.join('; '),
    row.where,
    row.incidentTypes.join('; '),
    yesOrNo(consequences.securityContacted),
    yesOrNo(consequences.lawEnforcementContacted),
    consequences.response,
    consequences.protectiveActions,
    completedBy.name,
    completedBy.title,
    completedBy.date,
  ];
}

function open({ caseNumber, open: known }: { caseNumber: string; open: OpenIncident }): string[] {
  const { date, time, location, committedBy, incidentType } = known;
  const blank = NOT_COMPLETED;
  return [
    caseNumber,
    date,
    time,
    location,
    blank,
    blank,
    committedBy,
    blank,
    blank,
    incidentType,
    ...Array(7).fill(blank),
  ];
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/**
 * One cell. A spreadsheet takes what begins with = + - @, a tab or a carriage return for a formula and runs it (OWASP, "CSV Injection"): an
 * apostrophe before it makes it text. A full-width sign is read as the plain one by some.
 */
function cell(text: string): string {
  const guarded = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${guarded.replace(/"/g, '""')}"`;
}
