import type { AddressObject } from 'mailparser';
import type { Party } from '../contracts/contact.ts';
import { leftoverWords } from './encoded-words.ts';
import { MAX_HEADER_BYTES, MAX_MESSAGE_ID_CHARACTERS, MAX_READ_ATTACHMENTS, MAX_REFERENCES } from './limits.ts';
import { type MailParts, mailParts } from './mail-parts.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { party } from './people.ts';
import { signedContent } from './signed-content.ts';
import { undoubled } from './undoubled.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** Reads a mail: its headers, its texts and what is attached. Never throws: a mail that mailparser refuses comes back as plain lines. */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMessage> {
  try {
    const parts = await mailParts(bytes);
    // A multipart without its boundary: mailparser finds nothing in it.
    const empty = parts.texts.length + parts.htmls.length + parts.attachments.length === 0;
    const lines = empty ? unparsed(bytes) : null;
    if (lines?.text?.trim()) return { ...parsed(parts), text: lines.text, state: 'broken' };
    return parsed(await opened(parts));
  } catch {
    const lean = withFewerHeaders(bytes);
    if (lean === null) return unparsed(bytes);
    return { ...(await parseMail(lean)), state: 'headers-cut' };
  }
}

/** What a mail cannot be read without. */
const NEEDED =
  /^(?:from|sender|to|cc|reply-to|subject|date|received|message-id|in-reply-to|references|mime-version|content-[a-z-]+):/i;
/** A line of RFC 5322 has at most 998 characters, and a folded one a few of them. */
const MAX_NEEDED_LINE_CHARACTERS = 20_000;
const MAX_NEEDED_LINES = 200;

/** A mail whose header block is longer than is read, without the headers that nobody needs; null where it is not too long. */
function withFewerHeaders(bytes: Uint8Array): Uint8Array | null {
  // One character a byte, so that places in the text are places in the bytes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const gap = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, gap?.index ?? 0);
  const needed = head
    .split(/\r?\n(?![ \t])/)
    .filter((line) => NEEDED.test(line))
    .slice(0, MAX_NEEDED_LINES)
    .map((line) => line.slice(0, MAX_NEEDED_LINE_CHARACTERS));
  const lean = `${needed.join('\r\n')}\r\n`;
  const lines = head.split('\n', MAX_HEADER_LINES + 1).length;
  if (gap === null || needed.length === 0 || (head.length <= MAX_HEADER_BYTES && lines <= MAX_HEADER_LINES))
    return null;
  if (lean.length > MAX_HEADER_BYTES / 2) return null;
  return Buffer.concat([Buffer.from(lean, 'latin1'), bytes.subarray(gap.index)]);
}

/** mailparser counts a line as 64 bytes at least. */
const MAX_HEADER_LINES = MAX_HEADER_BYTES / 64;

/** With the parts that stand within an S/MIME signature, which a mail program shows as the mail itself. */
async function opened(outer: MailParts): Promise<MailParts> {
  let all = outer;
  for (const { contentType, content } of outer.attachments.slice(0, MAX_READ_ATTACHMENTS)) {
    if (!/^application\/(?:x-)?pkcs7-mime$/i.test(contentType)) continue;
    const signed = signedContent(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    if (signed === null) continue;
    const inner = await mailParts(signed);
    all = {
      ...all,
      texts: [...all.texts, ...inner.texts],
      htmls: [...all.htmls, ...inner.htmls],
      attachments: [...all.attachments, ...inner.attachments],
      unsureCharset: all.unsureCharset || inner.unsureCharset,
      complete: all.complete && inner.complete,
    };
  }
  return all;
}

function parsed({
  headers,
  headerLines,
  texts,
  htmls,
  attachments,
  unsureCharset,
  complete,
}: MailParts): ParsedMessage {
  const people = (...keys: string[]): Party[] =>
    keys
      .flatMap((key) => (headers.get(key) ?? []) as AddressObject | AddressObject[])
      .flatMap(({ value }) =>
        value.flatMap((person) =>
          (person.group ?? [person]).map((each) => party(undoubled(leftoverWords(each.name ?? '')), each.address)),
        ),
      );
  const authors = people('from', 'sender', 'return-path').filter(
    ({ name, address }) => name !== null || address !== null,
  );
  const type = headers.get('content-type');
  return {
    headers: headerLines,
    from: authors.find(({ address }) => address !== null) ?? authors[0] ?? null,
    recipients: people('to', 'cc'),
    replyTo: people('reply-to'),
    subject: undoubled(leftoverWords(words(headers.get('subject')) ?? ''))
      .replace(/[\r\n]+\s*/g, ' ')
      .trim(),
    text: texts.length === 0 ? null : texts.join('\n'),
    html: htmls[0] ?? null,
    moreHtml: htmls.slice(1),
    contentType:
      (typeof type === 'object' && 'value' in type ? words(type.value) : null)?.toLowerCase() ?? 'text/plain',
    attachments,
    messageId: words(headers.get('message-id'))?.slice(0, MAX_MESSAGE_ID_CHARACTERS) ?? null,
    references: [headers.get('in-reply-to') ?? [], headers.get('references') ?? []]
      .flat()
      .slice(0, MAX_REFERENCES)
      .map((each) => String(each).slice(0, MAX_MESSAGE_ID_CHARACTERS)),
    unsureCharset,
    state: complete ? 'whole' : 'too-many-parts',
  };
}

const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function unparsed(bytes: Uint8Array): ParsedMessage {
  const source = decodeWindows1252(bytes.subarray(0, MAX_HEADER_BYTES));
  const gap = /\r?\n\r?\n/.exec(source);
  const head = gap === null ? '' : source.slice(0, gap.index);
  const headers = head
    .split(/\r?\n(?![ \t])/)
    .slice(0, 1_000)
    .map((line) => ({
      key: line
        .slice(0, Math.max(0, line.indexOf(':')))
        .trim()
        .toLowerCase(),
      line,
    }));
  const value = (key: string) => headers.find((each) => each.key === key)?.line.replace(/^[^:]*:\s*/, '') ?? '';
  const from = /^\s*"?([^"<]*?)"?\s*<?([^\s<>@]+@[^\s<>]+)>?/.exec(value('from').slice(0, 1_000));
  return {
    headers,
    from: from === null ? null : party(from[1], from[2]),
    recipients: [],
    subject: value('subject').slice(0, 1_000),
    text: gap === null ? source : source.slice(gap.index + gap[0].length),
    html: null,
    contentType: 'text/plain',
    attachments: [],
    messageId: null,
    references: [],
    state: 'broken',
  };
}
