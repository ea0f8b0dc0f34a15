import type { Party } from '../contracts/contact.ts';
import { type CompoundEntry, readCompoundFile } from './compound-file.ts';
import { MAX_ATTACHMENTS, MAX_MESSAGE_ID_CHARACTERS, MAX_TARGETS } from './limits.ts';
import { mailboxes } from './mailbox.ts';
import type { AttachedPart, ParsedMessage } from './parsed-message.ts';
import { party } from './people.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** MAPI properties, by their number. Source: MS-OXPROPS. */
const SUBJECT = '0037';
const BODY = '1000';
const HTML = '1013';
const HEADERS = '007D';
const SENDER_NAME = '0C1A';
const SENDER_ADDRESS = '0C1F';
const SENDER_SMTP = '5D01';
const REPRESENTED_SMTP = '5D02';
const NAME = '3001';
const ADDRESS = '3003';
const SMTP = '39FE';
const DATA = '3701';
const FILE_NAME = '3707';
const SHORT_FILE_NAME = '3704';
const MEDIA_TYPE = '370E';
const MESSAGE_ID = '1035';

/**
 * Reads an Outlook message (.msg, MS-OXMSG): sender, recipients, subject, text, HTML, attachments, and the internet headers it
 * came with. A body that is only compressed RTF is not read; then the message has no words and says so. Null where the file is not
 * one.
 */
export function parseOutlook(bytes: Uint8Array): ParsedMessage | null {
  const root = readCompoundFile(bytes);
  if (
    root === null ||
    !root.children.some(({ name }) => name.startsWith('__substg1.0_') || name.startsWith('__properties'))
  )
    return null;
  return message(root);
}

function message(root: CompoundEntry): ParsedMessage {
  const headers = (text(root, HEADERS) ?? '')
    .split(/\r?\n(?![ \t])/)
    .filter((line) => line.includes(':'))
    .slice(0, 1_000)
    .map((line) => ({ key: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
  const value = (key: string): string | null =>
    headers.find((each) => each.key === key)?.line.replace(/^[^:]*:\s*/, '') ?? null;
  const smtp =
    [text(root, SENDER_SMTP), text(root, REPRESENTED_SMTP), text(root, SENDER_ADDRESS)].find((each) =>
      each?.includes('@'),
    ) ?? null;
  const from = party(text(root, SENDER_NAME), smtp);
  const named = from.address === null ? (mailboxes(value('from') ?? '')[0] ?? from) : from;
  const storages = (prefix: string): CompoundEntry[] => root.children.filter(({ name }) => name.startsWith(prefix));
  const html = stream(root, `${HTML}0102`) ?? stream(root, `${HTML}001F`) ?? stream(root, `${HTML}001E`);
  return {
    headers,
    from: named.name === null && named.address === null ? null : named,
    recipients: storages('__recip_version1.0_').slice(0, MAX_TARGETS).map(recipient),
    subject: (text(root, SUBJECT) ?? '').trim(),
    text: text(root, BODY),
    html: html === null ? null : decodeHtml(html),
    contentType: 'application/vnd.ms-outlook',
    attachments: storages('__attach_version1.0_')
      .slice(0, MAX_ATTACHMENTS + 1)
      .map(attachment),
    messageId: (text(root, MESSAGE_ID) ?? value('message-id'))?.slice(0, MAX_MESSAGE_ID_CHARACTERS) ?? null,
    references: (value('references') ?? value('in-reply-to') ?? '').match(/<[^<>\s]{1,900}>/g) ?? [],
    state: 'whole',
  };
}

function recipient(storage: CompoundEntry): Party {
  const address = [text(storage, SMTP), text(storage, ADDRESS)].find((each) => each?.includes('@')) ?? null;
  return party(text(storage, NAME), address);
}

function attachment(storage: CompoundEntry): AttachedPart {
  const filename = text(storage, FILE_NAME) ?? text(storage, SHORT_FILE_NAME) ?? undefined;
  const embedded = storage.children.find(({ name }) => name === `__substg1.0_${DATA}000D`);
  return {
    ...(filename === undefined ? {} : { filename }),
    contentType:
      embedded === undefined ? (text(storage, MEDIA_TYPE) ?? 'application/octet-stream') : 'application/vnd.ms-outlook',
    content: Buffer.from(stream(storage, `${DATA}0102`) ?? []),
    ...(embedded === undefined ? {} : { message: message(embedded) }),
  };
}

function stream(storage: CompoundEntry, property: string): Uint8Array | null {
  return storage.children.find(({ name }) => name.toUpperCase() === `__SUBSTG1.0_${property}`)?.bytes() ?? null;
}

/** A string property, as UTF-16 or in the sender's code page, which is taken for Windows-1252. */
function text(storage: CompoundEntry, property: string): string | null {
  const wide = stream(storage, `${property}001F`);
  if (wide !== null) return new TextDecoder('utf-16le').decode(wide).replace(/\0+$/, '');
  const narrow = stream(storage, `${property}001E`);
  return narrow === null ? null : decodeWindows1252(narrow).replace(/\0+$/, '');
}

function decodeHtml(bytes: Uint8Array): string {
  const head = decodeWindows1252(bytes.subarray(0, 2_048));
  const charset = /charset=["']?([\w-]{2,40})/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}
