import { MAX_COMPOUND_DEPTH, MAX_COMPOUND_ENTRIES } from './limits.ts';

/** A stream or a storage of a compound file. */
export interface CompoundEntry {
  readonly name: string;
  /** A storage has children, a stream has bytes. */
  readonly children: readonly CompoundEntry[];
  bytes(): Uint8Array;
}

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const END = 0xfffffffa;
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;

export const isCompoundFile = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

/**
 * Reads the tree of a compound file (MS-CFB), the container of Outlook messages. Every chain of sectors is followed no further
 * than the file has sectors and every entry is visited once: a file whose chains run in circles, or whose sizes are larger than
 * itself, ends in what could be read. (The usual reader, msgreader, loops on the first and allocates the second.) Null where it
 * is no compound file.
 */
export function readCompoundFile(bytes: Uint8Array): CompoundEntry | null {
  if (!isCompoundFile(bytes) || bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  const miniShift = view.getUint16(32, true);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) return null;
  const sectorBytes = 1 << shift;
  const sectors = Math.ceil(bytes.length / sectorBytes);
  const sector = (number: number): Uint8Array => bytes.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes);
  const numbers = (from: Uint8Array): number[] => {
    const words = new DataView(from.buffer, from.byteOffset, from.byteLength);
    return Array.from({ length: Math.floor(from.length / 4) }, (_, at) => words.getUint32(at * 4, true));
  };
  const chain = (start: number, table: readonly number[]): number[] => {
    const found: number[] = [];
    for (
      let next = start;
      next < END && found.length <= sectors * (sectorBytes >> miniShift);
      next = table[next] ?? END
    )
      found.push(next);
    return found;
  };
  const joined = (parts: readonly Uint8Array[], size: number): Uint8Array => Buffer.concat(parts).subarray(0, size);

  const tableSectors = numbers(bytes.subarray(76, HEADER_BYTES)).filter((number) => number < END);
  let more = view.getUint32(68, true);
  for (let count = 0; more < END && count < sectors; count++) {
    const list = numbers(sector(more));
    more = list.pop() ?? END;
    tableSectors.push(...list.filter((number) => number < END));
    if (tableSectors.length > sectors) break;
  }
  const table = tableSectors.slice(0, sectors).flatMap((number) => numbers(sector(number)));
  const stream = (start: number, size: number): Uint8Array => {
    const wanted = Math.ceil(Math.min(size, bytes.length) / sectorBytes);
    return joined(chain(start, table).slice(0, wanted).map(sector), size);
  };

  const directory = joined(chain(view.getUint32(48, true), table).slice(0, sectors).map(sector), bytes.length);
  const records = Math.min(Math.floor(directory.length / ENTRY_BYTES), MAX_COMPOUND_ENTRIES);
  const record = (at: number) => {
    const raw = directory.subarray(at * ENTRY_BYTES, (at + 1) * ENTRY_BYTES);
    const words = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    const nameBytes = Math.min(Math.max(0, words.getUint16(64, true) - 2), 62);
    return {
      name: new TextDecoder('utf-16le').decode(raw.subarray(0, nameBytes)),
      left: words.getUint32(68, true),
      right: words.getUint32(72, true),
      child: words.getUint32(76, true),
      start: words.getUint32(116, true),
      size: words.getUint32(120, true),
    };
  };
  if (records === 0) return null;
  const root = record(0);
  const miniTable = chain(view.getUint32(60, true), table)
    .slice(0, sectors)
    .flatMap((number) => numbers(sector(number)));
  const miniSectors = stream(root.start, root.size);
  const miniBytes = 1 << miniShift;
  const smallest = view.getUint32(56, true);
  const content = (start: number, size: number): Uint8Array => {
    if (size >= smallest) return stream(start, size);
    const parts = chain(start, miniTable).slice(0, Math.ceil(size / miniBytes));
    return joined(
      parts.map((number) => miniSectors.subarray(number * miniBytes, (number + 1) * miniBytes)),
      size,
    );
  };

  const visited = new Set<number>([0]);
  const entry = (at: number, depth: number): CompoundEntry => {
    const { name, child, start, size } = record(at);
    return {
      name,
      children: depth > MAX_COMPOUND_DEPTH ? [] : siblings(child, depth),
      bytes: () => content(start, size),
    };
  };
  /** The entries of one storage are a binary tree by `left` and `right`. */
  const siblings = (first: number, depth: number): CompoundEntry[] => {
    const found: number[] = [];
    const open = [first];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at >= records || visited.has(at)) continue;
      visited.add(at);
      found.push(at);
      const { left, right } = record(at);
      open.push(right, left);
    }
    return found.sort((a, b) => a - b).map((at) => entry(at, depth + 1));
  };
  return entry(0, 0);
}
