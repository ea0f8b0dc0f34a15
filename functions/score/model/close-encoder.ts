import type { Tensors } from '../tensors.ts';
import type { Stretch } from './attention.ts';
import { closeLayer, normalise, readNorm } from './close-layer.ts';
import { CLOSE_LAYERS, CLOSE_SIZE, type CloseWeights } from './close-weights.ts';
import { poolWords } from './pool-words.ts';
import { createWordPieces, MOST_PIECES } from './word-pieces.ts';

/** So many pieces go through the layers together: more are no faster and take more memory. */
const MOST_ROWS = 512;

/** The head reads the mean and then the greatest of the pieces' vectors behind the last layer. */
export const HEAD_SIZE = 2 * CLOSE_SIZE;

/** Reads a text more closely than `SentenceEncoder`, at two to three times the cost; holds some 130 MB. */
export interface CloseEncoder {
  /** Part of the name of what was calibrated with it, since other numbers would make that nonsense. */
  readonly version: string;
  /** Concern as it was tuned to hear it, one number a text, in log-odds before calibration. Of a text the first `MOST_PIECES` pieces are read. */
  concernOf(texts: readonly string[]): Promise<Float32Array>;
}

/** The encoder of these weights: BERT (Devlin et al. 2018) with 6 layers, and a linear head. @throws ModelError where a table is missing or of another shape. */
export function createCloseEncoder(weights: CloseWeights, tensors: Tensors): CloseEncoder {
  const piecesOf = createWordPieces(weights.vocabulary());
  const words = weights.bytes('words', CLOSE_SIZE);
  const positions = weights.numbers('positions', MOST_PIECES * CLOSE_SIZE);
  const norm = readNorm(weights, 'norm');
  const layers = Array.from({ length: CLOSE_LAYERS }, (_, layer) => closeLayer(weights, layer, tensors));
  const head = weights.numbers('concern.matrix', HEAD_SIZE);
  const [bias] = weights.numbers('concern.bias', 1) as unknown as [number];

  const embed = (pieces: readonly number[], rows: Float32Array, first: number): void => {
    for (const [position, piece] of pieces.entries()) {
      const step = words.steps[piece] as number;
      const into = (first + position) * CLOSE_SIZE;
      for (let at = 0; at < CLOSE_SIZE; at++) {
        const word = (words.values[piece * CLOSE_SIZE + at] as number) * step;
        rows[into + at] = word + (positions[position * CLOSE_SIZE + at] as number);
      }
    }
  };

  const read = (batch: readonly (readonly number[])[]): number[] => {
    let count = 0;
    const stretches = batch.map(({ length }): Stretch => {
      count += length;
      return { first: count - length, count: length };
    });
    let rows: Float32Array = new Float32Array(count * CLOSE_SIZE);
    for (const [text, { first }] of stretches.entries()) embed(batch[text] as readonly number[], rows, first);
    normalise(rows, norm);
    for (const layer of layers) rows = layer(rows, stretches);
    return stretches.map((stretch) => {
      const pooled = new Float32Array(HEAD_SIZE);
      poolWords(rows, CLOSE_SIZE, stretch.first * CLOSE_SIZE, stretch.count, pooled, 0);
      return pooled.reduce((sum, value, at) => sum + value * (head[at] as number), bias);
    });
  };

  return {
    version: weights.version,
    async concernOf(texts) {
      return Float32Array.from(batches(texts.map(piecesOf)).flatMap(read));
    },
  };
}

/** Neighbours together, as long as they are no more than `MOST_ROWS` pieces. */
function batches(texts: readonly (readonly number[])[]): (readonly number[])[][] {
  const found: (readonly number[])[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const pieces of texts) {
    rows += pieces.length;
    if (rows <= MOST_ROWS) found.at(-1)?.push(pieces);
    else {
      found.push([pieces]);
      rows = pieces.length;
    }
  }
  return found;
}
