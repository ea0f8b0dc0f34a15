import { isCompoundFile } from './compound-file.ts';
import { decodeText } from './decode.ts';
import { MAX_ATTACHMENT_TEXT_BYTES } from './limits.ts';
import { mediaTypeOf, needsPassword } from './media-type.ts';
import type { AttachedPart } from './parsed-message.ts';
import { signedContent } from './signed-content.ts';

/** What is done with an attachment: some are read, some say that a person must look, the others are only listed. */
export type AttachmentKind =
  | 'text'
  | 'html'
  | 'calendar'
  | 'card'
  | 'message'
  | 'encrypted'
  | 'locked'
  | 'recording'
  | 'rich-text'
  | 'signature'
  | 'machine'
  | 'other';

const READABLE: ReadonlySet<AttachmentKind> = new Set(['text', 'html', 'calendar', 'card', 'message']);

export const isReadable = (kind: AttachmentKind): boolean => READABLE.has(kind);

/** By its bytes where they say what it is, else by its header and its name, else by whether it is text. */
export function attachmentKind(each: AttachedPart, content: Buffer): AttachmentKind {
  const type = each.contentType.toLowerCase();
  const extension = /\.([a-z0-9]{1,8})$/i.exec(each.filename ?? '')?.[1]?.toLowerCase() ?? '';
  const protecting = protection(type, extension, content);
  if (protecting !== null) return protecting;
  if (/^message\/(?:delivery-status|disposition-notification|feedback-report)$/.test(type)) return 'machine';
  if (each.message !== undefined) return 'message';
  if ((type === 'application/vnd.ms-outlook' || extension === 'msg') && isCompoundFile(content)) return 'message';
  const bytes = mediaTypeOf(content);
  if (needsPassword(content, bytes)) return 'locked';
  if (bytes === 'application/rtf') return 'rich-text';
  if (bytes !== null) return /^(?:audio|video)\//.test(bytes) ? 'recording' : 'other';
  if (type === 'message/rfc822' || type === 'message/global' || extension === 'eml') return 'message';
  if (!isText(content)) return /^(?:audio|video)\//.test(type) ? 'recording' : 'other';
  if (type === 'text/calendar' || extension === 'ics') return 'calendar';
  if (/^text\/(?:x-)?vcard$/.test(type) || type === 'text/directory' || extension === 'vcf') return 'card';
  // What Gmail alone shows, enriched text (RFC 1896) and drawings are marked up like HTML.
  if (
    /^text\/(?:html|x-amp-html|enriched|richtext)$|^image\/svg|\+html$/.test(type) ||
    /^(?:x?html?|svg)$/.test(extension)
  )
    return 'html';
  return 'text';
}

function protection(type: string, extension: string, content: Buffer): AttachmentKind | null {
  if (
    type === 'application/pgp-encrypted' ||
    content.subarray(0, 27).toString('latin1') === '-----BEGIN PGP MESSAGE-----'
  )
    return 'encrypted';
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type)) return signedContent(content) === null ? 'encrypted' : 'signature';
  // A message under Microsoft's rights management, which only its recipient can open.
  if (type === 'application/x-microsoft-rpmsg-message' || extension === 'rpmsg') return 'encrypted';
  return /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature|pgp-keys)$/.test(type) ? 'signature' : null;
}

/** Text that calls itself a picture is text all the same: some of its bytes are letters, and none is a control character. */
function isText(content: Buffer): boolean {
  const { text, binary } = decodeText(content.subarray(0, MAX_ATTACHMENT_TEXT_BYTES));
  if (binary) return false;
  const sample = text.slice(0, 2_000);
  return (sample.match(/[\p{L}\p{N}\s\p{P}\p{S}\p{Extended_Pictographic}]/gu)?.length ?? 0) >= sample.length * 0.8;
}
