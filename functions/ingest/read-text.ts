import { transcriptOfCaptions } from './captions.ts';
import { csvTable, type Table, tableObjects } from './csv.ts';
import { type Deadline, deadlineBy } from './deadline.ts';
import { htmlToText } from './html-text.ts';
import { MAX_TEXT_CHARACTERS_PER_TURN } from './limits.ts';
import { looseJson } from './loose-json.ts';
import { readNote, speechTurns } from './note.ts';
import { noteForm, noteFormOfJson } from './note-form.ts';
import { joinReports, readNoteTable, wholeRow } from './note-table.ts';
import type { People } from './people.ts';
import { problem } from './problems.ts';
import { findApart } from './quoted.ts';
import { type Reading, reading, turn } from './reading.ts';
import { feelsThreatened, tellsOfAct } from './reported-speech.ts';
import { transcriptOfTranscribe } from './transcribe.ts';
import { readTranscript } from './transcript.ts';
import { tooDeep, transcriptOfJson } from './transcript-json.ts';
import { transcriptOfText } from './transcript-text.ts';

/** Reads JSON: a transcript of any system, or a note. JSON that is neither is scored as text of someone unknown. */
export function readJsonText(text: string, people: People, key: string, deadline: Deadline = deadlineBy()): Reading {
  const json = looseJson(text);
  if (json === null)
    return { ...readPlainText(text, people, key, deadline), problems: [problem('broken-json', 'part')] };
  const found = readJsonValue(json.value, text, people, deadline);
  if (json.pieces.length === 0) return found;
  const rest = turn({ speaker: 'unknown', text: json.pieces.join('\n'), part: 'json piece' });
  const why = problem(json.isCutOff ? 'cut-off' : 'broken-json', 'part');
  return { ...found, turns: [...found.turns, rest], problems: [...found.problems, why] };
}

function readJsonValue(value: unknown, text: string, people: People, deadline: Deadline): Reading {
  if (tooDeep(value)) return { ...unknownText(text, 'json'), problems: [problem('unknown-json', 'part')] };
  // A talk in a list goes before a form: what a query gives has a member "done" as a form has, and is no report.
  const talk = Array.isArray(value) ? null : transcriptOfJson(value, 'transcript', deadline);
  if (talk !== null && talk.entries.length > 1 && talk.entries.some(({ role, name }) => role !== null || name !== null))
    return readTranscript(transcriptOfTranscribe(value) ?? talk, people);
  const note = noteFormOfJson(value);
  if (note !== null) return readNote(note, people, null, isForm(value) ? 'form' : 'note');
  const list = Array.isArray(value) && value.length > 0 ? value.map(noteFormOfJson) : [];
  const notes = list.filter((each) => each !== null);
  if (notes.length > 0 && notes.length === list.length)
    return (
      joinReports(
        notes.map((each) => readNote(each, people, null, 'note')),
        'item',
      ) ?? unknownText(text, 'json')
    );
  const transcript = transcriptOfTranscribe(value) ?? talk ?? transcriptOfJson(value, 'transcript', deadline);
  if (transcript !== null) return readTranscript(transcript, people);
  return { ...unknownText(strings(value).join('\n'), 'json'), problems: [problem('unknown-json', 'part')] };
}

const isForm = (value: unknown): boolean => typeof value === 'object' && value !== null && 'form' in value;

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

export function readCaptions(text: string, people: People, deadline: Deadline = deadlineBy()): Reading {
  return readTranscript(transcriptOfCaptions(text, deadline), people);
}

export function readHtmlFile(source: string): Reading {
  const { text, hidden, complete } = htmlToText(source, false);
  const found = unknownText(text, 'text/html');
  return {
    ...found,
    turns: found.turns.map((each) => ({ ...each, hidden: [...hidden] })),
    problems: [problem('unknown-format', 'part'), ...(complete ? [] : [problem('broken-html', 'part')])],
  };
}

/** Reads text: a table, a note in the documented form, a transcript, or else free words. */
export function readPlainText(text: string, people: People, key: string, deadline: Deadline = deadlineBy()): Reading {
  const table = looksLikeTable(text, key) ? csvTable(text) : null;
  const reports = table === null ? null : readNoteTable(table, people);
  if (reports !== null) return reports;
  const note = noteForm(text);
  if (note !== null) return readNote(note, people, null, 'note');
  const chat = table === null ? null : readChatTable(table, people, deadline);
  if (chat !== null) return chat;
  const transcript = transcriptOfText(text, /call/i.test(key) ? 'call' : null, deadline);
  if (transcript !== null) return readTranscript(transcript, people);
  if (!/note|report|incident/i.test(key))
    return { ...unknownText(text, 'text'), problems: [problem('unknown-format', 'part')] };
  // A note without the form: who wrote it is not known, so all of it is scored, and what it tells of someone's words besides.
  const free = unknownText(text, 'note');
  return {
    ...free,
    turns: [...free.turns, ...speechTurns(text, 'note', people)],
    report: { kind: 'note', perceived: feelsThreatened(text) || tellsOfAct(text) },
    problems: [problem('unknown-format', 'part')],
  };
}

/** A name in it or a first row with a separator in it; Excel's `sep=;` above it has none. */
const looksLikeTable = (text: string, key: string): boolean =>
  /\.(?:csv|tsv)$/i.test(key) || /^(?:\uFEFF?"?sep=|[^\r\n]{0,2000}[,;\t][^\r\n]{0,2000}[\r\n])/i.test(text);

function readChatTable(table: Table, people: People, deadline: Deadline): Reading | null {
  const transcript = transcriptOfJson(tableObjects(table), 'table', deadline);
  if (!transcript?.entries.some(({ role, name }) => role !== null || name !== null)) return null;
  const found = readTranscript(transcript, people);
  const ragged = table.rows.filter((row) => row.ragged);
  if (ragged.length === 0) return found;
  return {
    ...found,
    turns: [...found.turns, ...ragged.map((row) => wholeRow(row.text))],
    problems: [...found.problems, problem('ragged-row', 'part')],
  };
}

function unknownText(whole: string, part: string): Reading {
  // One character more than is kept of a turn, so that the cut is told; quotes and signatures are looked for in no more.
  const text = whole.slice(0, MAX_TEXT_CHARACTERS_PER_TURN + 1);
  return reading({
    format: 'note',
    channel: 'in-person',
    turns: [turn({ speaker: 'unknown', text, part, apart: findApart(text) })],
  });
}
