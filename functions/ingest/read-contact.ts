import { Contact, type Original, type OriginalSignature, type Problem } from '../contracts/contact.ts';
import type { Directory } from '../contracts/roster.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { contactIdOf, subjectIdOf } from '../shared/ids.ts';
import { boundedTurns } from './bounded.ts';
import { type Deadline, deadlineBy } from './deadline.ts';
import { decodeText } from './decode.ts';
import { checkSignatures } from './dkim.ts';
import { MAX_CHECKED_ORIGINALS } from './dkim-limits.ts';
import { readEmail } from './email.ts';
import { isGarbled } from './garbled.ts';
import { KeyLookUps } from './key-look-up.ts';
import { uncoveredLanguage } from './language.ts';
import { MAX_ATTACHMENTS, MAX_ORIGINAL_BYTES, MAX_TARGETS, MAX_TEXT_CHARACTERS_PER_TURN } from './limits.ts';
import { readMbox } from './mbox.ts';
import { parseOutlook } from './outlook.ts';
import { type People, people } from './people.ts';
import { problem } from './problems.ts';
import { readCaptions, readHtmlFile, readJsonText, readPlainText } from './read-text.ts';
import { type Reading, reading, turn } from './reading.ts';
import { readReportForm } from './report-form.ts';
import { newSpeech } from './same-words.ts';
import { look } from './sniff.ts';
import { whomItNames } from './whom-it-names.ts';

export interface ReadContactInput {
  readonly bytes: Uint8Array;
  readonly original: Original;
  /** When the company first held it. */
  readonly receivedAt: Instant;
  readonly directory: Directory;
  /** By which the keys of attached originals are looked up; without it none is, and their signatures are `unknown`. */
  readonly lookUps?: KeyLookUps;
  /** Says whether the time for this contact is up (`MAX_READING_MS`); without it there is always time. */
  readonly isOutOfTime?: () => boolean;
}

/**
 * Makes the contact of an original: whose words are whose, when, of whom, to whom; and what could not be read, as problems.
 * Never throws for what is in the bytes; a fault of our own comes back as a problem of the whole, so that a person looks.
 * The same input gives the same contact: it reads no clock and no environment, and asks nobody but `lookUps`. When `isOutOfTime`
 * says so, what was read until then is the contact, and a problem says that there is more.
 */
export async function readContact(input: ReadContactInput): Promise<Contact> {
  try {
    // Checked here and not where it is written: a contact out of shape is a fault in reading, and becomes a person's work.
    const deadline = deadlineBy(input.isOutOfTime);
    const found = await read(input, people(input.directory), deadline);
    const signatures = await signaturesOf(input, found);
    const whole = contact(input, found, deadline);
    const names = whomItNames(whole.turns, whole.targets, input.directory, whole.subject);
    return Contact.parse({ ...whole, ...names, ...(signatures.length > 0 ? { signatures } : {}) });
  } catch {
    // A person has to read it; until then its bytes are scored as they are, in case a threat stands there in plain words.
    const { text } = decodeText(input.bytes.subarray(0, MAX_TEXT_CHARACTERS_PER_TURN));
    const turns = [turn({ speaker: 'unknown', text, part: 'original' })];
    return contact(
      input,
      reading({ format: 'unknown', channel: 'email', turns, problems: [problem('failed', 'whole')] }),
    );
  }
}

async function read({ bytes, original }: ReadContactInput, known: People, deadline: Deadline): Promise<Reading> {
  const kept = bytes.subarray(0, MAX_ORIGINAL_BYTES);
  const decoded = decodeText(kept);
  const found = await readAs(look(kept, decoded, original.key), kept, decoded.text, original.key, known, deadline);
  return bytes.length > MAX_ORIGINAL_BYTES
    ? { ...found, problems: [...found.problems, problem('too-large', 'part')] }
    : found;
}

async function readAs(
  kind: ReturnType<typeof look>,
  bytes: Uint8Array,
  text: string,
  key: string,
  known: People,
  deadline: Deadline,
): Promise<Reading> {
  switch (kind) {
    case 'email':
      return readEmail(bytes, known);
    case 'mbox':
      return readMbox(bytes, known);
    case 'json':
      return (
        (await readReportForm(text, known, (each, name) => readPassedOn(each, name, known, deadline))) ??
        readJsonText(text, known, key, deadline)
      );
    case 'captions':
      return readCaptions(text, known, deadline);
    case 'html':
      return readHtmlFile(text);
    case 'text':
      return readPlainText(text, known, key, deadline);
    case 'empty':
      return unread('empty-file', key);
    case 'encrypted':
      return unread('encrypted-file', key);
    case 'compound':
      // Word and Excel files have the same container.
      return parseOutlook(bytes) === null ? unread('binary-file', key) : readEmail(bytes, known);
    case 'binary':
      return unread('binary-file', key);
  }
}

/** A form within a form passes nothing on: each level would be decoded anew. */
function readPassedOn(bytes: Uint8Array, name: string, known: People, deadline: Deadline): Promise<Reading> {
  const decoded = decodeText(bytes);
  const kind = look(bytes, decoded, name);
  return kind === 'json'
    ? Promise.resolve(readJsonText(decoded.text, known, name, deadline))
    : readAs(kind, bytes, decoded.text, name, known, deadline);
}

/** What the signatures say of each message that an employee attached to a report. A stranger's attachments make us ask nobody. */
async function signaturesOf(
  { receivedAt, lookUps = new KeyLookUps(null, new Set()) }: ReadContactInput,
  { report, originals }: Reading,
): Promise<OriginalSignature[]> {
  if (report === null) return [];
  const signatures: OriginalSignature[] = [];
  for (const { part, ...original } of originals.filter((each) => each.part !== '').slice(0, MAX_CHECKED_ORIGINALS))
    signatures.push({ part, ...(await checkSignatures(original, lookUps, receivedAt)) });
  return signatures;
}

/** The key says at most how it came in: there is nothing else to go by. */
function unread(name: Parameters<typeof problem>[0], key: string): Reading {
  const channel = /chat/i.test(key)
    ? 'chat'
    : /call|phone|voice/i.test(key)
      ? 'phone'
      : /note/i.test(key)
        ? 'in-person'
        : 'email';
  return reading({ format: 'unknown', channel, problems: [problem(name, 'whole')] });
}

function contact(
  { original, receivedAt }: ReadContactInput,
  found: Reading,
  deadline: Deadline = deadlineBy(),
): Contact {
  const contactId = contactIdOf(original);
  const { turns, problems: cuts } = boundedTurns(found.turns, deadline);
  // Nothing to score and nothing said of why would be silence.
  const silent = turns.length === 0 && !found.problems.some(({ extent }) => extent === 'whole');
  const speech = heardSpeech(turns);
  const foreign = uncoveredLanguage(speech);
  const garbled = speech.filter(isGarbled).length;
  const { at: occurredAt, from: occurredAtFrom } = found.occurred ?? { at: receivedAt, from: 'arrival' as const };
  return {
    schema: 1,
    contactId,
    original,
    format: found.format,
    channel: found.channel,
    receivedAt,
    // Nobody can have said it after we had it, whatever a header or a form says.
    occurredAt: occurredAt > receivedAt ? receivedAt : occurredAt,
    occurredAtFrom,
    subject: found.subject,
    subjectId: subjectIdOf(found.subjectKey ?? unknownSubjectKey(original)),
    relation: found.relation,
    authentication: found.authentication,
    targets: found.targets.slice(0, MAX_TARGETS),
    reporter: found.reporter,
    report: found.report,
    turns,
    attachments: found.attachments.slice(0, MAX_ATTACHMENTS),
    problems: unique([
      ...found.problems,
      ...cuts,
      ...(deadline.wasMet ? [problem('out-of-time', 'part')] : []),
      ...(foreign === null ? [] : [problem(foreign === 'whole' ? 'language' : 'language-part', foreign)]),
      ...(garbled > 0 ? [problem('garbled', 'part')] : []),
      ...(silent ? [problem('no-words', 'whole')] : []),
    ]),
    ...(found.claimed === undefined ? {} : { claimed: found.claimed }),
    ...(found.passedOnAt === undefined ? {} : { passedOnAt: found.passedOnAt }),
    messageId: found.messageId,
    references: [...found.references],
    automated: found.automated,
  };
}

/** What is scored, by turn: the new speech of the subject and of people unknown. */
function heardSpeech(turns: readonly Contact['turns'][number][]): string[] {
  return turns.flatMap((each) => (each.speaker === 'subject' || each.speaker === 'unknown' ? newSpeech(each) : []));
}

/** One problem of a kind and message, the widest extent first met kept. */
function unique(problems: readonly Problem[]): Problem[] {
  const found = new Map<string, Problem>();
  for (const each of problems) {
    const known = found.get(each.message);
    if (known === undefined || each.extent === 'whole') found.set(each.message, each);
  }
  return [...found.values()];
}

/** Someone unknown stands alone, by the object and its bytes: put again after a lost answer, it is the same contact to a person. */
function unknownSubjectKey({ key, sha256 }: Original): string {
  return `object:${key}:${sha256}`;
}
