import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One communication found on disk; `source` is its path, and for one of several in an mbox its number after `#`. */
export interface Source {
  readonly source: string;
  readonly bytes: Uint8Array;
}

/** The line that an mbox (RFC 4155) puts before each mail: a sender without spaces, and a date that ends in a year. */
const MBOX_SEPARATOR = /^From \S+ .*\d{4}\s*$/;

/**
 * Files and the files in folders, in the order of their names; an mbox gives each of its mails. Links are not followed, so that a
 * folder never leads outside itself. A path that cannot be read is given to `complain` and the rest goes on.
 */
export function* sourcesIn(
  paths: readonly string[],
  complain: (path: string, reason: string) => void,
): Generator<Source> {
  for (const path of paths) {
    try {
      const status = lstatSync(path);
      if (status.isDirectory()) {
        const inside = readdirSync(path)
          .filter((name) => !name.startsWith('.') && !name.endsWith('.expected.json'))
          .sort();
        yield* sourcesIn(
          inside.map((name) => join(path, name)),
          complain,
        );
      } else if (status.isFile()) {
        yield* splitMbox(path, readFileSync(path));
      }
    } catch (error) {
      complain(path, (error as Error).message);
    }
  }
}

/** A file with more than one separator after a blank line is an mbox; one whose only separator is its first line is a single mail. */
function* splitMbox(path: string, bytes: Buffer): Generator<Source> {
  const starts = bytes.subarray(0, 5).toString('latin1') === 'From ' ? separatorsOf(bytes) : [];
  if (starts.length < 2) {
    yield { source: path, bytes };
    return;
  }
  for (const [index, start] of starts.entries()) {
    const mail = bytes.subarray(start, starts[index + 1] ?? bytes.length);
    yield { source: `${path}#${index + 1}`, bytes: mail };
  }
}

function separatorsOf(bytes: Buffer): number[] {
  const starts: number[] = [];
  for (let at = 0; at !== -1 && at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const line = bytes.subarray(at, lineEnd === -1 ? bytes.length : Math.min(lineEnd, at + 300)).toString('latin1');
    const afterBlank =
      at === 0 ||
      (bytes[at - 1] === 0x0a && (bytes[at - 2] === 0x0a || (bytes[at - 2] === 0x0d && bytes[at - 3] === 0x0a)));
    if (afterBlank && MBOX_SEPARATOR.test(line)) starts.push(at);
    const next = bytes.indexOf('\nFrom ', lineEnd === -1 ? bytes.length : lineEnd, 'latin1');
    at = next === -1 ? -1 : next + 1;
  }
  return starts;
}
