/** The numbers in one meaning, as the encoder gives them; each meaning has length 1. */
export const MEANING_SIZE = 512;

/** The numbers of a text in depth: mean and greatest of its words' vectors behind the first layer and behind the last, then its meaning. */
export const DEPTH_SIZE = 5 * MEANING_SIZE;

/** The meaning within the numbers of a text in depth. */
export const meaningOf = (depth: Float32Array): Float32Array => depth.subarray(DEPTH_SIZE - MEANING_SIZE);

/** Gives texts that mean the same much the same numbers, whatever their words. */
export interface SentenceEncoder {
  /** Package and version: part of the name of what was trained on it, since other numbers would make its weights nonsense. */
  readonly version: string;
  /** One meaning of `MEANING_SIZE` numbers a text, in order. About 8 ms a text of 40 words on one processor; the cost grows with length. */
  encode(texts: readonly string[]): Promise<Float32Array[]>;
  /** One vector of `DEPTH_SIZE` numbers a text, in order: what single words show in their context and a mean of all blurs. Costs as `encode`. */
  encodeInDepth(texts: readonly string[]): Promise<Float32Array[]>;
}
