import { poolWords } from '../pool-words.ts';
import type { Tensors } from '../tensors.ts';
import type { Stretch } from './attention.ts';
import { closeLayer, normalise, readNorm } from './close-layer.ts';
import { CLOSE_LAYERS, CLOSE_SIZE, type CloseWeights } from './close-weights.ts';
import { createWordPieces, MOST_PIECES } from './word-pieces.ts';

/** Behind these layers, counted from 0, a text's pieces are pooled. */
const POOLED = [1, 3, 5];

/** The numbers of a text: behind each pooled layer the mean and then the greatest of its pieces' vectors. */
export const CLOSE_DEPTH_SIZE = POOLED.length * 2 * CLOSE_SIZE;

/** So many pieces go through the layers together: more are no faster and take more memory. */
const MOST_ROWS = 512;

/** Reads a text more closely than `SentenceEncoder`, at two to three times the cost; holds some 130 MB. */
export interface CloseEncoder {
  /** Part of the name of what was trained on it, since other numbers would make its weights nonsense. */
  readonly version: string;
  /** One vector of `CLOSE_DEPTH_SIZE` numbers a text, in order. Of a text the first `MOST_PIECES` pieces are read. */
  encodeInDepth(texts: readonly string[]): Promise<Float32Array[]>;
}

/** The encoder of these weights: BERT (Devlin et al. 2018) with 6 layers. @throws ModelError where a table is missing or of another shape. */
export function createCloseEncoder(weights: CloseWeights, tensors: Tensors): CloseEncoder {
  const piecesOf = createWordPieces(weights.vocabulary());
  const words = weights.bytes('words', CLOSE_SIZE);
  const positions = weights.numbers('positions', MOST_PIECES * CLOSE_SIZE);
  const norm = readNorm(weights, 'norm');
  const layers = Array.from({ length: CLOSE_LAYERS }, (_, layer) => closeLayer(weights, layer, tensors));

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

  const read = (batch: readonly (readonly number[])[]): Float32Array[] => {
    let count = 0;
    const stretches = batch.map(({ length }): Stretch => {
      count += length;
      return { first: count - length, count: length };
    });
    let rows: Float32Array = new Float32Array(count * CLOSE_SIZE);
    for (const [text, { first }] of stretches.entries()) embed(batch[text] as readonly number[], rows, first);
    normalise(rows, norm);
    const depths = batch.map(() => new Float32Array(CLOSE_DEPTH_SIZE));
    for (const [index, layer] of layers.entries()) {
      rows = layer(rows, stretches);
      const at = POOLED.indexOf(index) * 2 * CLOSE_SIZE;
      if (at < 0) continue;
      for (const [text, stretch] of stretches.entries()) {
        poolWords(rows, CLOSE_SIZE, stretch.first * CLOSE_SIZE, stretch.count, depths[text] as Float32Array, at);
      }
    }
    return depths;
  };

  return {
    version: weights.version,
    async encodeInDepth(texts) {
      return batches(texts.map(piecesOf)).flatMap(read);
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
