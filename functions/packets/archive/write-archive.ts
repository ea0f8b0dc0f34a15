import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { SEAL_LENGTH, sealOf } from '../../shared/case/custody/archive-seal.ts';
import { UndertoneError } from '../../shared/errors.ts';

/** A file of the archive is not what the record of the case says it is. */
export class ArchiveFileError extends UndertoneError {
  override readonly name = 'ArchiveFileError';
}

export interface ArchiveFile {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Asked for when its turn comes, so that no two large originals are open at once. */
  readonly read: () => Promise<Readable | Uint8Array>;
}

export interface Archive {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * Writes a ZIP of the files, in their order, to a path. Originals are stored as they are, and each is checked against its SHA-256 on the way.
 * The same files at the same time give the same bytes. Its last bytes, the archive's comment, are a seal over all others
 * (docs/custody.md), so that not even a date in it can be changed unseen.
 * @throws ArchiveFileError naming the file whose bytes are others.
 */
export async function writeArchive(path: string, files: readonly ArchiveFile[], at: Date): Promise<Archive> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  // Without one more field for the time, whose seconds the older one of ZIP has; in no time zone of whoever makes it.
  const options = { mtime: asLocal(at), mode: 0o100644, compress: false, forceDosTimestamp: true };
  for (const file of files) {
    zip.addReadStreamLazy(file.name, options, (done) => {
      file.read().then(
        (content) => {
          const source = content instanceof Readable ? content : Readable.from([content]);
          const checked = checking(file);
          source.on('error', (error) => checked.destroy(error));
          // Nobody else listens: without this the archive would wait for ever.
          checked.on('error', (error) => output.destroy(error));
          done(null, source.pipe(checked));
        },
        (error: unknown) => done(error as Error, undefined as never),
      );
    });
  }
  zip.end({ forceZip64Format: false, comment: sealOf('0'.repeat(64)) });
  await pipeline(output, createWriteStream(path));
  return seal(path);
}

function checking({ name, sha256, sizeBytes }: ArchiveFile): Transform {
  const hash = createHash('sha256');
  let size = 0;
  return new Transform({
    transform(part: Buffer, _, done) {
      hash.update(part);
      size += part.length;
      done(null, part);
    },
    flush(done) {
      const same = size === sizeBytes && hash.digest('hex') === sha256;
      done(same ? null : new ArchiveFileError(`${name} does not have the SHA-256 ${sha256} that its case holds.`));
    },
  });
}

/** Puts the hash of all bytes before it into the seal, and gives the hash of the whole. */
async function seal(path: string): Promise<Archive> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const body = createHash('sha256');
    const whole = createHash('sha256');
    const end = size - SEAL_LENGTH;
    for await (const part of createReadStream(path, { end: end - 1 })) {
      body.update(part as Buffer);
      whole.update(part as Buffer);
    }
    const text = sealOf(body.digest('hex'));
    await file.write(text, end, 'latin1');
    return { sha256: whole.update(text, 'latin1').digest('hex'), sizeBytes: size };
  } finally {
    await file.close();
  }
}

/** ZIP writes the local time of whoever makes it: one that reads there as this one does in UTC. */
function asLocal(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}
