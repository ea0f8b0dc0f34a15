import type { Apart } from '../contracts/contact.ts';
import { MAX_ATTACHMENTS } from './limits.ts';
import { windows1252Bytes } from './windows-1252.ts';

/** A file that stands in the text of a mail by uuencode or yEnc, as programs sent attachments before and beside MIME. */
export interface EncodedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The lines that hold it, its first and its last included. */
  readonly start: number;
  readonly end: number;
}

const BEGIN = /^begin [0-7]{3,4} (\S.{0,254})\r?$/gm;

/**
 * Files by uuencode (POSIX), each ended by the first line that is none of its own: a line's first character says how long it must
 * be. So plain words between `begin` and `end` are not taken for a file, and are heard.
 */
export function uuencodedFiles(text: string): EncodedFile[] {
  const found: EncodedFile[] = [];
  for (const begin of text.matchAll(BEGIN)) {
    if (begin.index < (found.at(-1)?.end ?? 0) || found.length >= MAX_ATTACHMENTS) continue;
    const parts: Uint8Array[] = [];
    let at = begin.index + begin[0].length + 1;
    let end = at;
    for (;;) {
      const newline = text.indexOf('\n', at);
      const stop = newline < 0 ? text.length : newline;
      const line = text.slice(at, Math.min(stop, at + 100)).replace(/\r$/, '');
      const bytes = decodeLine(line);
      if (bytes === null) {
        if (/^end\s*$/.test(line)) end = stop;
        break;
      }
      parts.push(bytes);
      end = stop;
      if (newline < 0) break;
      at = newline + 1;
    }
    if (parts.length > 0) found.push({ name: begin[1] ?? '', bytes: Buffer.concat(parts), start: begin.index, end });
  }
  return found;
}

function decodeLine(line: string): Uint8Array | null {
  const length = (line.charCodeAt(0) - 32) & 63;
  if (line === '`' || line === ' ') return new Uint8Array();
  const groups = Math.ceil(length / 3) * 4;
  if (line === '' || length > 45 || !/^[ -`]+$/.test(line)) return null;
  // Trailing blanks are lost on the way, and some programs add a check character.
  if (line.length > groups + 2 || line.trimEnd().length < groups - 3 || length === 0) return null;
  const values = Array.from({ length: groups }, (_, at) => ((line.charCodeAt(at + 1) || 32) - 32) & 63);
  const bytes = new Uint8Array((groups / 4) * 3);
  for (let at = 0; at < groups / 4; at++) {
    const [a = 0, b = 0, c = 0, d = 0] = values.slice(at * 4, at * 4 + 4);
    bytes.set([(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d], at * 3);
  }
  return bytes.subarray(0, length);
}

/** Files in the text of a mail, by either way. */
export function encodedFiles(text: string): EncodedFile[] {
  return [...uuencodedFiles(text), ...yencodedFiles(text)].slice(0, MAX_ATTACHMENTS);
}

const YENC = /^=ybegin [^\n]{0,200}?name=([^\r\n]{1,255})\r?\n(?:=ypart [^\n]{0,200}\n)?/gm;

/**
 * Files by yEnc (yenc.org, draft 1.3): each byte is 42 more than it was, and some stand behind a `=`. The text was decoded as
 * Windows-1252 then, for its bytes are those of no other set.
 */
function yencodedFiles(text: string): EncodedFile[] {
  const found: EncodedFile[] = [];
  if (!text.includes('=ybegin ')) return found;
  for (const begin of text.matchAll(YENC)) {
    const from = begin.index + begin[0].length;
    const last = text.indexOf('\n=yend', from - 1);
    if (last < 0 || found.length >= MAX_ATTACHMENTS || begin.index < (found.at(-1)?.end ?? 0)) continue;
    const encoded = windows1252Bytes(text.slice(from, Math.max(from, last)).replace(/[\r\n]/g, ''));
    if (encoded === null) continue;
    const bytes: number[] = [];
    for (let at = 0; at < encoded.length; at++) {
      const isEscape = encoded[at] === 0x3d;
      if (isEscape) at++;
      bytes.push(((encoded[at] ?? 0) - (isEscape ? 64 : 0) - 42) & 255);
    }
    const stop = text.indexOf('\n', last + 1);
    found.push({
      name: (begin[1] ?? '').trim(),
      bytes: Uint8Array.from(bytes),
      start: begin.index,
      end: stop < 0 ? text.length : stop,
    });
  }
  return found;
}

/** Lines of ciphers and encoded files: nobody's words, and letters by chance make words. Only lines that can be nothing else. */
export function encodedBlocks(text: string): Apart[] {
  const blocks: Apart[] = encodedFiles(text).map(({ start, end }) => ({ start, end, kind: 'markup' }));
  if (!text.includes('-----BEGIN PGP ')) return blocks;
  for (const line of text.matchAll(
    /^(?:-----(?:BEGIN|END) PGP [A-Z ]{1,40}-----|[A-Za-z0-9+/]{40,76}={0,2}|=[A-Za-z0-9+/]{4})\r?$/gm,
  )) {
    blocks.push({ start: line.index, end: line.index + line[0].length, kind: 'markup' });
  }
  return blocks;
}
