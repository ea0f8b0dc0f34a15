import { isSubRip, isWebVtt } from './captions.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** What bytes look like, before they are read. */
export type Look =
  | 'email'
  | 'mbox'
  | 'json'
  | 'captions'
  | 'text'
  | 'html'
  | 'binary'
  | 'encrypted'
  | 'compound'
  | 'empty';

const MAIL_HEADER =
  /^(?:received|return-path|from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|reply-to|delivered-to|x-[a-z0-9-]+|dkim-signature|sender|references|in-reply-to|authentication-results|received-spf|arc-[a-z-]+|list-[a-z-]+|envelope-to|user-agent|organization|bcc|importance|priority|thread-[a-z]+|return-receipt-to|errors-to|status|newsgroups|path|lines|apparently-to|comments|keywords|resent-[a-z]+):/i;
/** Header fields that say a mail, not a table of someone's own: one of these must be there. */
const SURELY_MAIL =
  /^(?:received|return-path|from|message-id|mime-version|subject|content-type|dkim-signature|delivered-to|x-[a-z0-9-]+|sender)$/i;

/** First bytes by which a format that is no text says what it is. */
const MAGIC: readonly (readonly [Look, readonly number[]])[] = [
  ['compound', [0xd0, 0xcf, 0x11, 0xe0]],
  ['binary', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['binary', [0x50, 0x4b, 0x03, 0x04]],
  ['binary', [0x25, 0x50, 0x44, 0x46]],
  ['binary', [0xff, 0xd8, 0xff]],
  ['binary', [0x89, 0x50, 0x4e, 0x47]],
  ['binary', [0x47, 0x49, 0x46, 0x38]],
  ['binary', [0x1f, 0x8b]],
  ['binary', [0x49, 0x44, 0x33]],
  ['binary', [0x52, 0x49, 0x46, 0x46]],
  ['binary', [0x7f, 0x45, 0x4c, 0x46]],
];

/**
 * Says what the bytes are by what is in them. The key is only a hint, and only for what SES wrote: a mail under `mail/` with
 * headers that no mail has is a broken mail and not a note.
 */
export function look(bytes: Uint8Array, text: { text: string; binary: boolean }, key: string): Look {
  if (bytes.length === 0 || (!text.binary && text.text.slice(0, 65_536).trim() === '' && text.text.length < 65_536))
    return 'empty';
  for (const [kind, magic] of MAGIC) if (magic.every((byte, at) => bytes[at] === byte)) return kind;
  // An OpenPGP message packet (RFC 9580): a public-key encrypted session key comes first.
  if (text.binary && (bytes[0] === 0x84 || bytes[0] === 0x85 || bytes[0] === 0xc1)) return 'encrypted';
  const head = (text.binary ? decodeWindows1252(bytes.subarray(0, 16_384)) : text.text.slice(0, 16_384)).replace(
    /^\uFEFF/,
    '',
  );
  const start = head.replace(/^[\s]+/, '');
  if (start.startsWith('-----BEGIN PGP MESSAGE-----')) return 'encrypted';
  if (/^From \S+.*\r?\n[!-9;-~]+:/.test(start.slice(0, 2_000))) return 'mbox';
  if (/^mail\//.test(key) || isMail(start) || (/\.eml$/i.test(key) && MAIL_HEADER.test(start))) return 'email';
  if (text.binary) return 'binary';
  if (isWebVtt(head) || isSubRip(head)) return 'captions';
  if (/^\{\s*["}]|^\[\s*[{["\]]/.test(start)) return 'json';
  if (/^<(?:!doctype html|html|head|body|div|p|table|meta|span)\b/i.test(start)) return 'html';
  return 'text';
}

/** At least two header lines before anything else, one of them surely of a mail. */
function isMail(start: string): boolean {
  const lines = start.split(/\r?\n/, 40);
  const names: string[] = [];
  for (const line of lines) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && names.length > 0) continue;
    if (!MAIL_HEADER.test(line)) {
      if (/^[!-9;-~]{1,70}:/.test(line) && names.length > 0) continue;
      break;
    }
    names.push(line.slice(0, line.indexOf(':')));
  }
  return names.length >= 2 && names.some((name) => SURELY_MAIL.test(name));
}
