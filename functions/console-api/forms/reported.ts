import type { Contact } from '../../contracts/contact.ts';

/** What an employee's report says beside the words, as `ingest` sets it down: each after its label (`functions/ingest/note.ts`). */
const LABELS = [
  'When',
  'Who',
  'Where',
  'Classification',
  'Threat type',
  'District',
  'Recorded line',
  'Incident number',
] as const;
export type ReportedLabel = (typeof LABELS)[number];

const DETAILS = 'note:details';
/** Where the summary of a report stands, and anything more. */
const MORE = 'note:more';

/** The lines that the reporter entered under a label; none where they did not, or it is no report. */
export function reported(contact: Contact | null, label: ReportedLabel): string[] {
  const found: string[] = [];
  let current: ReportedLabel | undefined;
  for (const line of wordsOf(contact, DETAILS)?.split('\n') ?? []) {
    const begun = LABELS.find((each) => line.startsWith(`${each}: `));
    current = begun ?? current;
    if (current === label) found.push((begun === undefined ? line : line.slice(begun.length + 2)).trim());
  }
  return found;
}

/** What the reporter wrote in words of their own; null where they wrote none. */
export const reportedSummary = (contact: Contact | null): string | null => wordsOf(contact, MORE);

function wordsOf(contact: Contact | null, part: string): string | null {
  return contact?.turns.find((turn) => turn.speaker === 'reporter' && turn.part === part)?.text ?? null;
}
