import { loadTensors, type Tensors } from '../../functions/score/tensors.ts';
import { randomNumbers } from '../random-numbers.ts';
import { Adam } from './adam.ts';
import { shuffle } from './logistic.ts';

export interface DepthOptions {
  readonly units: number;
  readonly epochs: number;
  readonly rate: number;
  /** Weight decay, per update, as a share of the rate. */
  readonly decay: number;
  /** The share of inputs and of units that are left out of each update, each time others: no unit may count on another. */
  readonly inputDropout: number;
  readonly unitDropout: number;
  /** A label counts as so much less than certain. */
  readonly smoothing: number;
  /** So many fits are averaged. */
  readonly fits: number;
}

/** A fitted network: `hidden` has a row an input and a column a unit. */
export interface FittedNetwork {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  readonly hidden: Float32Array;
  readonly biases: Float32Array;
  readonly parts: Float32Array;
  readonly bias: number;
}

const BATCH = 128;

/** How many numbers each text has. */
const sizeOf = (depths: readonly Float32Array[]): number => depths[0]?.length ?? 0;

/** Of each input its mean and what brings its deviation to 1, so that one rate fits all. */
function standard(depths: readonly Float32Array[]): { mean: Float32Array; scale: Float32Array } {
  const size = sizeOf(depths);
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  for (const depth of depths) {
    for (let at = 0; at < size; at++) {
      const value = depth[at] as number;
      sum[at] = (sum[at] as number) + value;
      squares[at] = (squares[at] as number) + value * value;
    }
  }
  const mean = Float32Array.from(sum, (total) => total / depths.length);
  const scale = Float32Array.from(squares, (total, at) => {
    const variance = total / depths.length - (mean[at] as number) ** 2;
    return 1 / Math.sqrt(Math.max(1e-8, variance));
  });
  return { mean, scale };
}

/**
 * Fits one layer of rectified units under a logistic loss by AdamW with dropout, its rate falling to nothing along a cosine. Same texts
 * and seed, same numbers. The products of whole batches are the encoder's own library's.
 */
export async function fitNetwork(
  depths: readonly Float32Array[],
  labels: readonly (0 | 1)[],
  seed: number,
  options: DepthOptions,
): Promise<FittedNetwork> {
  const tensors = await loadTensors();
  await tensors.ready();
  const { units } = options;
  const size = sizeOf(depths);
  const random = randomNumbers(seed);
  const { mean, scale } = standard(depths);
  const spread = 1 / Math.sqrt(size);
  const drawn = (size: number, within: number) =>
    Float32Array.from({ length: size }, () => (2 * random() - 1) * within);
  const hidden = drawn(size * units, spread);
  const biases = drawn(units, spread);
  const parts = drawn(units, 1 / Math.sqrt(units));
  const bias = new Float32Array(1);
  const learners = [hidden, biases, parts, bias].map(
    (values, index) => new Adam(values, index % 2 === 0 ? options.decay : 0),
  );
  const order = depths.map((_, index) => index);
  const updates = options.epochs * Math.ceil(order.length / BATCH);
  let update = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (let first = 0; first < order.length; first += BATCH) {
      const batch = order.slice(first, first + BATCH);
      const { rows, columns } = inputs(batch, depths, { mean, scale }, options.inputDropout, random);
      const met = product(tensors, [rows, hidden], batch.length, size, units);
      const back = new Float32Array(batch.length * units);
      const toBiases = new Float32Array(units);
      const toParts = new Float32Array(units);
      const toBias = new Float32Array(1);
      const kept = Uint8Array.from(back, () => (random() < options.unitDropout ? 0 : 1));
      for (const [row, index] of batch.entries()) {
        let odds = bias[0] as number;
        for (let unit = 0; unit < units; unit++) {
          const at = row * units + unit;
          const above = Math.max(0, (met[at] as number) + (biases[unit] as number)) * (kept[at] as number);
          met[at] = above / (1 - options.unitDropout);
          odds += (parts[unit] as number) * (met[at] as number);
        }
        const label = (labels[index] as number) * (1 - options.smoothing) + options.smoothing / 2;
        const error = (1 / (1 + Math.exp(-odds)) - label) / batch.length;
        toBias[0] = (toBias[0] as number) + error;
        for (let unit = 0; unit < units; unit++) {
          const at = row * units + unit;
          const above = met[at] as number;
          toParts[unit] = (toParts[unit] as number) + error * above;
          if (above === 0) continue;
          const passed = (error * (parts[unit] as number)) / (1 - options.unitDropout);
          back[at] = passed;
          toBiases[unit] = (toBiases[unit] as number) + passed;
        }
      }
      const toHidden = product(tensors, [columns, back], size, batch.length, units);
      const rate = options.rate * 0.5 * (1 + Math.cos((Math.PI * update++) / updates));
      for (const [index, gradient] of [toHidden, toBiases, toParts, toBias].entries()) {
        learners[index]?.update(gradient, rate);
      }
    }
  }
  return { mean, scale, hidden, biases, parts, bias: bias[0] as number };
}

/** The inputs of a batch, standardised and with some left out: a row a text, and the same with a column a text. */
function inputs(
  batch: readonly number[],
  depths: readonly Float32Array[],
  { mean, scale }: Pick<FittedNetwork, 'mean' | 'scale'>,
  dropout: number,
  random: () => number,
): { rows: Float32Array; columns: Float32Array } {
  const size = sizeOf(depths);
  const rows = new Float32Array(batch.length * size);
  const columns = new Float32Array(batch.length * size);
  for (const [row, index] of batch.entries()) {
    const depth = depths[index] as Float32Array;
    for (let at = 0; at < size; at++) {
      if (random() < dropout) continue;
      const value = (((depth[at] as number) - (mean[at] as number)) * (scale[at] as number)) / (1 - dropout);
      rows[row * size + at] = value;
      columns[at * batch.length + row] = value;
    }
  }
  return { rows, columns };
}

function product(
  { tensor2d, matMul }: Tensors,
  [left, right]: readonly [Float32Array, Float32Array],
  rows: number,
  inner: number,
  columns: number,
): Float32Array {
  const [a, b] = [tensor2d(left, [rows, inner]), tensor2d(right, [inner, columns])];
  const c = matMul(a, b);
  const values = Float32Array.from(c.dataSync());
  for (const tensor of [a, b, c]) tensor.dispose();
  return values;
}

/** What a fitted network says of a text, in log-odds. */
export function oddsOf({ mean, scale, hidden, biases, parts, bias }: FittedNetwork, depth: Float32Array): number {
  const met = Float64Array.from(biases);
  for (let at = 0; at < depth.length; at++) {
    const value = ((depth[at] as number) - (mean[at] as number)) * (scale[at] as number);
    for (let unit = 0; unit < met.length; unit++) {
      met[unit] = (met[unit] as number) + value * (hidden[at * met.length + unit] as number);
    }
  }
  return met.reduce((sum, above, unit) => sum + Math.max(0, above) * (parts[unit] as number), bias);
}

/** The mean of networks that were fitted to the same texts, as one network in the bytes that `createDepthNetwork` reads. */
export function networkBytes(networks: readonly FittedNetwork[]): { bytes: Buffer; units: number; bias: number } {
  const steps: number[] = [];
  const rows: Int8Array[] = [];
  for (const { mean, hidden, biases } of networks) {
    for (let unit = 0; unit < biases.length; unit++) {
      const weights = Float32Array.from(
        { length: mean.length },
        (_, at) => hidden[at * biases.length + unit] as number,
      );
      const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127;
      steps.push(step);
      rows.push(Int8Array.from(weights, (weight) => Math.round(weight / step)));
    }
  }
  const first = networks[0] as FittedNetwork;
  const numbers = Float32Array.from([
    ...first.mean,
    ...first.scale,
    ...steps,
    ...networks.flatMap(({ biases }) => [...biases]),
    ...networks.flatMap(({ parts }) => [...parts].map((part) => part / networks.length)),
  ]);
  return {
    bytes: Buffer.concat([Buffer.from(numbers.buffer), ...rows.map((row) => Buffer.from(row.buffer))]),
    units: steps.length,
    bias: networks.reduce((sum, { bias }) => sum + bias, 0) / networks.length,
  };
}
