import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import yauzl from 'yauzl';
import { SEAL_LENGTH, sealOf } from '../../../functions/shared/case/custody/archive-seal.ts';

/** One file of a packet: its hash, and its bytes where it is one that has to be read. */
export interface ZipFileRead {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer | null;
}

/** A ZIP that cannot be read as one. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** Far more than any text of a packet; a bomb of nothing would fill the memory. */
const LARGEST_TEXT_BYTES = 512 * 1024 * 1024;

/** Reads the files of a ZIP in their order, hashing each as it streams by. @throws ZipError */
export async function readZip(path: string, keep: (name: string) => boolean): Promise<ZipFileRead[]> {
  const files: ZipFileRead[] = [];
  try {
    const zip = await yauzl.openPromise(path, { strictFileNames: true, decodeStrings: true, validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      const hash = createHash('sha256');
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of await zip.openReadStreamPromise(entry)) {
        hash.update(part as Buffer);
        size += (part as Buffer).length;
        if (!keep(entry.fileName)) continue;
        if (size > LARGEST_TEXT_BYTES) throw new ZipError(`${entry.fileName} is larger than any text of a packet`);
        parts.push(part as Buffer);
      }
      const bytes = keep(entry.fileName) ? Buffer.concat(parts) : null;
      files.push({ name: entry.fileName, sha256: hash.digest('hex'), bytes });
    }
  } catch (error) {
    throw new ZipError((error as Error).message, { cause: error });
  }
  return files;
}

/** Whether the last bytes are the hash of all before them. */
export async function sealHolds(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size <= SEAL_LENGTH) return false;
  const end = size - SEAL_LENGTH;
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { end: end - 1 })) hash.update(part as Buffer);
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(SEAL_LENGTH), 0, SEAL_LENGTH, end);
    return buffer.toString('latin1') === sealOf(hash.digest('hex'));
  } finally {
    await file.close();
  }
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
