/** The numbers in one meaning, as the encoder gives them; each meaning has length 1. */
export const MEANING_SIZE = 512;

/** Gives texts that mean the same much the same numbers, whatever their words. */
export interface SentenceEncoder {
  /** Package and version: part of the name of what was trained on it, since other numbers would make its weights nonsense. */
  readonly version: string;
  /** One meaning of `MEANING_SIZE` numbers a text, in order. About 8 ms a text of 40 words on one processor; the cost grows with length. */
  encode(texts: readonly string[]): Promise<Float32Array[]>;
}
