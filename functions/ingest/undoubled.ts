import { decodeWindows1252, windows1252Bytes } from './windows-1252.ts';

const signs = (from: number, to: number): string =>
  decodeWindows1252(Uint8Array.from({ length: to - from + 1 }, (_, at) => from + at)).replace(/[\]\\^-]/g, '\\$&');
/** What ISO-8859-1 has in the place of the signs of Windows stands for the same bytes. */
const NEXT = `[\\x80-\\x9f${signs(0x80, 0xbf)}]`;
/** What UTF-8 of one character looks like when its bytes were taken for Windows-1252: "â€™" for ’, "Ã©" for é. */
const DOUBLED = new RegExp(
  `[${signs(0xc2, 0xdf)}]${NEXT}|[${signs(0xe0, 0xef)}]${NEXT}{2}|[${signs(0xf0, 0xf4)}]${NEXT}{3}`,
  'g',
);

/**
 * Undoes UTF-8 that was encoded twice, a character at a time: "Iâ€™ll" is "I’ll". Only sequences that are valid UTF-8 are taken
 * for such; no language writes "Ã" before "©".
 */
export function undoubled(text: string): string {
  return text.replace(DOUBLED, (sequence) => {
    const bytes = windows1252Bytes(sequence);
    try {
      return bytes === null ? sequence : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return sequence;
    }
  });
}
