import type { Attachment, Problem, Speaker } from '../contracts/contact.ts';
import { sha256Hex } from '../shared/hash.ts';
import { type AttachmentKind, attachmentKind, isReadable } from './attachment-kind.ts';
import { decodeText } from './decode.ts';
import { decodePart } from './decode-part.ts';
import { htmlToText } from './html-text.ts';
import {
  MAX_ATTACHMENT_TEXT_BYTES,
  MAX_ATTACHMENTS,
  MAX_FILE_NAME_CHARACTERS,
  MAX_READ_ATTACHMENTS,
} from './limits.ts';
import { mediaTypeOf } from './media-type.ts';
import type { AttachedPart, ParsedMessage } from './parsed-message.ts';
import { problem } from './problems.ts';
import { findApart } from './quoted.ts';
import { type TurnDraft, turn } from './reading.ts';

export interface ReadAttachments {
  readonly attachments: readonly Attachment[];
  readonly turns: readonly TurnDraft[];
  /** Attached messages, in order, with their place among the attachments. */
  readonly messages: readonly { readonly source: Uint8Array | ParsedMessage; readonly number: number }[];
  readonly problems: readonly Problem[];
  readonly encrypted: boolean;
}

/** What a person is told of a kind that is not read. */
const UNREAD: Partial<Record<AttachmentKind, Parameters<typeof problem>[0]>> = {
  locked: 'locked-attachment',
  recording: 'recording',
  'rich-text': 'rich-text',
};

/**
 * Lists, names and hashes what is attached, and reads what is text: plain text, HTML, calendars and cards. Attached messages
 * are handed back to be read as mail. Everything else is kept with the original and not read.
 */
export function readAttachments(attached: readonly AttachedPart[], speaker: Speaker): ReadAttachments {
  const attachments: Attachment[] = [];
  const turns: TurnDraft[] = [];
  const messages: { source: Uint8Array | ParsedMessage; number: number }[] = [];
  const problems: Problem[] = [];
  let encrypted = false;
  let reads = 0;
  attached.slice(0, MAX_ATTACHMENTS).forEach((each, index) => {
    const content = Buffer.from(each.content.buffer, each.content.byteOffset, each.content.byteLength);
    const number = index + 1;
    const kind = attachmentKind(each, content);
    const readable = isReadable(kind);
    const unread = UNREAD[kind];
    if (unread !== undefined) problems.push(problem(unread, 'part'));
    const read = readable && (content.length > 0 || each.message !== undefined) && reads < MAX_READ_ATTACHMENTS;
    attachments.push({
      name: fileName(each.filename),
      mediaType: (typeOf(kind, content) ?? each.contentType).slice(0, MAX_FILE_NAME_CHARACTERS),
      sizeBytes: content.length,
      sha256: sha256Hex(content),
      read,
    });
    encrypted ||= kind === 'encrypted';
    turns.push(...spokenFileName(each.filename, number, speaker));
    if (!read) {
      if (readable && content.length > 0) problems.push(problem('too-many-parts', 'part'));
      return;
    }
    reads++;
    if (kind === 'message') {
      messages.push({ source: each.message ?? content, number });
      return;
    }
    if (content.length > MAX_ATTACHMENT_TEXT_BYTES) problems.push(problem('attachment-cut', 'part'));
    const { text: source, binary } = decodeAttached(content.subarray(0, MAX_ATTACHMENT_TEXT_BYTES), each.charset);
    if (binary || source.trim() === '') return;
    const part = `attachment:${number} ${each.contentType.slice(0, 80)}`;
    if (kind === 'html') {
      // Enriched text doubles the sign that opens a mark where it means the sign.
      const { text, hidden } = htmlToText(
        /enriched/i.test(each.contentType) ? source.replaceAll('<<', '&lt;') : source,
        false,
      );
      turns.push(turn({ speaker, text, hidden: [...hidden], part, apart: findApart(text) }));
    } else {
      const text = kind === 'text' ? source : cardText(source);
      if (text.trim() !== '') turns.push(turn({ speaker, text, part, apart: findApart(text) }));
    }
  });
  if (attached.length > MAX_ATTACHMENTS) problems.push(problem('too-many-parts', 'part'));
  return { attachments, turns, messages, problems: unique(problems), encrypted };
}

/** The bytes say whether it is text; the header, where it names a character set, of which. */
function decodeAttached(bytes: Uint8Array, charset: string | undefined): { text: string; binary: boolean } {
  const decoded = decodeText(bytes);
  return decoded.binary || charset === undefined ? decoded : { text: decodePart(bytes, charset).text, binary: false };
}

/** Of a file that is not read its bytes say what it is, rather than the one who sent it. */
const typeOf = (kind: AttachmentKind, content: Buffer): string | null =>
  kind === 'other' || kind === 'recording' || kind === 'locked' || kind === 'rich-text' ? mediaTypeOf(content) : null;

const unique = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((each) => [each.message, each])).values(),
];

/** "this_is_your_house.jpg" says more than the picture: a file's name of several words is read as such, without its extension. */
function spokenFileName(name: string | undefined, number: number, speaker: Speaker): TurnDraft[] {
  const words = (fileName(name) ?? '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_+.-]+/g, ' ')
    .trim();
  if ((words.match(/\p{L}{2,}/gu)?.length ?? 0) < 3) return [];
  return [turn({ speaker, text: words, part: `attachment:${number} name` })];
}

function fileName(name: string | undefined): string | null {
  const clean = (name ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, MAX_FILE_NAME_CHARACTERS)
    .trim();
  return clean === '' ? null : clean;
}

const TELLING =
  /^(?:\w+\.)?(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|CATEGORIES|RESOURCES|X-ALT-DESC|FN|NOTE|TITLE|ROLE|ORG|NICKNAME|ADR)(?:;[^:]*)?:(.*)$/i;
/** The name of whoever invites or is invited: the sender's to choose. */
const PERSON = /^(?:ATTENDEE|ORGANIZER)[^:]*;CN=(?:"([^"]*)"|([^;:]*))/i;

/** The words of an iCalendar (RFC 5545) or vCard (RFC 6350): an invitation to "Your last day" is a message. Times and ids are not. */
function cardText(source: string): string {
  return source
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const person = PERSON.exec(line);
      const value = TELLING.exec(line)?.[1] ?? person?.[1] ?? person?.[2] ?? [];
      return /^X-ALT-DESC/i.test(line) ? htmlToText(String(value), false).text : value;
    })
    .map((value) => value.replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1'))
    .join('\n');
}
