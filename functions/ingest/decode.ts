import { decodeWindows1252 } from './windows-1252.ts';

/** Bytes that are text, decoded; `binary` for bytes that are not. A file says nothing of its charset, so the bytes decide. */
export function decodeText(bytes: Uint8Array): { text: string; binary: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), binary: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), binary: false };
  const sample = bytes.subarray(0, 65_536);
  const zeros = count(sample, (byte) => byte === 0);
  if (zeros > 0) {
    // English in UTF-16 without a mark: every second byte is zero.
    const even = count(sample, (byte, at) => byte === 0 && at % 2 === 0);
    const odd = zeros - even;
    if (odd > sample.length * 0.4 && even < sample.length * 0.02)
      return { text: new TextDecoder('utf-16le').decode(bytes), binary: false };
    if (even > sample.length * 0.4 && odd < sample.length * 0.02)
      return { text: new TextDecoder('utf-16be').decode(bytes), binary: false };
  }
  const controls = count(sample, (byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127);
  if (controls > Math.max(8, sample.length * 0.02)) return { text: '', binary: true };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), binary: false };
  } catch {
    return { text: decodeWindows1252(bytes), binary: false };
  }
}

function count(bytes: Uint8Array, is: (byte: number, at: number) => boolean): number {
  let found = 0;
  for (let at = 0; at < bytes.length; at++) if (is(bytes[at] as number, at)) found++;
  return found;
}
