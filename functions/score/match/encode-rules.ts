import { type CompiledRules, type Integers, TABLE_NAMES } from './compiled-rules.ts';

/** What the bytes begin with, so that no other file is taken for rules. */
export const SIGNATURE = 'undertone rules\n';
/** Tables begin at multiples of this, so that they can be read where they lie. */
export const ALIGNMENT_BYTES = 8;

/** What stands before the tables, as JSON. */
export interface RulesHeader {
  readonly format: number;
  readonly version: string;
  readonly wordCount: number;
  readonly prefixes: readonly string[];
  /** For each table: the size of its integers in bytes, where it begins behind the header, how many integers it has. */
  readonly tables: Readonly<Record<string, readonly [size: number, offset: number, length: number]>>;
}

/** Names, in the header, of two more tables: each detection's metadata as JSON, and where each begins. */
export const METADATA = 'metadata';
export const METADATA_STARTS = 'metadataStarts';

/**
 * Compiled rules as the bytes that are shipped: a signature, the header's length, a small JSON header, and the tables as they lie in the
 * memory of a little-endian machine, which all that run this are. `decode-rules.ts` reads them.
 */
export function encodeRules(rules: CompiledRules): Uint8Array {
  const encoder = new TextEncoder();
  const metadata = Array.from({ length: rules.detections.length }, (_, index) =>
    encoder.encode(JSON.stringify(rules.detections.at(index))),
  );
  const tables: (readonly [string, Integers])[] = [
    ...TABLE_NAMES.map((name) => [name, rules.tables[name]] as const),
    [METADATA, joined(metadata)],
    [METADATA_STARTS, starts(metadata)],
  ];
  const places: Record<string, readonly [number, number, number]> = {};
  let end = 0;
  for (const [name, table] of tables) {
    places[name] = [table.BYTES_PER_ELEMENT, end, table.length];
    end = aligned(end + table.byteLength);
  }
  const { format, version, wordCount, prefixes } = rules;
  const header: RulesHeader = { format, version, wordCount, prefixes, tables: places };
  const headerBytes = encoder.encode(JSON.stringify(header));
  const first = aligned(SIGNATURE.length + 4 + headerBytes.length);
  const bytes = new Uint8Array(first + end);
  bytes.set(encoder.encode(SIGNATURE));
  new DataView(bytes.buffer).setUint32(SIGNATURE.length, headerBytes.length, true);
  bytes.set(headerBytes, SIGNATURE.length + 4);
  for (const [name, table] of tables) {
    bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), first + (places[name]?.[1] ?? 0));
  }
  return bytes;
}

export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

function starts(parts: readonly Uint8Array[]): Int32Array {
  const list = new Int32Array(parts.length + 1);
  parts.forEach(({ length }, index) => {
    list[index + 1] = (list[index] as number) + length;
  });
  return list;
}
