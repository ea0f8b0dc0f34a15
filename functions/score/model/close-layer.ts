import type { Tensor, Tensors } from '../tensors.ts';
import { attend, type Stretch } from './attention.ts';
import { CLOSE_INNER, CLOSE_SIZE, type CloseWeights } from './close-weights.ts';
import { gelu } from './gelu.ts';

/** BERT's, so that a row of equal numbers is not divided by nothing. */
const EPSILON = 1e-12;

/** What rows are brought to after each part of a layer. */
export interface Norm {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

/** Gives the rows behind the layer; each text's pieces look only at one another. May change what it is given. */
export type CloseLayer = (rows: Float32Array, stretches: readonly Stretch[]) => Float32Array;

/** One layer of the encoder; its matrices stay in the library's memory as long as the process. */
export function closeLayer(weights: CloseWeights, layer: number, tensors: Tensors): CloseLayer {
  const bias = (part: string, size: number) => weights.numbers(`${layer}.${part}.bias`, size);
  const matrix = (part: string, inputs: number, outputs: number) =>
    tensors.tensor2d(weights.matrix(`${layer}.${part}.matrix`, inputs, outputs), [inputs, outputs]);
  const looks = ['query', 'key', 'value'].map((part) => ({
    matrix: matrix(part, CLOSE_SIZE, CLOSE_SIZE),
    bias: bias(part, CLOSE_SIZE),
  }));
  const attended = { matrix: matrix('attended', CLOSE_SIZE, CLOSE_SIZE), bias: bias('attended', CLOSE_SIZE) };
  const inner = { matrix: matrix('inner', CLOSE_SIZE, CLOSE_INNER), bias: bias('inner', CLOSE_INNER) };
  const outer = { matrix: matrix('outer', CLOSE_INNER, CLOSE_SIZE), bias: bias('outer', CLOSE_SIZE) };
  const attendedNorm = readNorm(weights, `${layer}.attended.norm`);
  const outerNorm = readNorm(weights, `${layer}.outer.norm`);
  return (rows, stretches) => {
    const input = tensors.tensor2d(rows, [rows.length / CLOSE_SIZE, CLOSE_SIZE]);
    const [queries, keys, values] = looks.map((look) => plus(productOf(tensors, input, look.matrix), look.bias)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    input.dispose();
    const mixed = attend(queries, keys, values, stretches);
    const first = product(tensors, mixed, attended.matrix);
    normalise(plus(add(first, rows), attended.bias), attendedNorm);
    const second = product(tensors, gelu(product(tensors, first, inner.matrix), inner.bias), outer.matrix);
    return normalise(plus(add(second, first), outer.bias), outerNorm);
  };
}

export const readNorm = (weights: CloseWeights, name: string): Norm => ({
  scale: weights.numbers(`${name}.scale`, CLOSE_SIZE),
  bias: weights.numbers(`${name}.bias`, CLOSE_SIZE),
});

function product(tensors: Tensors, rows: Float32Array, matrix: Tensor): Float32Array {
  const inputs = matrix.shape[0] as number;
  const input = tensors.tensor2d(rows, [rows.length / inputs, inputs]);
  const output = productOf(tensors, input, matrix);
  input.dispose();
  return output;
}

function productOf(tensors: Tensors, input: Tensor, matrix: Tensor): Float32Array {
  const output = tensors.matMul(input, matrix);
  const numbers = output.dataSync() as Float32Array;
  output.dispose();
  return numbers;
}

function add(to: Float32Array, from: Float32Array): Float32Array {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] as number) + (from[at] as number);
  return to;
}

function plus(rows: Float32Array, bias: Float32Array): Float32Array {
  const size = bias.length;
  for (let from = 0; from < rows.length; from += size) {
    for (let at = 0; at < size; at++) rows[from + at] = (rows[from + at] as number) + (bias[at] as number);
  }
  return rows;
}

/** Brings each row to mean 0 and deviation 1, then to its scale and bias (layer normalisation, Ba et al. 2016), in place. */
export function normalise(rows: Float32Array, { scale, bias }: Norm): Float32Array {
  for (let from = 0; from < rows.length; from += CLOSE_SIZE) {
    let sum = 0;
    for (let at = from; at < from + CLOSE_SIZE; at++) sum += rows[at] as number;
    const mean = sum / CLOSE_SIZE;
    let squares = 0;
    for (let at = from; at < from + CLOSE_SIZE; at++) squares += ((rows[at] as number) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / CLOSE_SIZE + EPSILON);
    for (let at = 0; at < CLOSE_SIZE; at++) {
      rows[from + at] = ((rows[from + at] as number) - mean) * factor * (scale[at] as number) + (bias[at] as number);
    }
  }
  return rows;
}
