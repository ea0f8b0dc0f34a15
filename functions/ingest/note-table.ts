import type { Table } from './csv.ts';
import { MAX_TEXT_CHARACTERS_PER_CONTACT, MAX_TURNS } from './limits.ts';
import { readNote } from './note.ts';
import { fieldNamed, fieldsOf, isReportOf } from './note-form.ts';
import type { People } from './people.ts';
import { problem } from './problems.ts';
import { type Reading, type TurnDraft, turn } from './reading.ts';
import { TEXT } from './transcript-keys.ts';

/**
 * Reads a table of reports: its first row names fields of the documented form, each other row is one report. Null for a table of
 * anything else. A column of messages makes it a chat, unless a column says who reported.
 */
export function readNoteTable(table: Table, people: People): Reading | null {
  const fields = table.columns.map(fieldNamed);
  const isChat = table.columns.some((name) => TEXT.includes(name.toLowerCase().replace(/[\s_-]+/g, '')));
  const known = fields.filter((field) => field !== null);
  if (!isReportOf(known) || (isChat && !known.includes('reporter'))) return null;
  const reports: Reading[] = [];
  let [turns, characters] = [0, 0];
  for (const { cells, ragged, text } of table.rows) {
    // One row beyond what is scored of a contact, so that it is told that there was more.
    if (turns > MAX_TURNS || characters > MAX_TEXT_CHARACTERS_PER_CONTACT) break;
    const form = fieldsOf(table.columns.map((name, at) => [name === '' ? `column ${at + 1}` : name, cells[at] ?? '']));
    const found = readNote(form, people, null, 'note');
    // A comma in the exact words, without quotation marks around them, moves their end into another column or none.
    reports.push(
      ragged ? { ...found, turns: [...found.turns, wholeRow(text)], problems: [...found.problems, raggedRow] } : found,
    );
    turns += found.turns.length;
    characters += found.turns.reduce((sum, each) => sum + each.text.length, 0);
  }
  return joinReports(reports, 'row');
}

const raggedRow = problem('ragged-row', 'part');
export const wholeRow = (text: string): TurnDraft =>
  turn({ speaker: 'unknown', text, part: 'row', standing: 'as-reported' });

/**
 * Several reports of one object as one reading. One object is one contact, so the first is the contact; the others' words are
 * scored beside it, the person's where it is the same person and else as someone unknown's, and a person is told to put them in one
 * by one. Null for none.
 */
export function joinReports(reports: readonly Reading[], part: string): Reading | null {
  const [first, ...rest] = reports;
  if (first === undefined || rest.length === 0) return first ?? null;
  const turns = [...first.turns];
  for (const [at, other] of rest.entries()) {
    const same = other.subjectKey !== null && other.subjectKey === first.subjectKey;
    for (const each of other.turns) {
      const speaker = each.speaker === 'subject' && !same ? 'unknown' : each.speaker;
      turns.push({ ...each, speaker, part: `${part}:${at + 2} ${each.part}` });
    }
  }
  const targets = reports.flatMap((each) => each.targets);
  return {
    ...first,
    targets: [...new Map(targets.map((each) => [each.name ?? each.address, each])).values()],
    report: first.report && { ...first.report, perceived: reports.some(({ report }) => report?.perceived === true) },
    turns,
    problems: [...reports.flatMap(({ problems }) => problems), problem('several-reports', 'part')],
  };
}
