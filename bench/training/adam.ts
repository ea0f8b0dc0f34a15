const FIRST = 0.9;
const SECOND = 0.999;

/** AdamW (Loshchilov and Hutter 2019) on one array of weights, which it changes in place. */
export class Adam {
  readonly #values: Float32Array;
  readonly #decay: number;
  readonly #means: Float32Array;
  readonly #squares: Float32Array;
  #updates = 0;

  /** `decay` is the share of the rate by which a weight shrinks at each update. */
  constructor(values: Float32Array, decay: number) {
    this.#values = values;
    this.#decay = decay;
    this.#means = new Float32Array(values.length);
    this.#squares = new Float32Array(values.length);
  }

  update(gradient: Float32Array, rate: number): void {
    this.#updates++;
    const [values, means, squares] = [this.#values, this.#means, this.#squares];
    const step = rate / (1 - FIRST ** this.#updates);
    const unbiased = 1 / (1 - SECOND ** this.#updates);
    const shrunk = 1 - rate * this.#decay;
    for (let at = 0; at < values.length; at++) {
      const slope = gradient[at] as number;
      const mean = FIRST * (means[at] as number) + (1 - FIRST) * slope;
      const square = SECOND * (squares[at] as number) + (1 - SECOND) * slope * slope;
      means[at] = mean;
      squares[at] = square;
      values[at] = (values[at] as number) * shrunk - (step * mean) / (Math.sqrt(square * unbiased) + 1e-8);
    }
  }
}
