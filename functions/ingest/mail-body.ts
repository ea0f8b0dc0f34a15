import type { Apart, Hidden, Party, Speaker } from '../contracts/contact.ts';
import { disclaimers, tidy } from './apart.ts';
import { FORWARD_SUBJECT, REPLY_SUBJECT } from './header-words.ts';
import { type HtmlText, htmlToText } from './html-text.ts';
import { type Line, plainLines, quotedLines } from './lines.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { type TurnDraft, turn } from './reading.ts';
import { reportedDate } from './reported-date.ts';
import type { Thread } from './thread.ts';

/** One of the texts of a mail, its lines, and what of it a reader does not see. */
export interface BodyText {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly hidden: readonly Hidden[];
  readonly part: string;
  /** False where the HTML was longer than is read. */
  readonly complete: boolean;
}

/** Whether the mail says that it answers or passes on another. */
export function answersAnother(mail: ParsedMessage): boolean {
  return mail.references.length > 0 || REPLY_SUBJECT.test(mail.subject) || FORWARD_SUBJECT.test(mail.subject);
}

/** The texts of a mail: the plain one and the HTML one, where there are both. */
export function bodyTexts(mail: ParsedMessage): BodyText[] {
  const isReply = answersAnother(mail);
  const bodies: BodyText[] = [];
  // HTML that calls itself plain text is shown as its source, tags and all, among which no rule finds a sentence.
  const isSource = mail.html === null && HTML_SOURCE.test(mail.text ?? '');
  if (mail.text !== null && mail.text.trim() !== '' && !isSource) {
    bodies.push({
      text: mail.text,
      lines: plainLines(mail.text),
      hidden: [],
      part: mail.state === 'broken' ? 'original' : 'text/plain',
      complete: true,
    });
  }
  const html = mail.html ?? (isSource ? mail.text : null);
  if (html !== null) {
    const { text, hidden, quotes, complete } = htmlPartsToText([html, ...(mail.moreHtml ?? [])], isReply);
    if (text.trim() !== '')
      bodies.push({
        text,
        lines: quotedLines(text, quotes),
        hidden,
        part: isSource ? 'text/plain' : 'text/html',
        complete,
      });
  }
  return bodies;
}

const HTML_SOURCE = /^\s*<(?:!doctype html|html|head|body)\b/i;

/** HTML parts one below the other, as a mail program shows them; each is a document by itself. */
function htmlPartsToText(sources: readonly string[], isReply: boolean): HtmlText {
  return sources
    .map((source) => htmlToText(source, isReply))
    .reduce((above, below) => {
      const text = above.text === '' || below.text === '' ? above.text : `${above.text}\n\n`;
      const moved = <T extends { start: number; end: number }>(stretches: readonly T[]): T[] =>
        stretches.map((each) => ({ ...each, start: each.start + text.length, end: each.end + text.length }));
      return {
        text: text + below.text,
        hidden: [...above.hidden, ...moved(below.hidden)],
        quotes: [...above.quotes, ...moved(below.quotes)],
        complete: above.complete && below.complete,
      };
    });
}

/**
 * For each message of a thread, the lines that are shown as its text: its own, and quotes without a header within it. Another's
 * quote within the writer's own words (message 0) is a message by itself.
 */
export function heldLines(thread: Thread): number[][] {
  const parent = (message: number): number => thread.messages[message]?.parent ?? 0;
  const holder = (message: number): number => {
    let at = message;
    while (at !== 0 && thread.messages[at]?.header === null && parent(at) !== 0) at = parent(at);
    return at;
  };
  const held = thread.messages.map((): number[] => []);
  thread.owner.forEach((owner, at) => {
    if (!thread.isHeader[at]) held[holder(owner)]?.push(at);
  });
  return held;
}

/** The turn of one message of a thread, without its quote marks, as someone else passed it on; null where it has no words. */
export function messageTurn(
  body: BodyText,
  thread: Thread,
  message: number,
  held: readonly number[],
  speaker: Speaker,
): TurnDraft | null {
  const { text, apart, hidden } = collect(body, thread, message, held);
  if (text.trim() === '') return null;
  const header = thread.messages[message]?.header ?? null;
  return turn({
    speaker,
    name: header?.from?.name ?? null,
    text,
    part: body.part,
    standing: 'as-reported',
    apart: tidy([...apart, ...disclaimers(text)], text),
    hidden,
    at: reportedDate(header?.date ?? null),
  });
}

/** The lines of one message without their quote marks, and where what was hidden now stands. */
function collect(body: BodyText, thread: Thread, message: number, held: readonly number[]) {
  const words = held.filter((at) => body.lines[at]?.text !== '');
  const [first, last] = [words[0] ?? 0, words.at(-1) ?? -1];
  const pieces: string[] = [];
  const apart: Apart[] = [];
  const hidden: Hidden[] = [];
  let length = 0;
  let next = 0;
  for (const at of held) {
    const line = body.lines[at];
    if (line === undefined || at < first || at > last) continue;
    if (pieces.length > 0) pieces.push('\n');
    if (pieces.length > 0) length++;
    const nested = thread.owner[at] !== message;
    const from = nested ? line.start : line.from;
    const piece = body.text.slice(from, line.end);
    if (nested) apart.push({ start: length, end: length + piece.length, kind: 'reply-quote' });
    while ((body.hidden[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++;
    for (let each = next; each < body.hidden.length; each++) {
      const stretch = body.hidden[each] as Hidden;
      if (stretch.start >= line.end) break;
      const [start, end] = [Math.max(stretch.start, from), Math.min(stretch.end, line.end)];
      if (start < end) hidden.push({ start: length + start - from, end: length + end - from, how: stretch.how });
    }
    pieces.push(piece);
    length += piece.length;
  }
  return { text: pieces.join(''), apart, hidden };
}

/** A header line is words too: a mail may say all it says in its subject. */
export function subjectLine(subject: string, speaker: Speaker, sender: Party | null): TurnDraft[] {
  return subject === '' ? [] : [turn({ speaker, name: sender?.name ?? null, text: subject, part: 'subject' })];
}
