import type { IncidentRow } from '../../contracts/incident.ts';
import { csv } from '../http/csv.ts';

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

/** The log as a table. */
export function incidentCsv(rows: readonly LogRow[]): string {
  const lines = [
    HEADINGS,
    ...rows.map((row) => ('recorded' in row ? recorded(row.caseNumber, row.recorded) : open(row))),
  ];
  return csv(lines);
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
