import iconv from 'iconv-lite';
import { decodeText } from './decode.ts';
import { undoubled } from './undoubled.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** A part of a mail as text. */
export interface DecodedPart {
  readonly text: string;
  /** False where its character set is unknown and its bytes are not plainly of another: then letters of it may be wrong. */
  readonly sure: boolean;
}

/** Names under which mail programs send what is UTF-8 or ASCII, and under which anything is sent. */
const ASCII_OR_UTF8 = /^(?:us)?ascii$|^utf8$|^ansix3.*|^iso646us$|^7bit$|^8bit$|^unknown8?bit$|^default$|^$/;
/** Names of the sets of Western Europe: a writer's program that does not ask calls all it sends so. */
const WESTERN = /^(?:iso8859(?:1|15)|latin[19]|windows1252|cp1252|l1)$/;
const UTF7 = /^(?:(?:cs)?unicode11)?utf7$/;
const ISO_2022_JP = /^(?:cs)?iso2022jp\d?$|^jis(?:encoding)?$/;
/** ISO 2022 switches its alphabets by these: text that has one is none of a set with eight bits. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
const JAPANESE_ESCAPE = /\x1b(?:\$[@B]|\([JI])/;

/**
 * Decodes the bytes of a part by the character set that its header names, as far as the bytes agree. Where they do not, the bytes
 * decide: a mark of UTF-16 at their beginning, bytes that can only be UTF-8 or ISO-2022-JP. A wrong name must not make a threat
 * unreadable here that a mail program shows, and UTF-8 that was encoded twice is read as what was meant.
 *
 * UTF-7 is read: others refuse it, for markup in it passes a filter that looks for `<`; here nothing is ever shown as markup.
 */
export function decodePart(bytes: Uint8Array, charset: string | null): DecodedPart {
  const name = (charset ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  const decoded = byNameAndBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, charset ?? '');
  return decoded.sure ? { text: undoubled(decoded.text), sure: true } : decoded;
}

function byNameAndBytes(bytes: Buffer, name: string, charset: string): DecodedPart {
  const marked = byMark(bytes);
  if (marked !== null) return { text: marked, sure: true };
  if (UTF7.test(name)) return { text: iconv.decode(bytes, 'utf-7'), sure: true };
  if (/^utf(?:16|32)|^ucs[24]/.test(name)) return wide(bytes, charset);
  const plain = isAscii(bytes);
  if (ISO_2022_JP.test(name) || (plain && JAPANESE_ESCAPE.test(bytes.subarray(0, 65_536).toString('latin1'))))
    return { text: new TextDecoder('iso-2022-jp').decode(bytes), sure: true };
  const utf8 = ASCII_OR_UTF8.test(name) || WESTERN.test(name) ? validUtf8(bytes) : null;
  if (utf8 !== null) return { text: utf8, sure: true };
  if (ASCII_OR_UTF8.test(name) || WESTERN.test(name)) return { text: western(bytes, name), sure: true };
  const known = knownName(charset);
  if (known !== null) return { text: iconv.decode(bytes, known), sure: true };
  const guess = validUtf8(bytes);
  // ISO-2022-KR and -CN, and what nobody knows: ASCII is all that can be told.
  return guess === null
    ? { text: decodeWindows1252(bytes), sure: false }
    : { text: guess, sure: !bytes.includes(0x1b) };
}

/** UTF-8 and UTF-16 may say of themselves what they are; then no header counts. */
function byMark(bytes: Buffer): string | null {
  // UTF-32, whose mark begins as that of UTF-16 does.
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) return iconv.decode(bytes, 'utf-32');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  return null;
}

/** UTF-16 and UTF-32 by their zero bytes where there are any; bytes that are all ASCII are ASCII, whatever they are called. */
function wide(bytes: Buffer, charset: string): DecodedPart {
  if (isAscii(bytes) && !bytes.includes(0)) return { text: bytes.toString('latin1'), sure: true };
  if (!/32|ucs-?4/i.test(charset) && !/(?:le|be)$/i.test(charset)) {
    const byZeros = decodeText(bytes);
    if (!byZeros.binary && bytes.includes(0)) return { text: byZeros.text, sure: true };
  }
  const known = knownName(charset) ?? 'utf-16';
  return { text: iconv.decode(bytes, known), sure: true };
}

/** The five bytes that Windows-1252 leaves free stay control characters, as in ISO-8859-1; ISO-8859-15 has its euro sign. */
function western(bytes: Buffer, name: string): string {
  return name === 'iso885915' || name === 'latin9' ? iconv.decode(bytes, 'iso-8859-15') : decodeWindows1252(bytes);
}

function validUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function knownName(charset: string): string | null {
  // "iso-8859-8-i": the last letter says in which direction it is shown. `base64` and `hex` are no character sets.
  const name = charset.replace(/^(iso-?8859-?\d+)-[ei]$/i, '$1').trim();
  if (/^(?:base64|hex|binary|utf-?7.*)$/i.test(name)) return null;
  return iconv.encodingExists(name) ? name : null;
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7f) return false;
  return true;
}
