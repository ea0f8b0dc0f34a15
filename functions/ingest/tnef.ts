import { MAX_ATTACHMENTS } from './limits.ts';
import type { AttachedPart } from './parsed-message.ts';
import { decodeWindows1252 } from './windows-1252.ts';

const SIGNATURE = 0x223e9f78;
/** Attributes that hold words or files. Source: MS-OXTNEF 2.1.3.2. */
const BODY = 0x800c;
const ATTACH_DATA = 0x800f;
const ATTACH_TITLE = 0x8010;
const ATTACH_RENDERING = 0x9002;

/**
 * Lists what is in a `winmail.dat` (TNEF), into which Outlook packs files where a recipient cannot open them: each file by its name,
 * and the plain text where there is one. A length that goes beyond the file ends the list. Empty where it is no TNEF. Text that is
 * there only as compressed RTF is not read.
 */
export function tnefParts(bytes: Uint8Array): AttachedPart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6 || view.getUint32(0, true) !== SIGNATURE) return [];
  const parts: { filename: string; contentType: string; content: Uint8Array }[] = [];
  let current: { filename: string; contentType: string; content: Uint8Array } | null = null;
  for (let at = 6; at + 9 <= bytes.length && parts.length < MAX_ATTACHMENTS; ) {
    const id = view.getUint16(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const start = at + 9;
    if (start + length + 2 > bytes.length) break;
    const data = bytes.subarray(start, start + length);
    if (id === BODY && length > 1)
      parts.push({ filename: 'winmail.txt', contentType: 'text/plain', content: trimmed(data) });
    if (id === ATTACH_RENDERING) {
      current = { filename: '', contentType: 'application/octet-stream', content: new Uint8Array() };
      parts.push(current);
    }
    if (id === ATTACH_TITLE && current !== null) current.filename = decodeWindows1252(trimmed(data));
    if (id === ATTACH_DATA && current !== null) current.content = data;
    at = start + length + 2;
  }
  return parts;
}

/** Strings end in a zero byte. */
function trimmed(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0);
  return end < 0 ? data : data.subarray(0, end);
}

export const isTnef = ({ contentType, filename }: AttachedPart): boolean =>
  /^application\/(?:ms-tnef|vnd\.ms-tnef)$/i.test(contentType) || /^winmail\.dat$/i.test(filename ?? '');
