/** First bytes by which a format says what it is, from its own standard; a place other than the first is said. */
const MAGIC: readonly (readonly [type: string, bytes: string, at?: number])[] = [
  ['application/pdf', '25504446'],
  ['image/jpeg', 'ffd8ff'],
  ['image/png', '89504e470d0a'],
  ['image/gif', '47494638'],
  ['image/bmp', '424d', 0],
  ['image/tiff', '49492a00'],
  ['image/tiff', '4d4d002a'],
  ['image/webp', '57454250', 8],
  ['image/heic', '6674797068656963', 4],
  ['audio/wav', '57415645', 8],
  ['video/x-msvideo', '41564920', 8],
  ['audio/mpeg', '494433'],
  ['audio/mpeg', 'fffb'],
  ['audio/mpeg', 'fff3'],
  ['audio/amr', '2321414d52'],
  ['audio/ogg', '4f676753'],
  ['audio/flac', '664c6143'],
  ['audio/mp4', '667479704d3441', 4],
  ['video/mp4', '66747970', 4],
  ['video/webm', '1a45dfa3'],
  ['application/zip', '504b0304'],
  ['application/zip', '504b0506'],
  ['application/vnd.rar', '526172211a07'],
  ['application/x-7z-compressed', '377abcaf271c'],
  ['application/gzip', '1f8b'],
  ['application/x-ole-storage', 'd0cf11e0a1b11ae1'],
  ['application/x-elf', '7f454c46'],
  ['application/vnd.ms-tnef', '789f3e22'],
  ['application/rtf', '7b5c727466'],
];

/**
 * What the bytes of a file say it is, whatever its name and its header say; null where they do not say, as text does not. Two bytes alone
 * are taken only where the file is no text.
 */
export function mediaTypeOf(content: Buffer): string | null {
  for (const [type, hex, at = 0] of MAGIC) {
    const magic = Buffer.from(hex, 'hex');
    if (!content.subarray(at, at + magic.length).equals(magic)) continue;
    if (magic.length > 2 || content.subarray(0, 64).some((byte) => byte < 9)) return type;
  }
  return null;
}

/** Whether a password keeps the file shut: an archive (APPNOTE 4.4.4, bit 0), a PDF (ISO 32000, 7.6) or an office file (MS-OFFCRYPTO). */
export function needsPassword(content: Buffer, type: string | null): boolean {
  if (type === 'application/zip') return content.length > 8 && ((content[6] as number) & 1) === 1;
  if (type === 'application/pdf') return content.includes('/Encrypt');
  return type === 'application/x-ole-storage' && content.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
