import { decodePart } from './decode-part.ts';

/** An encoded word (RFC 2047); one at the end of the line may have lost its end. */
const WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?]*)(?:\?=|$)/gi;
const UTF7_WORD = /=\?((?:unicode-1-1-)?utf-?7)\?([bq])\?([^?]*)\?=/gi;

/**
 * A header line, one character a byte, as mailparser can read it: bytes that are no UTF-8 are taken for Windows-1252, as mail programs
 * show them, and words in UTF-7, which it refuses, are put in UTF-8.
 */
export function readableHeader(line: string): string {
  const { text } = decodePart(Buffer.from(line, 'latin1'), 'utf-8');
  const words = text.replace(UTF7_WORD, (_, charset: string, encoding: string, encoded: string) => {
    const decoded = decodePart(bytesOf(encoding, encoded), charset).text;
    return `=?utf-8?B?${Buffer.from(decoded).toString('base64')}?=`;
  });
  return Buffer.from(words).toString('latin1');
}

/** Decodes what is left of encoded words where they may not be: within one another, within quotation marks, without an end. */
export function leftoverWords(text: string): string {
  return text.replace(
    WORD,
    (_, charset: string, encoding: string, encoded: string) => decodePart(bytesOf(encoding, encoded), charset).text,
  );
}

function bytesOf(encoding: string, encoded: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(encoded, 'base64');
  const plain = encoded
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
