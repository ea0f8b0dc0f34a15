import type { Party, Problem } from '../contracts/contact.ts';
import type { Instant } from '../contracts/vocabulary.ts';
import { isSenderProven } from '../shared/is-sender-proven.ts';
import { passedOn, readAttachedMessages, relationOf } from './attached-messages.ts';
import { readAttachments } from './attachments.ts';
import { isAutomated } from './automated.ts';
import { claimedBy } from './claimed.ts';
import { isCompoundFile } from './compound-file.ts';
import { answersMail, directTurns } from './direct-turns.ts';
import { readReport } from './employee-report.ts';
import { encodedFiles } from './encoded-blocks.ts';
import { MAX_TEXT_CHARACTERS_PER_TURN } from './limits.ts';
import { answersAnother, bodyTexts, subjectLine } from './mail-body.ts';
import type { MailContext, MailReading } from './mail-context.ts';
import { directTargets } from './mail-targets.ts';
import { parseMail } from './mime.ts';
import { parseOutlook } from './outlook.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { type People, subjectKeyOf } from './people.ts';
import { problem } from './problems.ts';
import { type Reading, reading, type TurnDraft } from './reading.ts';
import { joinViews, newWords } from './same-words.ts';
import { spokenHeaders } from './spoken-headers.ts';
import { isTnef, tnefParts } from './tnef.ts';
import { parseDate, receiptHeaders, withoutVerdicts } from './verdicts.ts';

const PGP_MESSAGE = /^-----BEGIN PGP MESSAGE-----[^-]*(?:-----END PGP MESSAGE-----)?/m;

/** Reads a mail as SES put it in the bucket, or as a file of its own, Outlook's included. `depth` counts the messages it is attached within. */
export async function readEmail(source: Uint8Array | ParsedMessage, people: People, depth = 0): Promise<Reading> {
  const mail = source instanceof Uint8Array ? (parseOutlook(source) ?? (await parseMail(source))) : source;
  // What stands above a message that is attached was written by whoever made the file: no server of ours vouches for it.
  const receipt = depth === 0 ? receiptHeaders(mail.headers) : withoutVerdicts(receiptHeaders(mail.headers));
  // Someone who writes an address into From and fails the check is not who has it: an employee's words would not be scored, and a customer's
  // history would hold what another wrote.
  const forged = !isSenderProven(receipt.authentication);
  const sender = mail.from === null || forged ? mail.from : people.completed(mail.from);
  const reporter = sender !== null && !forged && people.isEmployee(sender) ? sender : null;
  const inText = encodedFiles(mail.text ?? '').map(({ name, bytes }) => ({
    filename: name,
    contentType: 'application/octet-stream',
    content: bytes,
  }));
  const packed = mail.attachments.filter(isTnef).flatMap(({ content }) => tnefParts(content));
  const attached = readAttachments(
    [...mail.attachments, ...inText, ...packed],
    reporter === null ? 'subject' : 'unknown',
  );
  const within = await readAttachedMessages(attached.messages, people, depth, readEmail);
  const addressed = receipt.recipient === null ? [] : [{ name: null, address: receipt.recipient }];
  const context: MailContext = {
    mail,
    recipients: [...mail.recipients, ...addressed],
    bodies: bodyTexts(mail),
    attached,
    messages: within.messages,
    people,
  };
  const found = reporter === null ? readDirect(context, sender) : readReport(context, reporter);
  const key = found.subjectKey ?? null;
  const arrived = occurred(mail, receipt.receivedAt);
  // What was passed on was written before it was passed on, whatever the forward says.
  const told = found.occurred ?? null;
  return reading({
    format: 'email',
    channel: 'email',
    authentication: receipt.authentication,
    claimed: claimedBy(mail),
    messageId: mail.messageId,
    automated: isAutomated(mail, receipt, found.turns, people),
    ...found,
    occurred: told !== null && (arrived === null || told.at <= arrived.at) ? told : arrived,
    ...(found.report == null || receipt.receivedAt === null ? {} : { passedOnAt: receipt.receivedAt }),
    subjectKey: forged && key !== null ? `unauthenticated:${key}` : key,
    originals: [
      { part: '', bytes: source instanceof Uint8Array && !isCompoundFile(source) ? source : null, from: mail.from },
      ...within.originals,
    ],
    references: [...new Set(mail.references)],
    attachments: attached.attachments,
    problems: [
      ...attached.problems,
      ...within.problems,
      ...(found.problems ?? []),
      ...mailProblems(context, found.turns),
    ],
  });
}

/** Someone from outside writes: all new words are theirs. */
function readDirect(
  { mail, recipients, bodies, attached, messages, people }: MailContext,
  sender: Party | null,
): MailReading {
  const views = bodies.map((body) => directTurns(body, answersMail(mail), sender, people));
  return {
    subject: sender,
    subjectKey: subjectKeyOf(sender ?? {}),
    targets: directTargets(recipients, bodies[0]?.text ?? '', people),
    turns: [
      ...subjectLine(mail.subject, 'subject', sender),
      ...spokenHeaders(mail, sender),
      ...joinViews(views[0] ?? [], views[1] ?? []),
      ...attached.turns,
      ...messages.flatMap(({ number, found }) =>
        found.turns.map((each) => passedOn(each, number, relationOf(found.subject, sender, people))),
      ),
    ],
  };
}

function occurred(mail: ParsedMessage, receivedAt: Instant | null): Reading['occurred'] {
  if (receivedAt !== null) return { at: receivedAt, from: 'received-header' };
  const line = mail.headers.find(({ key }) => key === 'date')?.line;
  const date = line === undefined ? null : parseDate(line.slice(line.indexOf(':') + 1));
  return date === null ? null : { at: date, from: 'date-header' };
}

/** What keeps the whole mail, or a part of it, from being scored. */
function mailProblems({ mail, bodies, attached }: MailContext, turns: readonly TurnDraft[]): Problem[] {
  const problems: Problem[] = [];
  const body = turns.filter(({ part }) => part !== 'subject');
  const silent = !body.some((each) => newWords(each).trim() !== '');
  const cipher = PGP_MESSAGE.exec(mail.text?.slice(0, MAX_TEXT_CHARACTERS_PER_TURN) ?? '');
  const encrypted = attached.encrypted || mail.contentType === 'multipart/encrypted';
  if (mail.state === 'broken') problems.push(problem('broken-mail', 'part'));
  if (mail.state === 'too-many-parts') problems.push(problem('too-many-parts', 'part'));
  if (mail.state === 'headers-cut') problems.push(problem('headers-cut', 'part'));
  if (mail.unsureCharset === true) problems.push(problem('unknown-charset', 'part'));
  if (bodies.some(({ complete }) => !complete)) problems.push(problem('broken-html', 'part'));
  // Around an encrypted block there may be a greeting and a signature: a few words are not the message.
  if (cipher !== null && wordCount(mail.text?.replace(cipher[0], '') ?? '') < FEW_WORDS)
    problems.push(problem('encrypted-mail', 'whole'));
  else if (cipher !== null) problems.push(problem('encrypted-mail', 'part'));
  else if (encrypted && wordCount(body.map(newWords).join(' ')) < FEW_WORDS)
    problems.push(problem('encrypted-mail', 'whole'));
  else if (encrypted) problems.push(problem('encrypted-attachment', 'part'));
  else if (silent && attached.attachments.length > 0) problems.push(problem('only-attachments', 'whole'));
  else if (silent && bodies.length > 0 && (mail.subject === '' || answersAnother(mail)))
    problems.push(problem('only-quoted', 'part'));
  else if (silent && mail.subject === '') problems.push(problem('no-words', 'whole'));
  return problems;
}

const FEW_WORDS = 12;
const wordCount = (text: string): number => text.match(/\p{L}+/gu)?.length ?? 0;
