export interface Tensor {
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number>;
  /** Its memory is not the collector's. */
  dispose(): void;
}

/** What we use of the encoder's library: its own types name a package that it holds within and does not install. */
export interface Tensors {
  ready(): Promise<void>;
  tensor2d(values: Float32Array, shape: readonly [number, number]): Tensor;
  matMul(left: Tensor, right: Tensor): Tensor;
}

export async function loadTensors(): Promise<Tensors> {
  return (await import('@energetic-ai/core')) as unknown as Tensors;
}
