import { sha256Hex } from '../../shared/hash.ts';
import { ModelError } from './model.ts';

/** The numbers that stand for one word piece, before and behind each layer. */
export const CLOSE_SIZE = 384;
export const CLOSE_LAYERS = 6;
export const CLOSE_HEADS = 12;
/** The numbers between the two matrices of a layer's second half. */
export const CLOSE_INNER = 1536;
/** Of a matrix so many weights of a row share a step. */
export const BLOCK = 32;
/** Half bytes hold -8 to 7 as 0 to 15. */
const ZERO = 8;
const NUMBER = 4;

/**
 * How a table is stored, numbers little-endian: `text` is UTF-8, a line a row; `numbers` float32; `bytes` a float32 step for each row, then
 * int8; `halves` a float32 step for each `BLOCK` of a row, then two weights a byte, the first of them in the low half.
 */
export interface CloseTable {
  readonly name: string;
  readonly kind: 'text' | 'numbers' | 'bytes' | 'halves';
  readonly rows: number;
  readonly columns: number;
  /** In the file, in bytes. */
  readonly length: number;
}

/** Format 1: a line of JSON (this), then the tables in order. */
export interface CloseHeader {
  readonly format: 1;
  /** Name of the model, and the beginning of the SHA-256 of all tables. */
  readonly version: string;
  readonly tables: readonly CloseTable[];
}

/** The version of a file with these tables: the same name is the same numbers. */
export const closeVersion = (tables: Uint8Array): string => `all-minilm-l6-v2@${sha256Hex(tables).slice(0, 12)}`;

/** Numbers as int8 with the step of each row. */
interface ByRow {
  readonly steps: Float32Array;
  readonly values: Int8Array;
}

/** The tables by name; one that is not there or is of another shape is a `ModelError`. */
export interface CloseWeights {
  readonly version: string;
  vocabulary(): string[];
  numbers(name: string, size: number): Float32Array;
  /** Row by row. */
  bytes(name: string, columns: number): ByRow;
  /** A matrix that is stored with a row an output, as bytes or halves, as products want it: a row an input. */
  matrix(name: string, inputs: number, outputs: number): Float32Array;
}

/** Reads the file as `bench/training/pack-close-encoder.ts` writes it. @throws ModelError when it is not of format 1, not whole, or damaged. */
export function readCloseWeights(file: Uint8Array): CloseWeights {
  const lineEnd = file.indexOf(0x0a);
  const header = parseHeader(file.subarray(0, Math.max(0, lineEnd)));
  const body = file.subarray(lineEnd + 1);
  const wanted = header.tables.reduce((sum, { length }) => sum + length, 0);
  if (body.length !== wanted) throw damaged(`has ${body.length} bytes of tables and its header says ${wanted}`);
  const found = closeVersion(body);
  if (found !== header.version) throw damaged(`says that it is ${header.version} and holds ${found}`);
  let from = 0;
  const places = new Map(
    header.tables.map((table) => {
      from += table.length;
      return [table.name, { table, stored: body.subarray(from - table.length, from) }];
    }),
  );
  const stored = (name: string, kinds: readonly CloseTable['kind'][], rows: number | null, columns: number) => {
    const place = places.get(name);
    if (
      place === undefined ||
      !kinds.includes(place.table.kind) ||
      place.table.columns !== columns ||
      (rows !== null && place.table.rows !== rows)
    ) {
      throw damaged(`has no table ${name} of the shape that this version reads`);
    }
    return place;
  };
  return {
    version: header.version,
    vocabulary: () => new TextDecoder().decode(stored('vocabulary', ['text'], null, 1).stored).split('\n'),
    numbers: (name, size) => floats(stored(name, ['numbers'], 1, size).stored),
    bytes(name, columns) {
      const place = stored(name, ['bytes'], null, columns);
      return byRow(place.stored, place.table.rows);
    },
    matrix(name, inputs, outputs) {
      const place = stored(name, ['halves', 'bytes'], outputs, inputs);
      return place.table.kind === 'halves'
        ? fromHalves(place.stored, inputs, outputs)
        : fromBytes(byRow(place.stored, outputs), inputs, outputs);
    },
  };
}

const byRow = (stored: Uint8Array, rows: number): ByRow => ({
  steps: floats(stored.subarray(0, NUMBER * rows)),
  values: new Int8Array(new Uint8Array(stored.subarray(NUMBER * rows)).buffer),
});

/** A copy: float32 are read only from where the fourth byte begins. */
const floats = (stored: Uint8Array): Float32Array => new Float32Array(new Uint8Array(stored).buffer);

function fromBytes({ steps, values }: ByRow, inputs: number, outputs: number): Float32Array {
  const matrix = new Float32Array(inputs * outputs);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      matrix[input * outputs + output] = (values[output * inputs + input] as number) * (steps[output] as number);
    }
  }
  return matrix;
}

function fromHalves(stored: Uint8Array, inputs: number, outputs: number): Float32Array {
  const blocks = inputs / BLOCK;
  const steps = floats(stored.subarray(0, NUMBER * outputs * blocks));
  const halves = stored.subarray(steps.byteLength);
  const matrix = new Float32Array(inputs * outputs);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input += 2) {
      const both = halves[(output * inputs + input) >> 1] as number;
      const step = steps[output * blocks + Math.floor(input / BLOCK)] as number;
      matrix[input * outputs + output] = ((both & 15) - ZERO) * step;
      matrix[(input + 1) * outputs + output] = ((both >> 4) - ZERO) * step;
    }
  }
  return matrix;
}

const damaged = (what: string, options?: ErrorOptions): ModelError =>
  new ModelError(`The close encoder ${what}. Restore rules/model/close-encoder.bin and build again.`, options);

function parseHeader(line: Uint8Array): CloseHeader {
  try {
    const header = JSON.parse(new TextDecoder().decode(line)) as CloseHeader;
    if (header.format !== 1 || header.tables.length === 0) throw new Error(`format ${header.format}`);
    return header;
  } catch (cause) {
    throw damaged('has no header of format 1', { cause });
  }
}
