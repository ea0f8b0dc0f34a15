import type { Token, TokenRange } from '../text.ts';
import { bothSay, type Calibration } from './both-say.ts';
import { createDepthNetwork, depthNetworkBytes } from './depth-network.ts';
import { FEATURE_COUNT, sharesOfWords, visitFeatures } from './features.ts';
import { lengthScale, ModelError } from './model.ts';
import { MEANING_SIZE, meaningOf, type SentenceEncoder } from './sentence-encoder.ts';

/** Meanings have length 1 and word features do not; so stretched, one step of training fits both. */
export const MEANING_STRETCH = 6;

/**
 * Format 2: a line of JSON (this), `FEATURE_COUNT` signed bytes, for `concern` and each group `MEANING_SIZE` float32, little-endian, then
 * the network as `createDepthNetwork` reads it.
 */
export interface SecondReaderHeader {
  readonly format: 2;
  readonly version: string;
  readonly encoder: string;
  /** What one step of a stored word weight is worth, in log-odds. */
  readonly step: number;
  /** Concern as words and meaning show it. */
  readonly concern: Head;
  /** Concern as the network shows it, and how many units it has. */
  readonly depth: Head;
  readonly units: number;
  /** What both say together is calibrated again. */
  readonly both: Calibration;
  readonly groups: readonly (Head & { readonly name: string })[];
}

/** A sum of weights, of which the bias is the first, and what calibrates it. */
export interface Head extends Calibration {
  readonly bias: number;
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

/** Reads weights as the training wrote them. @throws ModelError when they are not of format 2, not whole, or made for another encoder. */
export function createSecondReader(bytes: Uint8Array, encoder: SentenceEncoder): SecondReader {
  const lineEnd = bytes.indexOf(0x0a);
  const header = parseHeader(bytes.subarray(0, Math.max(0, lineEnd)));
  const meanings = (1 + header.groups.length) * MEANING_SIZE;
  const networkFrom = lineEnd + 1 + FEATURE_COUNT + 4 * meanings;
  const wanted = networkFrom + depthNetworkBytes(header.units);
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
  const dense = new Float32Array(Uint8Array.from(bytes.subarray(lineEnd + 1 + FEATURE_COUNT, networkFrom)).buffer);
  const network = createDepthNetwork(bytes.subarray(networkFrom), header.units);
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
      const depths = await encoder.encodeInDepth(passages.map(({ text }) => text));
      return passages.map(({ tokens, range }, index) => {
        const depth = depths[index] as Float32Array;
        const meaning = meaningOf(depth);
        const plain = calibrated(header.concern, words(tokens, range) + product(dense, 0, meaning));
        const both = bothSay(plain, calibrated(header.depth, network(depth)));
        return {
          concern: header.both.slope * both + header.both.intercept,
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
    if (header.format !== 2 || header.groups.length === 0) throw new Error(`format ${header.format}`);
    return header;
  } catch (cause) {
    throw new ModelError(
      'The second reader beside the code has no header of format 2. Train it again, or restore rules/model/second-reader.bin.',
      { cause },
    );
  }
}
