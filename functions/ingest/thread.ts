import type { Party } from '../contracts/contact.ts';
import {
  type HeaderField,
  headerLine,
  mayOpenReplyHeader,
  opensReplyHeader,
  replyHeader,
  separatorLine,
  stuckHeaderLine,
} from './header-words.ts';
import { MAX_THREAD_MESSAGES } from './limits.ts';
import type { Line } from './lines.ts';
import { mailboxes } from './mailbox.ts';

/** What a mail program wrote above another's words. */
export interface QuotedHeader {
  /** `forward`: its own separator or a header block; `reply`: an "On … wrote:". */
  readonly via: 'forward' | 'original' | 'reply';
  readonly from: Party | null;
  readonly recipients: readonly Party[];
  readonly date: string | null;
  readonly subject: string | null;
  /** The words under it are marked by `>` or a block quote, not only by the header. */
  readonly marked: boolean;
}

/** One message of a thread. The first is the writer's own and has no header. */
export interface ThreadMessage {
  readonly header: QuotedHeader | null;
  readonly parent: number | null;
  /** How deep its own lines stand in quotes. */
  readonly depth: number;
}

export interface Thread {
  readonly messages: readonly ThreadMessage[];
  /** For each line, the message it belongs to. */
  readonly owner: readonly number[];
  /** For each line, whether it is a header or separator that a program wrote. */
  readonly isHeader: readonly boolean[];
}

/**
 * Tells the messages of a thread apart: by quote marks, header blocks, forward separators and "On … wrote:" lines, in every
 * language of `header-words.ts`. A line that stands less deep than the message above it belongs to the one around, so a writer
 * who answers inside a quote is heard. One pass, each line looked at a fixed number of times.
 */
export function splitThread(lines: readonly Line[]): Thread {
  const messages: ThreadMessage[] = [{ header: null, parent: null, depth: 0 }];
  const owner: number[] = [];
  const isHeader: boolean[] = [];
  let current = 0;

  const rise = (depth: number) => {
    for (let parent = messages[current]?.parent ?? null; parent !== null && depth < (messages[current]?.depth ?? 0); ) {
      current = parent;
      parent = messages[current]?.parent ?? null;
    }
  };
  const begin = (header: QuotedHeader | null, depth: number) => {
    if (messages.length >= MAX_THREAD_MESSAGES) return;
    messages.push({ header, parent: current, depth });
    current = messages.length - 1;
  };
  const assign = (count: number, header: boolean) => {
    for (let each = 0; each < count; each++) {
      owner.push(current);
      isHeader.push(header);
    }
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as Line;
    if (line.text === '') {
      assign(1, false);
      at++;
      continue;
    }
    rise(line.depth);
    const found = headerAt(lines, at);
    if (found !== null) {
      const next = lines.slice(at + found.lines, at + found.lines + 4).find((each) => each.text !== '');
      const marked = next !== undefined && next.depth > line.depth;
      begin({ ...found.header, marked: marked || line.depth > 0 }, marked ? next.depth : line.depth);
      assign(found.lines, true);
      at += found.lines;
      continue;
    }
    if (line.depth > (messages[current]?.depth ?? 0)) begin(null, line.depth);
    assign(1, false);
    at++;
  }
  return { messages, owner, isHeader };
}

interface Found {
  readonly header: Omit<QuotedHeader, 'marked'>;
  readonly lines: number;
}

function headerAt(lines: readonly Line[], at: number): Found | null {
  const line = lines[at] as Line;
  const separator = separatorLine(line.text);
  if (separator !== null) {
    const via = separator.kind === 'forward' ? 'forward' : 'original';
    if (separator.rest !== '') {
      const stuck = stuckHeaderLine(separator.rest);
      if (stuck.some(({ field }) => field === 'from')) return { header: header(via, stuck), lines: 1 };
    }
    const start = nextWords(lines, at + 1, line.depth);
    const block = start === null ? null : headerBlock(lines, start, separator.kind !== 'rule');
    if (block !== null && start !== null) return { header: header(via, block.fields), lines: start - at + block.lines };
    if (separator.kind === 'rule') return null;
    if (start !== null) {
      const stuck = stuckHeaderLine((lines[start] as Line).text);
      if (stuck.some(({ field }) => field === 'from')) return { header: header(via, stuck), lines: start - at + 1 };
    }
    return { header: header(via, []), lines: 1 };
  }
  const block = headerBlock(lines, at, false);
  if (block !== null) return { header: header('original', block.fields), lines: block.lines };
  return wroteLines(lines, at);
}

/** The next line with words at most three lines on, deeper quotes included: Apple quotes the header block as well. */
function nextWords(lines: readonly Line[], from: number, depth: number): number | null {
  for (let at = from; at < Math.min(lines.length, from + 4); at++) {
    const line = lines[at] as Line;
    if (line.text !== '') return line.depth >= depth ? at : null;
  }
  return null;
}

/**
 * A run of header lines that names a sender. By itself, without a separator above it, it must also have an address, a date, or
 * both a recipient and a subject: "From: the bottom of my heart" is speech.
 */
function headerBlock(
  lines: readonly Line[],
  start: number,
  trusted: boolean,
): { fields: { field: HeaderField; value: string }[]; lines: number } | null {
  const first = lines[start] as Line;
  const fields: { field: HeaderField; value: string }[] = [];
  let end = start;
  for (let at = start; at < Math.min(lines.length, start + 40); at++) {
    const line = lines[at] as Line;
    if (line.text === '') {
      const next = lines[at + 1];
      // One empty line within the block is how HTML paragraphs come out; it is within only if a header follows that is not there yet.
      const following = next === undefined ? null : headerLine(next.text);
      if (fields.length === 0 || following === null || fields.some(({ field }) => field === following.field)) break;
      continue;
    }
    if (line.depth !== first.depth) break;
    const found = headerLine(line.text);
    const last = fields.at(-1);
    if (found !== null && !(found.field === 'from' && fields.some(({ field }) => field === 'from'))) fields.push(found);
    else if (found === null && last !== undefined && continues(last, line.text)) last.value += ` ${line.text}`;
    else break;
    end = at + 1;
  }
  const value = (field: HeaderField) => fields.find((each) => each.field === field)?.value;
  const from = value('from');
  if (from === undefined || (from === '' && value('date') === undefined)) return null;
  if (!trusted && fields.length < 2) return null;
  const sure =
    /@/.test(from) || /\d/.test(value('date') ?? '') || (value('to') !== undefined && value('subject') !== undefined);
  return trusted || sure ? { fields, lines: end - start } : null;
}

function continues(last: { field: HeaderField; value: string }, text: string): boolean {
  if (last.field === 'subject' || last.field === 'date') return false;
  return last.value === '' || /[,;]$/.test(last.value) || /^[<[]\S+@/.test(text) || /^<?mailto:/.test(text);
}

/** "On … wrote:" on one line or wrapped over up to four. */
function wroteLines(lines: readonly Line[], at: number): Found | null {
  const first = lines[at] as Line;
  let joined = '';
  for (let count = 1; count <= 4; count++) {
    const line = lines[at + count - 1];
    if (line === undefined || line.text === '' || line.depth !== first.depth) return null;
    // What a writer sets on the line above a reply header is speech, and would else be lost in it.
    if (count > 1 && (!mayOpenReplyHeader(first.text) || opensReplyHeader(line.text))) return null;
    joined = joined === '' ? line.text : `${joined} ${line.text}`;
    const found = replyHeader(joined);
    if (found !== null) {
      const next = lines.slice(at + count, at + count + 4).find((each) => each.text !== '');
      const marked = next !== undefined && next.depth > first.depth;
      // Unmarked words below are another's only where the line names its writer or time: "my neighbour wrote:" is a story.
      if (!found.whole || !(marked || found.sure)) return null;
      const from = found.from === null ? null : (mailboxes(found.from)[0] ?? null);
      return { header: { via: 'reply', from, recipients: [], date: found.date, subject: null }, lines: count };
    }
    if (count === 1 && !/^(?:-{2,}\s*)?\p{L}{1,9}\b|^\d|^["'„«]/u.test(joined)) return null;
  }
  return null;
}

function header(
  via: QuotedHeader['via'],
  fields: readonly { field: HeaderField; value: string }[],
): Omit<QuotedHeader, 'marked'> {
  const value = (name: HeaderField) => fields.find(({ field }) => field === name)?.value ?? null;
  const people = (name: HeaderField) => mailboxes(value(name) ?? '');
  return {
    via,
    from: people('from')[0] ?? null,
    recipients: [...people('to'), ...people('cc')],
    date: value('date'),
    subject: value('subject'),
  };
}
