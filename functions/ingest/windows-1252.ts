import iconv from 'iconv-lite';

/** What 0x80 to 0x9F stand for. The five of them that Windows leaves free stay control characters, as the WHATWG standard has it. */
const SIGNS = Array.from({ length: 32 }, (_, at) => {
  const sign = iconv.decode(Buffer.from([0x80 + at]), 'windows-1252');
  return sign === '\uFFFD' ? String.fromCharCode(0x80 + at) : sign;
});
const BYTE_OF = new Map(SIGNS.map((sign, at) => [sign, 0x80 + at]));

/**
 * Decodes Windows-1252, the set that is meant where ISO-8859-1 is said. Not by `TextDecoder`: Node 20's decodes the signs of
 * Windows, its apostrophe among them, as control characters (as of 20.20).
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (control) => SIGNS[control.charCodeAt(0) - 0x80] as string);
}

/** The bytes of text that was decoded from Windows-1252; null where it has a character of another set. */
export function windows1252Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x100 ? code : BYTE_OF.get(text[at] as string);
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}
