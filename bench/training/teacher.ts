import { randomNumbers } from '../random-numbers.ts';

/** A text as the teacher sees it. One without a label takes no part in fitting and is still given a view. */
export interface Lesson {
  readonly embedding: Float32Array | undefined;
  readonly source: number;
  readonly label: 0 | 1 | undefined;
  readonly weight: number;
}

const EPOCHS = 4;
const RATE = 0.1;
/** Embeddings have length 1; so stretched, the step fits them. */
const STRETCH = 6;
/** The spread of the views, in log-odds: what one deviation of the teacher's own is mapped to, since its scale is arbitrary. */
const SPREAD = 2;

/**
 * Logistic regression on sentence embeddings, with an intercept a source that is thrown away. It knows words it was never shown a
 * label for, from the encoder's own training, and so ranks sources it has not seen better than words alone do.
 * @returns Its view of every lesson, in standardised log-odds; undefined for one without an embedding, and for all where nothing can be fitted.
 */
export function fitTeacher(
  lessons: readonly Lesson[],
  sources: number,
  seed: number,
): (number | undefined)[] | undefined {
  const read = lessons.filter(({ embedding }) => embedding !== undefined);
  const size = read[0]?.embedding?.length ?? 0;
  if (!read.some(({ label }) => label === 1) || !read.some(({ label }) => label === 0)) return undefined;
  const random = randomNumbers(seed);
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-3);
  const intercepts = new Float64Array(sources);
  const interceptSquares = new Float64Array(sources).fill(1e-3);
  const order = lessons.flatMap(({ embedding, label }, index) =>
    embedding === undefined || label === undefined ? [] : [index],
  );
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    for (const index of order) {
      const { embedding, source, label, weight } = lessons[index] as Lesson & { embedding: Float32Array; label: 0 | 1 };
      const logit = (intercepts[source] as number) + product(weights, embedding);
      const error = weight * (1 / (1 + Math.exp(-logit)) - label);
      interceptSquares[source] = (interceptSquares[source] as number) + error * error;
      intercepts[source] =
        (intercepts[source] as number) - (0.1 * error) / Math.sqrt(interceptSquares[source] as number);
      for (let at = 0; at < size; at++) {
        const gradient = error * STRETCH * (embedding[at] as number);
        squares[at] = (squares[at] as number) + gradient * gradient;
        weights[at] = (weights[at] as number) - (RATE * gradient) / Math.sqrt(squares[at] as number);
      }
    }
  }
  const views = lessons.map(({ embedding }) => (embedding === undefined ? undefined : product(weights, embedding)));
  return standardised(views);
}

function product(weights: Float64Array, embedding: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] as number) * (embedding[at] as number);
  return sum * STRETCH;
}

function standardised(views: readonly (number | undefined)[]): (number | undefined)[] {
  const known = views.filter((view) => view !== undefined);
  const mean = known.reduce((sum, view) => sum + view, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, view) => sum + (view - mean) ** 2, 0) / known.length);
  return views.map((view) => (view === undefined ? undefined : (SPREAD * (view - mean)) / Math.max(1e-9, deviation)));
}
