import * as z from 'zod';
import { canonicalJson } from '../../hash.ts';
import { CHAIN_START, type ChainEnd, hashEvent } from '../chain.ts';
import { CUSTODY_FORMAT } from './export.ts';

/**
 * `changed`: it is there and is not what it was. `missing`: it was there, or has to be. `reordered`: it is there at another place.
 * `cut-off`: the end is gone. `unreadable`: it is no file of this kind, or more than one change made it none.
 */
export type BreakKind = 'changed' | 'missing' | 'reordered' | 'cut-off' | 'unreadable' | 'added';

export interface CustodyBreak {
  readonly kind: BreakKind;
  /** Where it breaks first: `line 3, event 2`, `exhibits/002.eml`. */
  readonly place: string;
  readonly message: string;
}

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Header = z.looseObject({
  format: z.literal(CUSTODY_FORMAT),
  caseId: z.string(),
  caseNumber: z.string(),
  head: z.strictObject({ number: z.int().positive(), hash: Hash }),
  hash: Hash,
});
/** What the chain needs of an event; what else is in one is covered by its hash. */
const Link = z.looseObject({ caseId: z.string(), number: z.int().positive(), previousHash: Hash, hash: Hash });
const Withheld = z.strictObject({ ...Link.shape, withheld: z.literal(true) });

export interface VerifiedCustody {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly head: ChainEnd;
  /** Those whose content is there, as it was hashed. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly withheld: number;
}

export type CustodyVerdict =
  | { readonly intact: true; readonly custody: VerifiedCustody }
  | { readonly intact: false; readonly first: CustodyBreak };

class Broken extends Error {
  constructor(
    readonly kind: BreakKind,
    readonly place: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Verifies an export by the algorithm of docs/custody.md, and names the first place where it does not hold.
 * @param noted an end of the chain that was written down elsewhere, at this or an earlier time. Without one, whoever can write a whole
 *   new chain can write a whole new file.
 */
export function verifyCustody(bytes: Uint8Array, noted: ChainEnd | null = null): CustodyVerdict {
  try {
    return { intact: true, custody: verify(linesOf(bytes), noted) };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { intact: false, first: { kind: error.kind, place: error.place, message: error.message } };
  }
}

/** Text is decoded line by line, so that bytes that are no UTF-8 break where they are. The mark at the beginning that some editors write is one. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function linesOf(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    lines.push(decoded(bytes.subarray(start, end), lines.length));
    start = end + 1;
  }
  if (start === bytes.length) return lines;
  throw new Broken('cut-off', placeOf(lines.length), 'The file does not end with the end of a line: its end is gone.');
}

function decoded(line: Uint8Array, index: number): string {
  try {
    return UTF8.decode(line);
  } catch {
    throw new Broken('changed', placeOf(index), 'It is not UTF-8: it was changed after it was written.');
  }
}

const placeOf = (index: number): string => (index === 0 ? 'line 1' : `line ${index + 1}, event ${index}`);

function verify(lines: readonly string[], noted: ChainEnd | null): VerifiedCustody {
  const header = readHeader(lines[0]);
  const links = lines.slice(1).map((line, index) => readLink(line, placeOf(index + 1)));
  let previous: ChainEnd = { number: 0, hash: CHAIN_START };
  for (const [index, link] of links.entries()) {
    const place = placeOf(index + 1);
    checkPlace(link.number, previous.number + 1, links, header.head.number, place);
    if (link.caseId !== header.caseId)
      throw new Broken('changed', place, 'It names another case than the first line does.');
    if (link.withheld !== true && hashEvent(link) !== link.hash) {
      throw new Broken('changed', place, 'Its content does not have its hash: it was changed after it was written.');
    }
    if (link.previousHash !== previous.hash) throw unlinked(link, index);
    previous = { number: link.number, hash: link.hash };
    if (previous.number === header.head.number && previous.hash !== header.head.hash) {
      throw new Broken('changed', place, 'It is not the last event that the first line names: their hashes differ.');
    }
    if (previous.number === noted?.number && previous.hash !== noted.hash) {
      throw new Broken('changed', place, 'It is not the event that was noted elsewhere: their hashes differ.');
    }
  }
  const last = Math.max(header.head.number, noted?.number ?? 0);
  if (previous.number < last) {
    const from = previous.number + 1;
    throw new Broken('cut-off', `event ${from}`, `There were ${last} events, and ${previous.number} are left.`);
  }
  const events = links.filter((link) => link.withheld !== true);
  const { caseId, caseNumber, head } = header;
  return { caseId, caseNumber, head, events, withheld: links.length - events.length };
}

/**
 * An event whose content has its hash says truly which one it followed, so the one before it is another. Where the content is withheld,
 * nothing tells which of the two was changed.
 */
function unlinked(link: z.infer<typeof Link>, index: number): Broken {
  const { number } = link;
  const here = placeOf(index + 1);
  if (number === 1) return new Broken('changed', here, 'It is not a first event: it names another one before it.');
  const before = placeOf(index);
  const message = `Event ${number} followed an event with another hash than event ${number - 1} has.`;
  return new Broken('changed', link.withheld === true ? `${before}, or ${here}` : before, message);
}

function readHeader(line: string | undefined): z.infer<typeof Header> {
  if (line === undefined) throw new Broken('unreadable', 'line 1', 'The file is empty.');
  const parsed = Header.safeParse(parse(line, 'line 1'));
  if (!parsed.success) {
    throw new Broken('unreadable', 'line 1', `The first line does not say that this is an export (${CUSTODY_FORMAT}).`);
  }
  if (hashEvent(parsed.data) !== parsed.data.hash) {
    throw new Broken(
      'changed',
      'line 1',
      'The first line does not have its hash: it was changed after it was written.',
    );
  }
  return parsed.data;
}

function readLink(line: string, place: string): z.infer<typeof Link> {
  const value = parse(line, place);
  const isWithheld = typeof value === 'object' && value !== null && 'withheld' in value && !('body' in value);
  const parsed = (isWithheld ? Withheld : Link).safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Broken('changed', place, 'It is not an event: a member that the chain needs is not there, or is none.');
}

/** A line must be exactly what would be written of its value, so that no byte of the file is outside the check. */
function parse(line: string, place: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Broken('changed', place, 'It is not JSON: it was changed after it was written.');
  }
  if (canonicalJson(value) === line) return value;
  throw new Broken('changed', place, 'It is not written in the one form that it can have (canonical JSON).');
}

function checkPlace(
  found: number,
  due: number,
  links: readonly { readonly number: number }[],
  last: number,
  place: string,
): void {
  if (due > last) {
    throw new Broken('added', place, `The first line names event ${last} as the last, and this one comes after it.`);
  }
  if (found === due) return;
  const elsewhere = links.findIndex(({ number }) => number === due);
  if (elsewhere < 0) throw new Broken('missing', place, `Event ${due} is missing: event ${found} is in its place.`);
  throw new Broken(
    'reordered',
    place,
    `Event ${found} is in the place of event ${due}, which is on line ${elsewhere + 2}.`,
  );
}
