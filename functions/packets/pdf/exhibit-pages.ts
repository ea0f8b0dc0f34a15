import type { Contact, Party, Turn } from '../../contracts/contact.ts';
import type { Employee, Exhibit } from '../material.ts';
import { CHANNEL_WORDS, type Clock, cut, findingsOf } from '../words.ts';
import type { Sheet } from './sheet.ts';

/** A letter of fifteen pages. What is longer goes on in the original: ten thousand pages of one paste help nobody. */
const LONGEST_TEXT = 40_000;
/** Names in a list of a mail to many. */
const MOST_NAMED = 12;

export function writeExhibit(sheet: Sheet, exhibit: Exhibit, employees: readonly Employee[], clock: Clock): void {
  const { number, contact, source, original } = exhibit;
  const label = `Exhibit ${number}`;
  sheet.newPage(label);
  sheet.mark(`${label}: ${CHANNEL_WORDS[contact.channel]}, ${clock.short(contact.occurredAt)}`, 1);
  sheet.stamp(label.toUpperCase());
  sheet.table(
    [
      { title: CHANNEL_WORDS[contact.channel], share: 0.24 },
      { title: '', share: 0.76 },
    ],
    factsOf(exhibit, employees, clock),
  );
  if (source === null) {
    sheet.text('What was read of this exhibit is not to be had. Open the original.', { font: 'bold' });
  } else {
    writeWords(sheet, source);
  }
  if (source !== null && source.attachments.length > 0) {
    sheet.text(`Attached, in the original${original === null ? '' : ` (${original.file})`}:`, {
      font: 'bold',
      before: 4,
    });
    for (const { name, mediaType, sizeBytes, sha256 } of source.attachments) {
      sheet.bullet(
        `${name ?? 'a file without a name'}, ${mediaType}, ${sizeBytes.toLocaleString('en-US')} bytes, SHA-256 ${sha256}`,
      );
    }
  }
}

function factsOf(exhibit: Exhibit, employees: readonly Employee[], clock: Clock): string[][] {
  const { contact, source, original, missing, sameAs } = exhibit;
  const rows: string[][] = [];
  rows.push([
    'Said',
    `${clock.long(contact.occurredAt)} (${contact.occurredAt}), ${source === null ? '' : TIME_FROM[source.occurredAtFrom]}`.replace(
      /, $/,
      '',
    ),
  ]);
  rows.push(['Received', `${clock.long(contact.receivedAt)} (${contact.receivedAt})`]);
  if (source !== null) {
    rows.push(['From', partyName(source.subject)]);
    rows.push(['To', source.targets.slice(0, MOST_NAMED).map(partyName).join('; ') || 'no one named']);
    if (source.reporter !== null) rows.push(['Reported by', partyName(source.reporter)]);
  } else {
    const toward = employees.filter(({ targetId }) => contact.targetIds.includes(targetId));
    rows.push(['Toward', toward.map(partyName).join('; ') || 'no one named']);
  }
  if (contact.categories.length > 0) rows.push(['Found in it', findingsOf(contact)]);
  if (sameAs !== null)
    rows.push(['The same as', `Exhibit ${sameAs}: the same message, seen again, and not counted twice`]);
  if (source !== null) rows.push(['Where it is from', provenanceOf(source)]);
  if (original === null) rows.push(['Original', MISSING[missing ?? 'not-yet']]);
  else {
    const { sha256, sizeBytes, retainUntil } = original.evidence;
    rows.push([
      'Original',
      `${original.file}, ${sizeBytes.toLocaleString('en-US')} bytes, kept write-once at least until ${clock.date(retainUntil)}`,
    ]);
    rows.push(['SHA-256', sha256]);
  }
  return rows;
}

const TIME_FROM: Readonly<Record<Contact['occurredAtFrom'], string>> = {
  'received-header': 'by the mail servers that carried it',
  'date-header': 'as the message itself says',
  transcript: 'by the transcript',
  reported: 'as it was reported',
  arrival: 'when it came in',
};

const MISSING = {
  gone: 'not preserved: it was deleted before it could be copied. What was read of it is printed below.',
  changed: 'not preserved: it was changed before it could be copied. What was read of it is printed below.',
  'not-yet': 'not preserved yet when this packet was made. What was read of it is printed below.',
} as const;

/** What a check said of the sender, and what no check could. */
function provenanceOf({ format, reporter, authentication, signatures = [], turns }: Contact): string {
  if (turns.some(({ standing }) => standing === 'as-reported')) {
    const passed = signatures.filter(({ dkim, aligned }) => dkim === 'pass' && aligned);
    const signed = passed.map(
      ({ domain }) => `The original that is attached is signed by ${domain ?? 'its domain'}, and is as it was signed.`,
    );
    return [
      `As reported by ${reporter === null ? 'an employee' : partyName(reporter)}: what the original proved is lost.`,
      ...signed,
    ].join(' ');
  }
  if (format !== 'email') return 'As the system of the channel recorded it.';
  const { spf, dkim, dmarc } = authentication;
  return `Checked when it came in: SPF ${spf}, DKIM ${dkim}, DMARC ${dmarc}. A pass of DMARC shows that the domain of the address sent it, and not who wrote it.`;
}

function partyName(party: Pick<Party, 'name' | 'address'> | null): string {
  if (party === null) return 'not known';
  if (party.name === null) return party.address ?? 'not known';
  return party.address === null ? party.name : `${party.name} <${party.address}>`;
}

function writeWords(sheet: Sheet, { turns, problems }: Contact): void {
  for (const { message, extent } of problems) {
    sheet.text(`${extent === 'whole' ? 'It could not be read' : 'A part of it could not be read'}: ${message}`, {
      font: 'bold',
    });
  }
  let left = LONGEST_TEXT;
  for (const turn of turns) {
    if (left <= 0) break;
    sheet.text(speakerOf(turn), { font: 'bold', before: 4, after: 3 });
    if (turn.hidden.length > 0) {
      sheet.text(
        'Some of these words were hidden from a reader of the message, or would be seen otherwise than they are written.',
        { size: 9 },
      );
    }
    const text = turn.text.trim() === '' ? '(no words)' : turn.text;
    sheet.quote(text.length <= left ? text : cut(text, left));
    left -= text.length;
  }
  const rest = turns.reduce((sum, { text }) => sum + text.length, 0) - LONGEST_TEXT;
  if (rest > 0)
    sheet.text(`It goes on for ${rest.toLocaleString('en-US')} more characters in the original.`, { font: 'bold' });
  if (turns.length === 0) sheet.text('No words were read in it. Open the original.');
}

const SPEAKERS: Readonly<Record<Turn['speaker'], string>> = {
  subject: 'The respondent',
  employee: 'An employee',
  reporter: 'Whoever reports',
  system: 'A machine',
  unknown: 'A speaker who is not known',
};

function speakerOf({ speaker, name, standing, speech, part }: Turn): string {
  const who = name === null ? SPEAKERS[speaker] : `${SPEAKERS[speaker]}, named ${name}`;
  const how = standing === 'as-reported' ? ', as reported' : '';
  return `${who}${how}${speech === 'indirect' ? ', in the words of whoever reports' : ''} (${part}):`;
}
