import type { DetectionMetadata } from '../detections/detection.ts';
import { COMPILED_FORMAT, type CompiledRules, type Integers, TABLE_NAMES, type TableName } from './compiled-rules.ts';
import { aligned, METADATA, METADATA_STARTS, type RulesHeader, SIGNATURE } from './encode-rules.ts';

/** The bytes are not the compiled rules of this version; what to do is in the message. */
export class CompiledRulesError extends Error {
  override readonly name = 'CompiledRulesError';

  constructor(problem: string) {
    super(`${problem}: build the rules again`);
  }
}

/**
 * Reads compiled rules where they lie: the tables are views of the bytes, which must not change after, and a detection's metadata is read
 * when it first matches. So a function that starts waits for little more than the file.
 * @throws CompiledRulesError when they are cut short, damaged, or were compiled by another version of the compiler.
 */
export function decodeRules(shipped: Uint8Array): CompiledRules {
  // Small files are read into a shared buffer, where they may lie anywhere.
  const bytes = shipped.byteOffset % 4 === 0 ? shipped : new Uint8Array(shipped);
  if (decodeText(bytes.subarray(0, SIGNATURE.length)) !== SIGNATURE) {
    throw new CompiledRulesError('these are not compiled rules');
  }
  const header = readHeader(bytes);
  const first = aligned(SIGNATURE.length + 4 + headerLength(bytes));
  const table = (name: string): Integers => {
    const [size = 0, offset = 0, length = -1] = header.tables[name] ?? [];
    const begin = bytes.byteOffset + first + offset;
    if (length < 0 || first + offset + size * length > bytes.length) {
      throw new CompiledRulesError(`the compiled rules are cut short in table ${name}`);
    }
    if (size === 1) return new Uint8Array(bytes.buffer, begin, length);
    return size === 2 ? new Uint16Array(bytes.buffer, begin, length) : new Int32Array(bytes.buffer, begin, length);
  };
  return {
    format: header.format,
    version: header.version,
    detections: new ShippedDetections(table(METADATA) as Uint8Array, table(METADATA_STARTS)),
    wordCount: header.wordCount,
    prefixes: header.prefixes,
    tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, table(name)])) as Record<TableName, Integers>,
  };
}

const decodeText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < SIGNATURE.length + 4) throw new CompiledRulesError('the compiled rules are cut short');
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(SIGNATURE.length, true);
}

function readHeader(bytes: Uint8Array): RulesHeader {
  const from = SIGNATURE.length + 4;
  let header: RulesHeader;
  try {
    header = JSON.parse(decodeText(bytes.subarray(from, from + headerLength(bytes)))) as RulesHeader;
  } catch (error) {
    if (error instanceof CompiledRulesError) throw error;
    throw new CompiledRulesError('the header of the compiled rules is damaged');
  }
  if (header.format !== COMPILED_FORMAT) {
    throw new CompiledRulesError(`rules of format ${header.format} for a matcher of format ${COMPILED_FORMAT}`);
  }
  return header;
}

/** The metadata of the detections, each read from its JSON when it is first asked for. */
class ShippedDetections {
  readonly length: number;
  private readonly known = new Map<number, DetectionMetadata>();
  private readonly json: Uint8Array;
  private readonly starts: Integers;

  constructor(json: Uint8Array, starts: Integers) {
    this.json = json;
    this.starts = starts;
    this.length = starts.length - 1;
  }

  at(index: number): DetectionMetadata | undefined {
    if (index >= this.length) return undefined;
    const known = this.known.get(index);
    if (known !== undefined) return known;
    const text = decodeText(this.json.subarray(this.starts[index], this.starts[index + 1]));
    const read = JSON.parse(text) as DetectionMetadata;
    this.known.set(index, read);
    return read;
  }
}
