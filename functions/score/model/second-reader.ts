import type { Token, TokenRange } from '../text.ts';
import { FEATURE_COUNT, sharesOfWords, visitFeatures } from './features.ts';
import { lengthScale, ModelError } from './model.ts';
import { MEANING_SIZE, type SentenceEncoder } from './sentence-encoder.ts';

/** Meanings have length 1 and word features do not; so stretched, one step of training fits both. */
export const MEANING_STRETCH = 6;

/** Format 1: a line of JSON (this), `FEATURE_COUNT` signed bytes, then for `concern` and each group `MEANING_SIZE` float32, little-endian. */
export interface SecondReaderHeader {
  readonly format: 1;
  readonly version: string;
  readonly encoder: string;
  /** What one step of a stored word weight is worth, in log-odds. */
  readonly step: number;
  readonly concern: Head;
  readonly groups: readonly (Head & { readonly name: string })[];
}

/** Platt scaling: probability = 1 / (1 + exp(-(slope * (bias + sum) + intercept))). */
export interface Head {
  readonly bias: number;
  readonly slope: number;
  readonly intercept: number;
}

/** What the second reader makes of one passage. */
export interface PassageReading {
  /** Log-odds that it is language of concern of any kind, calibrated on text that it was not fitted to. */
  readonly concern: number;
  /** Log-odds by group, in the order of `groups`: of what kind it would be. */
  readonly groups: Float64Array;
}

/** A stretch of words, and the same words as the encoder reads them. */
export interface Passage {
  readonly tokens: readonly Token[];
  readonly range: TokenRange;
  readonly text: string;
}

export interface SecondReader {
  readonly version: string;
  readonly groups: readonly string[];
  /** What the words alone say, in log-odds: cheap, and enough to choose which passages of a long contact are worth reading. */
  wordsConcern(tokens: readonly Token[], range: TokenRange): number;
  /** How much each of the words carried toward concern, of what the words alone say. */
  explain(tokens: readonly Token[], range: TokenRange): Float64Array;
  /** One reading a passage, in order. */
  read(passages: readonly Passage[]): Promise<PassageReading[]>;
}

/** Reads weights as the training wrote them. @throws ModelError when they are not of format 1, not whole, or made for another encoder. */
export function createSecondReader(bytes: Uint8Array, encoder: SentenceEncoder): SecondReader {
  const lineEnd = bytes.indexOf(0x0a);
  const header = parseHeader(bytes.subarray(0, Math.max(0, lineEnd)));
  const meanings = (1 + header.groups.length) * MEANING_SIZE;
  const wanted = lineEnd + 1 + FEATURE_COUNT + 4 * meanings;
  if (bytes.length !== wanted) {
    throw new ModelError(
      `The second reader has ${bytes.length} bytes and its header says ${wanted}. Train it again, or restore rules/model/second-reader.bin.`,
    );
  }
  if (header.encoder !== encoder.version) {
    throw new ModelError(
      `The second reader was trained on ${header.encoder} and this is ${encoder.version}. Train it again with npm run train.`,
    );
  }
  const table = new Int8Array(bytes.buffer, bytes.byteOffset + lineEnd + 1, FEATURE_COUNT);
  const dense = new Float32Array(Uint8Array.from(bytes.subarray(lineEnd + 1 + FEATURE_COUNT)).buffer);
  const words = (tokens: readonly Token[], { first, last }: TokenRange) => {
    let sum = 0;
    let count = 0;
    visitFeatures(tokens, first, last, (place) => {
      count++;
      sum += table[place] as number;
    });
    return sum * header.step * lengthScale(count);
  };
  return {
    version: header.version,
    groups: header.groups.map(({ name }) => name),
    wordsConcern: (tokens, range) => header.concern.bias + words(tokens, range),
    explain: (tokens, { first, last }) => sharesOfWords(table, tokens, first, last).shares,
    async read(passages) {
      const encoded = await encoder.encode(passages.map(({ text }) => text));
      return passages.map(({ tokens, range }, index) => {
        const meaning = encoded[index] as Float32Array;
        const sum = words(tokens, range) + product(dense, 0, meaning);
        return {
          concern: calibrated(header.concern, sum),
          groups: Float64Array.from(header.groups, (head, group) =>
            calibrated(head, product(dense, (1 + group) * MEANING_SIZE, meaning)),
          ),
        };
      });
    },
  };
}

const calibrated = ({ bias, slope, intercept }: Head, sum: number) => slope * (bias + sum) + intercept;

function product(dense: Float32Array, from: number, meaning: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < MEANING_SIZE; at++) sum += (dense[from + at] as number) * (meaning[at] as number);
  return sum * MEANING_STRETCH;
}

function parseHeader(line: Uint8Array): SecondReaderHeader {
  try {
    const header = JSON.parse(new TextDecoder().decode(line)) as SecondReaderHeader;
    if (header.format !== 1 || header.groups.length === 0) throw new Error(`format ${header.format}`);
    return header;
  } catch (cause) {
    throw new ModelError(
      'The second reader beside the code has no header of format 1. Train it again, or restore rules/model/second-reader.bin.',
      { cause },
    );
  }
}
