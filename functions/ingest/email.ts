import type { Party, Problem, Report, Speaker } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { readAttachments } from './attachments.ts';
import { isAutomated } from './automated.ts';
import { type BodyText, forwardParserOpinion, type PassedOn, readForward } from './forwarded.ts';
import { FORWARD_SUBJECT, REPLY_SUBJECT } from './header-words.ts';
import { htmlToText } from './html-text.ts';
import { MAX_NESTED_MESSAGES, MAX_REFERENCES, MAX_TARGETS } from './limits.ts';
import { plainLines, quotedLines } from './lines.ts';
import { type ParsedMessage, parseMail } from './mime.ts';
import { readNote, reporterTurns } from './note.ts';
import { noteForm } from './note-form.ts';
import { type People, subjectKeyOf } from './people.ts';
import { problem } from './problems.ts';
import { apartOf } from './quoted.ts';
import { type Reading, reading, type TurnDraft, turn } from './reading.ts';
import { reportedDate } from './reported-date.ts';
import { feelsThreatened, tellsOfAct } from './reported-speech.ts';
import { joinViews } from './same-words.ts';
import { splitThread } from './thread.ts';
import { parseDate, receiptHeaders } from './verdicts.ts';

const PGP_MESSAGE = /^-----BEGIN PGP MESSAGE-----/m;

/** Reads a mail as SES put it in the bucket, or as a file. `depth` counts the messages it is attached within. */
export async function readEmail(bytes: Uint8Array, people: People, depth = 0): Promise<Reading> {
  const mail = await parseMail(bytes);
  const receipt = receiptHeaders(mail.headers);
  // Someone who writes an employee's address into From and fails the check is not that employee: their words are scored.
  const forged = receipt.authentication.dmarc === 'fail';
  const sender = mail.from === null ? null : forged ? mail.from : people.completed(mail.from);
  const base = {
    format: 'email' as const,
    channel: 'email' as const,
    occurred: occurred(mail, receipt.receivedAt),
    authentication: receipt.authentication,
    messageId: mail.messageId?.slice(0, 998) ?? null,
    references: [...new Set(mail.references.map((each) => each.slice(0, 998)))].slice(0, MAX_REFERENCES),
    automated: isAutomated(mail.headers, receipt, mail.contentType),
  };
  const recipients = [
    ...mail.recipients,
    ...(receipt.recipient === null ? [] : [{ name: null, address: receipt.recipient }]),
  ];
  const found =
    sender !== null && !forged && people.isEmployee(sender)
      ? await readReport(mail, sender, recipients, people, depth)
      : await readDirect(mail, sender, recipients, people, depth);
  const problems = [...found.problems, ...mailProblems(mail, found)];
  const key = found.subjectKey ?? null;
  return reading({ ...base, ...found, problems, subjectKey: forged && key !== null ? `unauthenticated:${key}` : key });
}

type Found = Partial<Reading> & Pick<Reading, 'turns' | 'problems' | 'attachments'>;

/** Someone from outside writes: all new words are theirs. */
async function readDirect(
  mail: ParsedMessage,
  sender: Party | null,
  recipients: readonly Party[],
  people: People,
  depth: number,
): Promise<Found> {
  const bodies = bodyTexts(mail);
  const views = bodies.map((body) => directTurns(body, sender, people));
  const attached = readAttachments(mail.attachments, 'subject');
  const nested = await readNested(attached.messages, people, depth);
  const quoted = nested.readings.flatMap(({ number, found }) =>
    found.turns.map((each) => passedOn(each, number, relationOf(found.subject, sender, people))),
  );
  const turns = [
    ...subjectLine(mail.subject, 'subject', sender),
    ...joinViews(views[0] ?? [], views[1] ?? []),
    ...attached.turns,
    ...quoted,
  ];
  return {
    subject: sender,
    subjectKey: subjectKeyOf(sender ?? {}),
    relation: 'unknown',
    targets: directTargets(recipients, bodies[0]?.text ?? '', people),
    turns,
    attachments: attached.attachments,
    problems: [...attached.problems, ...nested.problems, ...encryptedPart(attached.encrypted)],
  };
}

/** An employee writes: they pass something on, or fill in a note, or tell of something in their own words. Always a report. */
async function readReport(
  mail: ParsedMessage,
  sender: Party,
  recipients: readonly Party[],
  people: People,
  depth: number,
): Promise<Found> {
  const attached = readAttachments(mail.attachments, 'unknown');
  const nested = await readNested(attached.messages, people, depth);
  const bodies = bodyTexts(mail);
  const note = noteForm(bodies[0]?.text ?? '');
  const rest = {
    attachments: attached.attachments,
    problems: [...attached.problems, ...nested.problems, ...encryptedPart(attached.encrypted)],
  };
  if (note !== null) {
    const { occurred: told, ...noted } = readNote(note, people, sender, 'note');
    return {
      ...noted,
      ...(told === null ? {} : { occurred: told }),
      format: 'email',
      turns: [...noted.turns, ...attached.turns],
      ...rest,
    };
  }
  // To the intake address an employee reports. Elsewhere they may be the one who threatens: those words are scored.
  const ownSpeaker: Speaker =
    recipients.length === 0 || recipients.some(({ address }) => people.isIntake(address)) ? 'reporter' : 'unknown';
  const passed = bodies.map((body) => readForward(body, sender, ownSpeaker, people));
  const first =
    passed.find(({ subject }) => subject !== null) ?? passed.find(({ found }) => found) ?? passed[0] ?? null;
  const inline = first?.found ? first : opinion(bodies[0], mail.subject, sender, ownSpeaker, people);
  const original = nested.readings.find(({ found }) => found.subject !== null) ?? nested.readings[0] ?? null;
  const own = joinViews(passed[0]?.turns ?? [], passed[1]?.turns ?? []);
  const turns = inline !== null && first !== null && !first.found ? inline.turns : own;
  const subject = original?.found.subject ?? inline?.subject ?? null;
  const comment = turns
    .filter(({ speaker }) => speaker === ownSpeaker)
    .map(({ text }) => text)
    .join('\n\n');
  const kind: Report['kind'] = original !== null ? 'forwarded-attached' : inline !== null ? 'forwarded-inline' : 'note';
  const originalSubject = original !== null ? null : (inline?.header?.subject ?? stripped(mail.subject));
  const quotedTurns = nested.readings.flatMap(({ number, found }) =>
    found.turns.map((each) => passedOn(each, number, null)),
  );
  const targets = reportTargets(original?.found.targets ?? inline?.recipients ?? [], sender, people);
  return {
    subject,
    subjectKey: original?.found.subject ? original.found.subjectKey : subjectKeyOf(subject ?? {}),
    relation: 'unknown',
    ...occurredThen(original?.found.occurred ?? null, inline),
    messageId: original?.found.messageId ?? mail.messageId,
    reporter: sender,
    report: { kind, perceived: feelsThreatened(comment) || (kind === 'note' && tellsOfAct(comment)) },
    targets,
    turns: [
      ...(kind === 'note'
        ? reportLine(mail.subject, ownSpeaker, sender)
        : originalSubject === null || originalSubject === ''
          ? []
          : [
              turn({
                speaker: 'subject',
                name: subject?.name ?? null,
                text: originalSubject,
                part: 'subject',
                standing: 'as-reported',
              }),
            ]),
      ...turns,
      ...attached.turns.map((each) => ({ ...each, standing: 'as-reported' as const })),
      ...quotedTurns,
    ],
    ...rest,
  };
}

function opinion(
  body: BodyText | undefined,
  subject: string,
  sender: Party,
  ownSpeaker: Speaker,
  people: People,
): PassedOn | null {
  const found =
    body === undefined ? null : forwardParserOpinion(body.text, FORWARD_SUBJECT.test(subject) ? subject : '');
  if (found === null || body === undefined || people.isEmployee(found.from)) return null;
  const text = found.body;
  return {
    subject: found.from,
    recipients: found.recipients,
    header: {
      via: 'forward',
      from: found.from,
      recipients: found.recipients,
      date: found.date,
      subject: null,
      marked: false,
    },
    turns: [
      ...(found.lead.trim() === ''
        ? []
        : ownSpeaker === 'reporter'
          ? reporterTurns(found.lead, sender, body.part)
          : [turn({ speaker: ownSpeaker, text: found.lead, part: body.part })]),
      turn({
        speaker: 'subject',
        name: found.from.name,
        text,
        part: body.part,
        standing: 'as-reported',
        at: reportedDate(found.date),
      }),
    ],
    found: true,
  };
}

/** The texts of a mail: the plain one and the HTML one, where there are both. */
function bodyTexts(mail: ParsedMessage): BodyText[] {
  const isReply = mail.references.length > 0 || REPLY_SUBJECT.test(mail.subject) || FORWARD_SUBJECT.test(mail.subject);
  const bodies: BodyText[] = [];
  if (mail.text !== null && mail.text.trim() !== '') {
    bodies.push({
      text: mail.text,
      lines: plainLines(mail.text),
      hidden: [],
      part: mail.state === 'whole' ? 'text/plain' : 'original',
    });
  }
  if (mail.html !== null) {
    const { text, hidden, quotes } = htmlToText(mail.html, isReply);
    if (text.trim() !== '') bodies.push({ text, lines: quotedLines(text, quotes), hidden, part: 'text/html' });
  }
  return bodies;
}

function directTurns(body: BodyText, sender: Party | null, people: People): TurnDraft[] {
  const thread = splitThread(body.lines);
  // Unmarked words under the header of a stranger prove nothing of whose they are; under our own or the sender's they are old.
  const isHeard = (message: number): boolean => {
    const header = thread.messages[message]?.header ?? null;
    const from = header?.from ?? null;
    if (header === null || header.marked || from === null) return false;
    return relationOf(from, sender, people) === 'unknown';
  };
  return [
    turn({
      speaker: 'subject',
      name: sender?.name ?? null,
      text: body.text,
      hidden: [...body.hidden],
      part: body.part,
      apart: apartOf(body.text, body.lines, thread, isHeard),
    }),
  ];
}

/** Whose the words of someone are in a mail of `sender`: their own, one of ours, or someone else's, which is scored. */
function relationOf(author: Party | null, sender: Party | null, people: People): Speaker {
  if (author === null) return 'unknown';
  if (sender !== null && author.address !== null && author.address === sender.address) return 'subject';
  return people.isEmployee(author) ? 'employee' : 'unknown';
}

/** A turn of an attached message, as part of the mail that it came with. */
function passedOn(each: TurnDraft, number: number, speaker: Speaker | null): TurnDraft {
  return {
    ...each,
    speaker: speaker !== null && each.speaker === 'subject' ? speaker : each.speaker,
    standing: 'as-reported',
    part: `attachment:${number} ${each.part}`,
  };
}

async function readNested(messages: readonly { bytes: Uint8Array; number: number }[], people: People, depth: number) {
  const problems: Problem[] = [];
  const readings: { number: number; found: Reading }[] = [];
  for (const { bytes, number } of messages) {
    if (depth >= MAX_NESTED_MESSAGES) {
      problems.push(problem('nested-too-deep', 'part'));
      break;
    }
    const found = await readEmail(bytes, people, depth + 1);
    problems.push(...found.problems.map((each) => ({ ...each, extent: 'part' as const })));
    readings.push({ number, found });
  }
  return { readings, problems };
}

/** A header line is words too: a mail may say all it says in its subject. */
function subjectLine(subject: string, speaker: Speaker, sender: Party | null): TurnDraft[] {
  return subject === '' ? [] : [turn({ speaker, name: sender?.name ?? null, text: subject, part: 'subject' })];
}

function reportLine(subject: string, speaker: Speaker, sender: Party): TurnDraft[] {
  if (subject === '') return [];
  return speaker === 'reporter' ? reporterTurns(subject, sender, 'subject') : subjectLine(subject, speaker, sender);
}

/** Without the prefixes that programs put before it. */
function stripped(subject: string): string {
  let text = subject;
  for (let each = 0; each < 10; each++) {
    const shorter = text.replace(FORWARD_SUBJECT, '').replace(REPLY_SUBJECT, '').trim();
    if (shorter === text) break;
    text = shorter;
  }
  return text;
}

function occurred(mail: ParsedMessage, receivedAt: Instant | null): Reading['occurred'] {
  if (receivedAt !== null) return { at: receivedAt, from: 'received-header' };
  const line = mail.headers.find(({ key }) => key === 'date')?.line;
  const date = line === undefined ? null : parseDate(line.slice(line.indexOf(':') + 1));
  return date === null ? null : { at: date, from: 'date-header' };
}

/** When the customer wrote, not when the employee passed it on; where no date is given, what is known of the mail itself. */
function occurredThen(original: Reading['occurred'], inline: PassedOn | null): Pick<Partial<Reading>, 'occurred'> {
  if (original !== null) return { occurred: { at: original.at, from: 'reported' } };
  const at = reportedDate(inline?.header?.date ?? null);
  return at === null ? {} : { occurred: { at, from: 'reported' } };
}

/** Employees whom the mail was sent to; else those its salutation names; else the addresses of the company it went to. */
function directTargets(recipients: readonly Party[], text: string, people: People): Party[] {
  const ours = recipients.filter((each) => !people.isIntake(each.address) && people.isEmployee(each));
  const persons = ours.filter(({ address, name }) => people.byAddress(address) ?? people.byName(name));
  if (persons.length > 0) return unique(persons.map((each) => people.completed(each)));
  const greeted = greeting(text, people);
  return greeted.length > 0 ? greeted : unique(ours);
}

function reportTargets(recipients: readonly Party[], reporter: Party, people: People): Party[] {
  const ours = recipients.filter((each) => !people.isIntake(each.address) && people.isEmployee(each));
  return ours.length > 0 ? unique(ours.map((each) => people.completed(each))) : [reporter];
}

const unique = (parties: readonly Party[]): Party[] =>
  [...new Map(parties.map((each) => [each.name ?? each.address, each])).values()].slice(0, MAX_TARGETS);

/** "Dear Dana," and "Ms. Whitfield -": the people of the directory whom the first lines speak to. */
function greeting(text: string, people: People): Party[] {
  const first =
    text
      .slice(0, 400)
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? '';
  const named =
    /^(?:(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|to|attn:?)\s+)?((?:(?:mr|mrs|ms|miss|dr)\.?\s+)?\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?(?:(?:\s*,\s*|\s+and\s+)\p{Lu}[\p{L}'’-]+)*)\s*[,:;!.–—-]/iu.exec(
      first,
    )?.[1];
  const persons = (named ?? '').split(/\s*,\s*|\s+and\s+/).flatMap((name) => people.byName(name) ?? []);
  return persons.map(({ name, addresses }) => ({ name, address: addresses[0] ?? null }));
}

const encryptedPart = (encrypted: boolean): Problem[] => (encrypted ? [problem('encrypted-attachment', 'part')] : []);

/** What keeps the whole mail, or a part of it, from being scored. */
function mailProblems(mail: ParsedMessage, found: Found): Problem[] {
  const problems: Problem[] = [];
  if (mail.state === 'broken') problems.push(problem('broken-mail', 'part'));
  if (mail.state === 'too-many-parts') problems.push(problem('too-many-parts', 'part'));
  const words = found.turns.some(({ part, text }) => part !== 'subject' && text.trim() !== '');
  const smime =
    /^application\/(?:x-)?pkcs7-mime$/.test(mail.contentType) ||
    found.attachments.some(({ mediaType }) => /pkcs7-mime/.test(mediaType));
  if (mail.contentType === 'multipart/encrypted' || PGP_MESSAGE.test(mail.text?.slice(0, 100_000) ?? ''))
    problems.push(problem('encrypted-mail', 'whole'));
  else if (smime && !words) problems.push(problem('encrypted-mail', 'whole'));
  else if (!words && found.attachments.length > 0) problems.push(problem('only-attachments', 'whole'));
  else if (!words && mail.subject === '') problems.push(problem('no-words', 'whole'));
  return problems;
}
