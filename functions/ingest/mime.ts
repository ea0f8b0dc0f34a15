import iconv from 'iconv-lite';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Party } from '../contracts/contact.ts';
import { MAX_HEADER_BYTES, MAX_MESSAGE_ID_CHARACTERS, MAX_MIME_PARTS, MAX_REFERENCES } from './limits.ts';
import type { ParsedMessage } from './parsed-message.ts';
import { party } from './people.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/**
 * Reads a mail by mailparser. Its conversions of text to HTML, links and images are off: nobody reads them here and they cost
 * more than all the rest. HTML is converted by `html-text.ts`, which says what was hidden.
 * Never throws: a mail that mailparser refuses comes back as plain lines.
 */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMessage> {
  try {
    const mail = await simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
      // Messages within are parsed by us, each with its own headers, to a depth.
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxHeadSize: MAX_HEADER_BYTES,
      maxChildNodes: MAX_MIME_PARTS,
    } as Parameters<typeof simpleParser>[1]);
    return parsed(mail);
  } catch (error) {
    const parts = error instanceof Error && /child|nodes/i.test(error.message);
    return unparsed(bytes, parts ? 'too-many-parts' : 'broken');
  }
}

function parsed(mail: ParsedMail): ParsedMessage {
  const charset = structured(mail.headers.get('content-type'))?.params.charset;
  const addresses = (value: ParsedMail['to']): Party[] =>
    [value ?? []]
      .flat()
      .flatMap(({ value: people }) =>
        people.flatMap((person) => (person.group ?? [person]).map((each) => party(each.name, each.address))),
      );
  const sender = [mail.headers.get('sender'), mail.headers.get('return-path')].flatMap((each) =>
    addresses(each as ParsedMail['to']),
  );
  const authors = [...addresses(mail.from), ...sender].filter(({ name, address }) => name !== null || address !== null);
  return {
    headers: mail.headerLines,
    from: authors.find(({ address }) => address !== null) ?? authors[0] ?? null,
    recipients: [...addresses(mail.to), ...addresses(mail.cc)],
    subject: (words(mail.subject) ?? '').replace(/[\r\n]+\s*/g, ' ').trim(),
    text: mail.text === undefined ? null : fromUtf7(mail.text, charset),
    html: typeof mail.html === 'string' ? fromUtf7(mail.html, charset) : null,
    contentType: words(structured(mail.headers.get('content-type'))?.value)?.toLowerCase() ?? 'text/plain',
    // A part whose Content-Type has no value comes with `true` for its type.
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename: words(filename) ?? undefined,
      contentType: words(contentType) ?? 'application/octet-stream',
      content: Buffer.isBuffer(content) ? content : Buffer.alloc(0),
    })),
    messageId: words(mail.messageId)?.slice(0, MAX_MESSAGE_ID_CHARACTERS) ?? null,
    references: [mail.inReplyTo ?? [], mail.references ?? []]
      .flat()
      .slice(0, MAX_REFERENCES)
      .map((each) => each.slice(0, MAX_MESSAGE_ID_CHARACTERS)),
    state: 'whole',
  };
}

const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function structured(value: unknown): { value: string; params: Record<string, string> } | null {
  return typeof value === 'object' && value !== null && 'params' in value && 'value' in value
    ? (value as { value: string; params: Record<string, string> })
    : null;
}

/** mailparser refuses UTF-7, by which markup passes a filter that looks for `<`. We only want its words, so they are decoded: a threat in UTF-7 is one. */
function fromUtf7(text: string, charset: string | undefined): string {
  return charset !== undefined && /^(?:unicode-1-1-)?utf-?7$/i.test(charset)
    ? iconv.decode(Buffer.from(text, 'latin1'), 'utf-7')
    : text;
}

function unparsed(bytes: Uint8Array, state: 'broken' | 'too-many-parts'): ParsedMessage {
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
    state,
  };
}
