import { FEATURE_COUNT, visitFeatures } from '../../functions/score/model/features.ts';
import { lengthScale, type ModelHeader } from '../../functions/score/model/model.ts';
import { normalize } from '../../functions/score/normalize/normalize.ts';
import { randomNumbers } from '../random-numbers.ts';
import { GROUPS, isForCalibration, type LabelledText } from './labelled-text.ts';
import { fitTeacher } from './teacher.ts';

/** A text as the learner sees it: places of its features, with repeats, and the scale of its length. */
interface Example {
  readonly places: Int32Array;
  readonly scale: number;
  readonly source: number;
  readonly labels: LabelledText['labels'];
  /** The meaning of the whole text, for the teacher; none where there is no teacher. */
  readonly embedding: Float32Array | undefined;
}

export interface TrainingOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly rate: number;
  /** L2 penalty, per update. */
  readonly decay: number;
  /** Our own corpus counts so many times: it is small, and it is the register that we work in. */
  readonly corpusWeight: number;
  /** How much of a step goes to the teacher's view, beside 1 for the label. */
  readonly teacherWeight: number;
}

export const DEFAULT_TRAINING: TrainingOptions = {
  seed: 20261125,
  epochs: 5,
  rate: 0.3,
  decay: 2e-6,
  corpusWeight: 3,
  teacherWeight: 0.3,
};

/** Longer texts are read to here: past it a talk page repeats itself. */
const LONGEST_TEXT_WORDS = 200;

/**
 * Trains one logistic regression a group and gives the weights in the format that `createModel` reads. Same rows, embeddings and
 * seed, same bytes. With `embeddings`, at the place of its row or undefined, it also learns from a teacher what the labels of few sources cannot show.
 */
export function train(
  rows: readonly LabelledText[],
  version: string,
  options: TrainingOptions = DEFAULT_TRAINING,
  embeddings: readonly (Float32Array | undefined)[] = [],
): Buffer {
  const sources = [...new Set(rows.map((row) => row.source))];
  const examples = rows.map((row, index) => exampleOf(row, sources, embeddings[index]));
  const learning = examples.filter((_, index) => !isForCalibration(rows[index]?.text ?? ''));
  const calibrating = examples.filter((_, index) => isForCalibration(rows[index]?.text ?? ''));
  const tables: Int8Array[] = [];
  const groups: ModelHeader['groups'][number][] = [];
  for (const group of GROUPS) {
    const held = calibrating.filter((example) => example.labels[group] !== undefined);
    const { weights, bias } = learn(learning, group, sources, options);
    const { table, step } = quantise(weights);
    const logits = held.map((example) => bias + step * sumOf(table, example) * example.scale);
    const { slope, intercept } = calibrate(
      logits,
      held.map((example) => example.labels[group] ?? 0),
    );
    groups.push({ name: group, step, bias, slope, intercept });
    tables.push(table);
  }
  const header: ModelHeader = { format: 1, version, groups };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...tables.map((table) => Buffer.from(table.buffer)),
  ]);
}

function exampleOf(row: LabelledText, sources: readonly string[], embedding: Float32Array | undefined): Example {
  const { tokens } = normalize(row.text);
  const places: number[] = [];
  visitFeatures(tokens, 0, Math.min(tokens.length, LONGEST_TEXT_WORDS), (place) => places.push(place));
  return {
    places: Int32Array.from(places),
    scale: lengthScale(places.length),
    source: sources.indexOf(row.source),
    labels: row.labels,
    embedding,
  };
}

function sumOf(table: ArrayLike<number>, example: Example): number {
  let sum = 0;
  for (const place of example.places) sum += table[place] as number;
  return sum;
}

/**
 * AdaGrad over shuffled examples. Each source has an intercept of its own, which is thrown away at the end: so the share of threats
 * in a source is explained by the source, and not learned from the manner of writing that gives the source away. Every text that has an
 * embedding pulls toward the teacher's log-odds, also one that was not annotated for the group; an annotated one pulls
 * toward its label as well.
 */
function learn(
  examples: readonly Example[],
  group: (typeof GROUPS)[number],
  sources: readonly string[],
  options: TrainingOptions,
) {
  const random = randomNumbers(options.seed);
  const weights = new Float32Array(FEATURE_COUNT);
  const squares = new Float32Array(FEATURE_COUNT).fill(1e-3);
  const intercepts = new Float64Array(sources.length);
  const interceptSquares = new Float64Array(sources.length).fill(1e-3);
  const known = examples.filter((example) => example.labels[group] !== undefined);
  const lift = liftOf(known, group);
  const corpus = sources.indexOf('corpus');
  const weightOf = (example: Example) =>
    (example.labels[group] === 1 ? lift : 1) * (example.source === corpus ? options.corpusWeight : 1);
  const taught = fitTeacher(
    examples.map((example) => ({
      embedding: example.embedding,
      source: example.source,
      label: example.labels[group],
      weight: weightOf(example),
    })),
    sources.length,
    options.seed,
  );
  let teacherIntercept = 0;
  const order = examples.map((_, index) => index);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index] as Example;
      const sum = sumOf(weights, example) * example.scale;
      let error = 0;
      const view = taught?.[index];
      if (view !== undefined) {
        const corpusWeight = example.source === corpus ? options.corpusWeight : 1;
        error = options.teacherWeight * corpusWeight * (sum + teacherIntercept - view);
        teacherIntercept -= 0.002 * error;
      }
      const label = example.labels[group];
      if (label !== undefined) {
        const logit = (intercepts[example.source] as number) + sum;
        const labelError = weightOf(example) * (1 / (1 + Math.exp(-logit)) - label);
        interceptSquares[example.source] = (interceptSquares[example.source] as number) + labelError * labelError;
        intercepts[example.source] =
          (intercepts[example.source] as number) -
          (0.1 * labelError) / Math.sqrt(interceptSquares[example.source] as number);
        error += labelError;
      }
      if (error === 0) continue;
      const gradient = error * example.scale;
      for (const place of example.places) {
        const total = gradient + options.decay * (weights[place] as number);
        squares[place] = (squares[place] as number) + total * total;
        weights[place] = (weights[place] as number) - (options.rate * total) / Math.sqrt(squares[place] as number);
      }
    }
  }
  const share = (source: number) => known.filter((example) => example.source === source).length / known.length;
  const bias = intercepts.reduce((sum, intercept, source) => sum + intercept * share(source), 0);
  return { weights, bias };
}

/** The rarer the positives, the more one counts, by the square root of the odds: all of it would drown the negatives. */
function liftOf(known: readonly Example[], group: (typeof GROUPS)[number]): number {
  const positives = known.filter((example) => example.labels[group] === 1).length;
  return Math.min(20, Math.sqrt(Math.max(1, known.length - positives) / Math.max(1, positives)));
}

export function quantise(weights: Float32Array): { table: Int8Array; step: number } {
  const sizes = Float32Array.from(weights, Math.abs)
    .filter((size) => size > 0)
    .sort();
  const largest = sizes[Math.floor(sizes.length * 0.9999)] ?? 1;
  const step = largest / 127;
  return { table: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step)))), step };
}

/** Platt (1999): a slope and an intercept by Newton's method on the held-out log-odds, with his smoothed targets. */
export function calibrate(logits: readonly number[], labels: readonly number[]): { slope: number; intercept: number } {
  const positives = labels.filter((label) => label === 1).length;
  const negatives = labels.length - positives;
  if (positives < 5 || negatives < 5) return { slope: 1, intercept: 0 };
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 1;
  let intercept = 0;
  for (let round = 0; round < 50; round++) {
    let [gs, gi, ss, si, ii] = [0, 0, 1e-6, 0, 1e-6];
    for (const [index, logit] of logits.entries()) {
      const probability = 1 / (1 + Math.exp(-(slope * logit + intercept)));
      const error = probability - (labels[index] === 1 ? high : low);
      const curve = Math.max(1e-9, probability * (1 - probability));
      gs += error * logit;
      gi += error;
      ss += curve * logit * logit;
      si += curve * logit;
      ii += curve;
    }
    const determinant = ss * ii - si * si;
    const stepSlope = (ii * gs - si * gi) / determinant;
    const stepIntercept = (ss * gi - si * gs) / determinant;
    slope -= Math.max(-1, Math.min(1, stepSlope));
    intercept -= Math.max(-2, Math.min(2, stepIntercept));
    if (Math.abs(stepSlope) + Math.abs(stepIntercept) < 1e-7) break;
  }
  return { slope, intercept };
}

export function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
}
