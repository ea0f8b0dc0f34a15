import { readFile, writeFile } from 'node:fs/promises';
import { type FileVerdict, verifyFile } from '../custody/verify-file.ts';

/** Fixed, so that two runs look at the same places. */
const STRIDES = 24;
const NOTHING_NOTED = { head: null, sha256: null };

/** One byte that was changed, and what was said of it. */
export interface Flipped {
  readonly offset: number;
  readonly verdict: FileVerdict;
}

/**
 * Changes one byte of a file at a time, at places that are given and at places spread over all of it, verifies each copy, and leaves the file
 * as it was. One bit of the byte is turned: the least that can be changed.
 */
export async function flipEach(file: string, also: readonly number[]): Promise<Flipped[]> {
  const bytes = await readFile(file);
  const spread = Array.from({ length: STRIDES }, (_, index) =>
    Math.floor((index * (bytes.length - 1)) / (STRIDES - 1)),
  );
  const offsets = [...new Set([...also, ...spread])].filter((offset) => offset >= 0 && offset < bytes.length);
  const found: Flipped[] = [];
  // With its ending: a ZIP whose first bytes were changed is still taken for one.
  const copy = file.replace(/(\.[a-z]+)$/, '-changed$1');
  for (const offset of offsets) {
    const changed = Buffer.from(bytes);
    changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
    await writeFile(copy, changed);
    found.push({ offset, verdict: await verifyFile(copy, NOTHING_NOTED) });
  }
  return found;
}

/** Where in a file some texts begin; of each the first place. */
export async function placesOf(file: string, texts: readonly string[]): Promise<number[]> {
  const bytes = await readFile(file);
  return texts.map((text) => bytes.indexOf(text)).filter((offset) => offset >= 0);
}
