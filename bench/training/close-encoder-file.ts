import { HEAD_SIZE } from '../../functions/score/model/close-encoder.ts';
import {
  BLOCK,
  CLOSE_INNER,
  CLOSE_LAYERS,
  CLOSE_SIZE,
  type CloseHeader,
  type CloseTable,
  closeVersion,
} from '../../functions/score/model/close-weights.ts';
import { MOST_PIECES } from '../../functions/score/model/word-pieces.ts';
import type { OnnxTable } from './onnx-tables.ts';

/** The greatest value of a signed byte. */
const GREATEST = 127;

interface Packed {
  readonly table: Omit<CloseTable, 'length'>;
  readonly bytes: Uint8Array;
}

/**
 * The file that `readCloseWeights` reads, from the tables of the published model: the embeddings of words as int8, the layers' matrices as
 * they are, of the positions those that are used, with what marks a first sentence already in them. A table that is among `tuned` (by our
 * own names) is taken from there, a matrix as int8. Same tables, same bytes.
 * @throws RangeError naming a table that is missing or has another size, or a tuned one that is none of ours.
 */
export function closeEncoderFile(
  vocabulary: readonly string[],
  tables: ReadonlyMap<string, OnnxTable>,
  tuned: ReadonlyMap<string, Float32Array> = new Map(),
): { file: Buffer; version: string } {
  const bytesOf = (name: string, length: number): Uint8Array => {
    const bytes = tables.get(name)?.bytes;
    if (bytes?.length !== length) throw new RangeError(`The model has no table ${name} of ${length} bytes.`);
    return bytes;
  };
  const floatsOf = (name: string, count: number) => new Float32Array(new Uint8Array(bytesOf(name, 4 * count)).buffer);
  const numbers = (name: string, from: string, columns: number): Packed => ({
    table: { name, kind: 'numbers', rows: 1, columns },
    bytes: bytesOf(from, 4 * columns),
  });
  const norm = (name: string, from: string): Packed[] => [
    numbers(`${name}.scale`, `${from}.weight`, CLOSE_SIZE),
    numbers(`${name}.bias`, `${from}.bias`, CLOSE_SIZE),
  ];
  const linear = (name: string, from: string, columns: number, rows: number): Packed[] => [
    {
      table: { name: `${name}.matrix`, kind: 'halves', rows, columns },
      bytes: Buffer.concat([
        bytesOf(`${from}.MatMul.weight_scales`, (4 * rows * columns) / BLOCK),
        bytesOf(`${from}.MatMul.weight_Q4`, (rows * columns) / 2),
      ]),
    },
    numbers(`${name}.bias`, `${from}.Add.bias`, rows),
  ];
  const embeddings = '.model.embeddings';
  const words = floatsOf(`${embeddings}.word_embeddings.weight`, vocabulary.length * CLOSE_SIZE);
  const positions = floatsOf(`${embeddings}.position_embeddings.weight`, 512 * CLOSE_SIZE);
  const sentence = floatsOf(`${embeddings}.token_type_embeddings.weight`, 2 * CLOSE_SIZE);
  const placed = positions
    .subarray(0, MOST_PIECES * CLOSE_SIZE)
    .map((value, at) => value + (sentence[at % CLOSE_SIZE] as number));
  const packed: Packed[] = [
    {
      table: { name: 'vocabulary', kind: 'text', rows: vocabulary.length, columns: 1 },
      bytes: Buffer.from(vocabulary.join('\n')),
    },
    {
      table: { name: 'words', kind: 'bytes', rows: vocabulary.length, columns: CLOSE_SIZE },
      bytes: asBytes(words, vocabulary.length),
    },
    {
      table: { name: 'positions', kind: 'numbers', rows: 1, columns: placed.length },
      bytes: new Uint8Array(placed.buffer, placed.byteOffset, placed.byteLength),
    },
    ...norm('norm', 'model.layers.-1.embeddings_norm_layernorm'),
    ...Array.from({ length: CLOSE_LAYERS }, (_, layer) => {
      const from = `model.layers.${layer}`;
      return [
        ...linear(`${layer}.query`, `${from}.attn.q_proj`, CLOSE_SIZE, CLOSE_SIZE),
        ...linear(`${layer}.key`, `${from}.attn.k_proj`, CLOSE_SIZE, CLOSE_SIZE),
        ...linear(`${layer}.value`, `${from}.attn.v_proj`, CLOSE_SIZE, CLOSE_SIZE),
        ...linear(`${layer}.attended`, `${from}.attn.o_proj`, CLOSE_SIZE, CLOSE_SIZE),
        ...norm(`${layer}.attended.norm`, `${from}.attention_output_norm_layernorm`),
        ...linear(`${layer}.inner`, `${from}.mlp.fc1`, CLOSE_SIZE, CLOSE_INNER),
        ...linear(`${layer}.outer`, `${from}.mlp.fc2`, CLOSE_INNER, CLOSE_SIZE),
        ...norm(`${layer}.outer.norm`, `${from}.mlp_output_norm_layernorm`),
      ];
    }).flat(),
    { table: { name: 'concern.matrix', kind: 'numbers', rows: 1, columns: HEAD_SIZE }, bytes: nothing(HEAD_SIZE) },
    { table: { name: 'concern.bias', kind: 'numbers', rows: 1, columns: 1 }, bytes: nothing(1) },
  ];
  const unknown = [...tuned.keys()].find((name) => packed.every(({ table }) => table.name !== name));
  if (unknown !== undefined) throw new RangeError(`The model has no table ${unknown} that could be tuned.`);
  const final = packed.map((own) => tunedOr(own, tuned.get(own.table.name)));
  const body = Buffer.concat(final.map(({ bytes }) => bytes));
  const header: CloseHeader = {
    format: 1,
    version: closeVersion(body),
    tables: final.map(({ table, bytes }) => ({ ...table, length: bytes.length })),
  };
  return { file: Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]), version: header.version };
}

/** The published model has no head for concern: untuned it says nothing. */
const nothing = (numbers: number) => new Uint8Array(new Float32Array(numbers).buffer);

function tunedOr(own: Packed, values: Float32Array | undefined): Packed {
  if (values === undefined) return own;
  const { name, kind, rows, columns } = own.table;
  if (values.length !== rows * columns) {
    throw new RangeError(`The tuned table ${name} has ${values.length} numbers and not ${rows * columns}.`);
  }
  if (kind === 'numbers')
    return { table: own.table, bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
  return { table: { ...own.table, kind: 'bytes' }, bytes: asBytes(values, rows) };
}

/** The tables that `tune-close-encoder.py` wrote, by our names. @throws RangeError where the file is cut off. */
export function tunedTables(file: Uint8Array): Map<string, Float32Array> {
  const lineEnd = file.indexOf(0x0a);
  const named = JSON.parse(new TextDecoder().decode(file.subarray(0, Math.max(0, lineEnd)))) as {
    name: string;
    numbers: number;
  }[];
  let from = lineEnd + 1;
  return new Map(
    named.map(({ name, numbers }) => {
      const bytes = file.subarray(from, from + 4 * numbers);
      if (bytes.length !== 4 * numbers) throw new RangeError(`The tuned tables end in the middle of ${name}.`);
      from += bytes.length;
      return [name, new Float32Array(new Uint8Array(bytes).buffer)];
    }),
  );
}

/** Each row as int8, of which one step is worth what brings the row's greatest to 127. */
export function asBytes(values: Float32Array, rows: number): Uint8Array {
  const columns = values.length / rows;
  const steps = new Float32Array(rows);
  const rounded = new Int8Array(values.length);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * columns, (row + 1) * columns);
    const step = Math.fround(own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / GREATEST);
    steps[row] = step;
    if (step > 0)
      rounded.set(
        own.map((value) => Math.round(value / step)),
        row * columns,
      );
  }
  return Buffer.concat([new Uint8Array(steps.buffer), new Uint8Array(rounded.buffer)]);
}
