import * as z from 'zod';
import type { Attachment, Party } from '../contracts/contact.ts';
import { ReportForm } from '../contracts/report-form.ts';
import { sha256Hex } from '../shared/hash.ts';
import { MAX_FILE_NAME_CHARACTERS } from './limits.ts';
import { reportTargets } from './mail-targets.ts';
import { readNote } from './note.ts';
import { jsonFields, type NoteForm } from './note-form.ts';
import { type People, party } from './people.ts';
import type { Reading, TurnDraft } from './reading.ts';
import { tooDeep } from './transcript-json.ts';

/** Reads bytes by what is in them, with a name as a hint; given by `read-contact.ts`, which reads originals by the same way. */
export type ReadBytes = (bytes: Uint8Array, name: string) => Promise<Reading>;

/** Another tool may write the form by docs/intake.md and leave out what `console-api` never does. */
const Passing = z.looseObject({
  form: z.string(),
  reportedBy: ReportForm.shape.reportedBy.optional(),
  pasted: ReportForm.shape.pasted,
  files: z
    .array(z.looseObject({ name: z.string().nullish(), mediaType: z.string().nullish(), base64: z.string() }))
    .optional(),
});

interface PassedOn {
  readonly found: Reading;
  /** Stands before the part of each of its turns. */
  readonly part: string;
}

/**
 * Reads the JSON form of a report that says who was signed in, or passes something on: the text of a message (`pasted`) or files.
 * Whose words the original is, when it was said and by whom, the original says, and it stands as reported, for a person carried it
 * here. Null for JSON without any of these, and for JSON of another shape, which is read as any other.
 */
export async function readReportForm(text: string, people: People, read: ReadBytes): Promise<Reading | null> {
  const value = parsed(text);
  if (value === null) return null;
  const { pasted = '', files = [], reportedBy, ...form } = value;
  const fields = jsonFields(form);
  if (reportedBy !== undefined) fields.delete('reporter');
  const passed: PassedOn[] = [];
  const attachments: Attachment[] = [];
  if (pasted.trim() !== '') {
    const found = await read(Buffer.from(pasted), 'pasted');
    // Whoever pasted it says that it is what came: that its form is not known is nothing that a person has to look into.
    const problems = found.problems.filter(({ code }) => code !== 'unknown-format');
    passed.push({ found: { ...found, problems }, part: 'pasted' });
  }
  for (const [at, file] of files.entries()) {
    const bytes = Buffer.from(file.base64, 'base64');
    const name = (file.name ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, MAX_FILE_NAME_CHARACTERS);
    const found = await read(bytes, name);
    passed.push({ found, part: `attachment:${at + 1}` });
    attachments.push({
      name: name === '' ? null : name,
      mediaType: (file.mediaType || 'application/octet-stream').slice(0, MAX_FILE_NAME_CHARACTERS),
      sizeBytes: bytes.length,
      sha256: sha256Hex(bytes),
      read: found.turns.length > 0,
    });
  }
  const report = readNote(fields, people, reportedBy === undefined ? null : signedIn(reportedBy, people), 'form');
  return passed.length === 0 ? report : joined(report, fields, passed, attachments, people);
}

/**
 * Who was signed in, as they stand: a name is what a person calls themselves, so nothing is looked for in it, and only a proven
 * address is enough to be someone of the directory.
 */
function signedIn({ name, address }: ReportForm['reportedBy'], people: People): Party {
  const person = party(name, address);
  return person.address === null ? person : people.completed(person);
}

function parsed(text: string): z.infer<typeof Passing> | null {
  if (!/"(?:reportedBy|pasted|files)"\s*:/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return tooDeep(value) ? null : (Passing.safeParse(value).data ?? null);
  } catch {
    return null;
  }
}

function joined(
  report: Reading,
  fields: NoteForm,
  passed: readonly PassedOn[],
  attachments: readonly Attachment[],
  people: People,
): Reading {
  const original = (passed.find(({ found }) => found.subject !== null) ?? passed[0])?.found as Reading;
  const ownWords = report.turns.length > 0;
  const read = passed.filter(({ found }) => found.turns.length > 0).length;
  return {
    ...report,
    channel: fields.has('how') ? report.channel : original.channel,
    occurred: original.occurred === null ? report.occurred : { at: original.occurred.at, from: 'reported' },
    // A visitor of a chat calls themselves what they like; the form has the name that the reporter knows them by.
    subject: original.subject?.address ? original.subject : (report.subject ?? original.subject),
    subjectKey: original.subjectKey ?? report.subjectKey,
    relation: report.relation === 'unknown' ? original.relation : report.relation,
    targets: targetsOf(report, fields, original.targets, people),
    turns: [...report.turns, ...passed.flatMap((each) => turnsOf(each, original))],
    originals: passed.flatMap(({ found, part }) =>
      found.originals.map((each) => ({ ...each, part: `${part} ${each.part}`.trim() })),
    ),
    attachments: [...attachments, ...passed.flatMap(({ found }) => found.attachments)],
    problems: [
      ...report.problems,
      ...passed.flatMap(({ found }) =>
        // What one file does not say, the form or another file does.
        found.problems.map((each) => ({ ...each, extent: ownWords || read > 0 ? ('part' as const) : each.extent })),
      ),
    ],
    ...(original.claimed === undefined ? {} : { claimed: original.claimed }),
    messageId: original.messageId,
    references: original.references,
  };
}

function targetsOf(report: Reading, fields: NoteForm, recipients: readonly Party[], people: People): readonly Party[] {
  return fields.has('target') || report.reporter === null
    ? report.targets
    : reportTargets(recipients, report.reporter, people);
}

/** The words of a second file are its writer's, whose history this contact is not in unless it is the same person. */
function turnsOf({ found, part }: PassedOn, original: Reading): TurnDraft[] {
  const same = found === original || (found.subjectKey !== null && found.subjectKey === original.subjectKey);
  return found.turns.map((each) => ({
    ...each,
    speaker: each.speaker === 'subject' && !same ? 'unknown' : each.speaker,
    standing: 'as-reported',
    part: `${part} ${each.part}`,
  }));
}
