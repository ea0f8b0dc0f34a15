import Table from 'cli-table3';
import pc from 'picocolors';
import type { CaseState } from '../../../functions/contracts/case.ts';
import type { Policy } from '../../../functions/contracts/policy.ts';
import type { Priority } from '../../../functions/contracts/vocabulary.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import { listOutbox } from '../services/ses/outbox.ts';
import {
  listFirstAssessments,
  listKeys,
  mapSome,
  readCases,
  readObjectJson,
  StoredAssessment,
} from '../state/read-state.ts';
import type { System } from '../system.ts';

/** What the system has done so far, read from its stores. */
export interface Summary {
  contacts: number;
  flagged: number;
  /** Nothing of them could be scored: people read these. */
  unscored: number;
  cases: CaseState[];
  notifications: number;
}

export async function readSummary(system: System): Promise<Summary> {
  const { s3, tables } = system.clients;
  const { CONTACTS_BUCKET = '', CASE_TABLE = '' } = system.names;
  const [contactKeys, assessmentKeys, cases, mails] = await Promise.all([
    listKeys(s3, CONTACTS_BUCKET, 'contacts/'),
    listFirstAssessments(s3, CONTACTS_BUCKET),
    readCases(tables, CASE_TABLE),
    listOutbox(system.services.outboxFolder),
  ]);
  const assessments = await mapSome(assessmentKeys, (key) =>
    readObjectJson(s3, CONTACTS_BUCKET, key, StoredAssessment.parse),
  );
  const states = [...cases.values()].map((events) => foldCase(events)).filter((state) => state !== null);
  states.sort((left, right) =>
    left.priority < right.priority ? -1 : left.priority > right.priority ? 1 : left.openedAt < right.openedAt ? -1 : 1,
  );
  return {
    contacts: contactKeys.length,
    flagged: assessments.filter(({ flagged }) => flagged).length,
    unscored: assessments.filter(({ problems }) => problems.some(({ extent }) => extent === 'whole')).length,
    cases: states,
    notifications: mails.length,
  };
}

const COLOURS: Readonly<Record<Priority, (text: string) => string>> = {
  P0: (text) => pc.bold(pc.bgRed(pc.white(` ${text} `))),
  P1: (text) => pc.bold(pc.red(text)),
  P2: (text) => pc.yellow(text),
  P3: (text) => pc.cyan(text),
};

const NARROWEST_WHY = 24;
const WIDEST_TABLE = 120;

/** The cases, the most urgent first, and what became of everything. No customer's name and no text of a message. */
export function summaryText(summary: Summary, policy: Policy, seconds: number, columns = WIDEST_TABLE): string {
  const fixed = [14, 6, 10, 10, 9];
  const why = Math.max(
    NARROWEST_WHY,
    Math.min(columns, WIDEST_TABLE) - fixed.reduce((sum, width) => sum + width, 0) - 8,
  );
  const table = new Table({
    head: ['Case', '', 'Lane', 'Contacts', 'Told', 'Why'].map((title) => pc.dim(title)),
    style: { head: [], border: pc.isColorSupported ? ['dim'] : [] },
    // A line between heading and cases and none between cases: a page of them is easier to read.
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colWidths: [...fixed, why],
    wordWrap: true,
  });
  for (const state of summary.cases) {
    table.push([
      pc.bold(state.caseNumber),
      COLOURS[state.priority](state.priority),
      state.lane,
      String(state.contacts.length),
      String(state.told.length),
      whyOf(state),
    ]);
  }
  const byPriority = (Object.keys(policy.priorities) as Priority[])
    .map((priority) => ({ priority, count: summary.cases.filter((state) => state.priority === priority).length }))
    .filter(({ count }) => count > 0)
    .map(({ priority, count }) => `${count} × ${priority}`);
  const facts: [string, string][] = [
    ['Contacts read', String(summary.contacts)],
    ['Flagged', String(summary.flagged)],
    ['Cases', `${summary.cases.length}${byPriority.length > 0 ? `  (${byPriority.join(', ')})` : ''}`],
    ['Notifications sent', String(summary.notifications)],
    ['Unscored, for people to read', String(summary.unscored)],
    ['Time taken', `${seconds.toFixed(1)} s`],
  ];
  const widest = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `  ${pc.dim(name.padEnd(widest))}  ${pc.bold(value)}`);
  return `${summary.cases.length > 0 ? `${table.toString()}\n\n` : ''}${lines.join('\n')}\n`;
}

/** What opened the case, with the pattern by name where it was one, and what has led it since where that is something else. */
function whyOf(state: CaseState): string {
  const opening = state.contacts.find(({ part }) => part === 'flagged');
  const opened = opening?.reasons[0];
  const leading = state.reasons[0];
  const pattern = opening?.conductIds.map((id) => id.replace('conduct/', '').replaceAll('-', ' ')).join(', ') ?? '';
  const byPattern = opened?.row.startsWith('conduct-') === true && pattern !== '';
  const first = byPattern ? `${opened.why.replace(/\.$/, '')}: ${pattern}.` : (opened?.why ?? '');
  return leading === undefined || leading.row === opened?.row ? first : `${first} Since then: ${leading.why}`;
}
