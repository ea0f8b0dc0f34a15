import { beforeAll, describe, expect, it } from 'vitest';
import { asBytes, closeEncoderFile, tunedTables } from '../../../bench/training/close-encoder-file.ts';
import type { OnnxTable } from '../../../bench/training/onnx-tables.ts';
import {
  CLOSE_INNER,
  CLOSE_LAYERS,
  CLOSE_SIZE,
  type CloseWeights,
  readCloseWeights,
} from '../../../functions/score/model/close-weights.ts';
import { MOST_PIECES } from '../../../functions/score/model/word-pieces.ts';

const VOCABULARY = ['[UNK]', '[CLS]', '[SEP]'];
const floats = (count: number, value: number): OnnxTable => ({
  shape: [count],
  bytes: new Uint8Array(new Float32Array(count).fill(value).buffer),
});

/** A model of three words, named as the published one, in which each table is all one number. */
function model(): Map<string, OnnxTable> {
  const tables = new Map<string, OnnxTable>();
  const norm = (name: string) => {
    tables.set(`${name}.weight`, floats(CLOSE_SIZE, 1));
    tables.set(`${name}.bias`, floats(CLOSE_SIZE, 2));
  };
  const linear = (name: string, inputs: number, outputs: number) => {
    tables.set(`${name}.MatMul.weight_Q4`, {
      shape: [outputs, inputs / 32, 16],
      bytes: new Uint8Array((inputs * outputs) / 2).fill(0x9a),
    });
    tables.set(`${name}.MatMul.weight_scales`, floats((inputs * outputs) / 32, 0.5));
    tables.set(`${name}.Add.bias`, floats(outputs, inputs));
  };
  tables.set('.model.embeddings.word_embeddings.weight', floats(VOCABULARY.length * CLOSE_SIZE, -0.254));
  tables.set('.model.embeddings.position_embeddings.weight', floats(512 * CLOSE_SIZE, 0.5));
  tables.set('.model.embeddings.token_type_embeddings.weight', floats(2 * CLOSE_SIZE, 0.25));
  norm('model.layers.-1.embeddings_norm_layernorm');
  for (let layer = 0; layer < CLOSE_LAYERS; layer++) {
    for (const part of ['q_proj', 'k_proj', 'v_proj', 'o_proj'])
      linear(`model.layers.${layer}.attn.${part}`, CLOSE_SIZE, CLOSE_SIZE);
    norm(`model.layers.${layer}.attention_output_norm_layernorm`);
    linear(`model.layers.${layer}.mlp.fc1`, CLOSE_SIZE, CLOSE_INNER);
    linear(`model.layers.${layer}.mlp.fc2`, CLOSE_INNER, CLOSE_SIZE);
    norm(`model.layers.${layer}.mlp_output_norm_layernorm`);
  }
  return tables;
}

describe('The file of the close encoder', () => {
  let file: Buffer;
  let weights: CloseWeights;
  beforeAll(() => {
    ({ file } = closeEncoderFile(VOCABULARY, model()));
    weights = readCloseWeights(file);
  });

  it('is the same bytes each time', () => {
    expect(closeEncoderFile(VOCABULARY, model()).file.equals(file)).toBe(true);
  });

  it('holds the words, and their embeddings in signed bytes', () => {
    expect(weights.vocabulary()).toEqual(VOCABULARY);
    const { steps, values } = weights.bytes('words', CLOSE_SIZE);
    expect(new Set(values)).toEqual(new Set([-127]));
    expect(steps[2]).toBeCloseTo(0.002, 6);
  });

  it('holds of the positions those that are used, as the first sentence has them', () => {
    expect(new Set(weights.numbers('positions', MOST_PIECES * CLOSE_SIZE))).toEqual(new Set([0.75]));
  });

  it('holds the matrices of each layer as they were', () => {
    const last = CLOSE_LAYERS - 1;
    expect([...weights.matrix(`${last}.outer.matrix`, CLOSE_INNER, CLOSE_SIZE).subarray(0, 1)]).toEqual([1]);
    expect(weights.numbers(`${last}.outer.bias`, CLOSE_SIZE)[0]).toBe(CLOSE_INNER);
    expect(weights.numbers(`${last}.inner.bias`, CLOSE_INNER)[0]).toBe(CLOSE_SIZE);
  });

  it('holds a tuned matrix in signed bytes, and tuned numbers as they are', () => {
    const tuned = new Map([
      ['4.inner.matrix', Float32Array.from({ length: CLOSE_SIZE * CLOSE_INNER }, (_, at) => (at % CLOSE_SIZE) - 190)],
      ['4.inner.bias', new Float32Array(CLOSE_INNER).fill(7)],
    ]);
    const changed = readCloseWeights(closeEncoderFile(VOCABULARY, model(), tuned).file);
    const matrix = changed.matrix('4.inner.matrix', CLOSE_SIZE, CLOSE_INNER);
    expect(matrix[CLOSE_INNER - 1]).toBeCloseTo(-190, 0);
    expect(matrix[380 * CLOSE_INNER]).toBeCloseTo(190, 0);
    expect(changed.numbers('4.inner.bias', CLOSE_INNER)[3]).toBe(7);
    expect(changed.matrix('4.outer.matrix', CLOSE_INNER, CLOSE_SIZE)[0]).toBe(1);
    expect(changed.version).not.toBe(weights.version);
  });

  it('is not made of a tuned table that it has not, or of another size', () => {
    const made = (name: string, length: number) => () =>
      closeEncoderFile(VOCABULARY, model(), new Map([[name, new Float32Array(length)]]));
    expect(made('6.inner.bias', CLOSE_INNER)).toThrow('no table 6.inner.bias that could be tuned');
    expect(made('4.inner.bias', 3)).toThrow('4.inner.bias has 3 numbers and not 1536');
  });

  it('is not made where a table is missing or has another size', () => {
    const tables = model();
    tables.set('model.layers.3.mlp.fc1.Add.bias', floats(CLOSE_SIZE, 0));
    expect(() => closeEncoderFile(VOCABULARY, tables)).toThrow(
      'The model has no table model.layers.3.mlp.fc1.Add.bias of 6144 bytes.',
    );
  });
});

describe('Tuned tables', () => {
  const header = Buffer.from('[{"name":"4.inner.bias","numbers":2},{"name":"5.inner.bias","numbers":1}]\n');
  const numbers = Buffer.from(Float32Array.of(1, 2, 3).buffer);

  it('are read by name', () => {
    expect(tunedTables(Buffer.concat([header, numbers]))).toEqual(
      new Map([
        ['4.inner.bias', Float32Array.of(1, 2)],
        ['5.inner.bias', Float32Array.of(3)],
      ]),
    );
  });

  it('are not read where they are cut off', () => {
    expect(() => tunedTables(Buffer.concat([header, numbers.subarray(0, 10)]))).toThrow(
      'in the middle of 5.inner.bias',
    );
  });
});

describe('Numbers as signed bytes', () => {
  it('are off by half a step of their own row at most', () => {
    const values = Float32Array.of(1, -0.3, 0.004, 0, 100, -50, 0.3, 7);
    const bytes = asBytes(values, 2);
    const steps = new Float32Array(new Uint8Array(bytes.subarray(0, 8)).buffer);
    const rounded = new Int8Array(new Uint8Array(bytes.subarray(8)).buffer);
    for (const [at, value] of values.entries()) {
      const step = steps[Math.floor(at / 4)] as number;
      expect(Math.abs((rounded[at] as number) * step - value)).toBeLessThanOrEqual(step / 2 + 1e-6);
    }
  });

  it('are nothing where a row is nothing', () => {
    expect(new Set(asBytes(new Float32Array(4), 1))).toEqual(new Set([0]));
  });
});
