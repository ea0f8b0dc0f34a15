import type { Token, TokenRange } from '../text.ts';
import { between, type Calibration, calibrated } from './calibration.ts';
import type { CloseEncoder } from './close-encoder.ts';
import { FEATURE_COUNT, sharesOfWords, visitFeatures } from './features.ts';
import { lengthScale, ModelError } from './model.ts';
import { MEANING_SIZE, type SentenceEncoder } from './sentence-encoder.ts';

/** Meanings have length 1 and word features do not; so stretched, one step of training fits both. */
export const MEANING_STRETCH = 6;

/**
 * Log-odds of concern, by words and meaning, from which a passage is looked at closely. The second encoder costs two to three times the
 * first, and what is below would hardly be raised whatever it said.
 */
export const CLOSE_LOOK_FROM = -2.2;

/**
 * Format 5: a line of JSON (this), `FEATURE_COUNT` signed bytes, then for `concern` and each group `MEANING_SIZE` float32, little-endian.
 */
export interface SecondReaderHeader {
  readonly format: 5;
  readonly version: string;
  readonly encoder: string;
  readonly closeEncoder: string;
  /** What one step of a stored word weight is worth, in log-odds. */
  readonly step: number;
  /** Concern as words and meaning show it. */
  readonly concern: Head;
  /** Concern as the close encoder says it, how much of what both say together is its share (0..1), and what calibrates that. */
  readonly close: Calibration;
  readonly share: number;
  readonly both: Calibration;
  readonly groups: readonly (Head & { readonly name: string })[];
}

/** A sum of weights, of which the bias is the first, and what calibrates it. */
export interface Head extends Calibration {
  readonly bias: number;
}

/** What turns a passage into numbers: every passage by the first, one of possible concern by the second too. */
export interface Encoders {
  readonly sentences: SentenceEncoder;
  readonly close: CloseEncoder;
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
  /** What the close encoder hears in each text, in log-odds before calibration. */
  lookClosely(texts: readonly string[]): Promise<Float32Array>;
  /** One reading a passage, in order. */
  read(passages: readonly Passage[]): Promise<PassageReading[]>;
}

/** Reads weights as the training wrote them. @throws ModelError when they are not of format 5, not whole, or made for another encoder. */
export function createSecondReader(bytes: Uint8Array, encoders: Encoders): SecondReader {
  const lineEnd = bytes.indexOf(0x0a);
  const header = parseHeader(bytes.subarray(0, Math.max(0, lineEnd)));
  const wanted = lineEnd + 1 + FEATURE_COUNT + 4 * (1 + header.groups.length) * MEANING_SIZE;
  if (bytes.length !== wanted) {
    throw new ModelError(
      `The second reader has ${bytes.length} bytes and its header says ${wanted}. Train it again, or restore rules/model/second-reader.bin.`,
    );
  }
  checkEncoder(header.encoder, encoders.sentences.version);
  checkEncoder(header.closeEncoder, encoders.close.version);
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
    lookClosely: (texts) => encoders.close.concernOf(texts),
    async read(passages) {
      const meanings = await encoders.sentences.encode(passages.map(({ text }) => text));
      const concern = passages.map(({ tokens, range }, index) =>
        said(header.concern, words(tokens, range) + product(dense, 0, meanings[index] as Float32Array)),
      );
      const closely = concern.flatMap((odds, index) => (odds < CLOSE_LOOK_FROM ? [] : [index]));
      const looks = await encoders.close.concernOf(closely.map((index) => (passages[index] as Passage).text));
      for (const [at, index] of closely.entries()) {
        const close = calibrated(header.close, looks[at] as number);
        concern[index] = calibrated(header.both, between(concern[index] as number, close, header.share));
      }
      return meanings.map((meaning, index) => ({
        concern: concern[index] as number,
        groups: Float64Array.from(header.groups, (head, group) =>
          said(head, product(dense, (1 + group) * MEANING_SIZE, meaning)),
        ),
      }));
    },
  };
}

const said = (head: Head, sum: number) => calibrated(head, head.bias + sum);

function checkEncoder(trainedOn: string, here: string): void {
  if (trainedOn === here) return;
  throw new ModelError(
    `The second reader was trained on ${trainedOn} and this is ${here}. Train it again with npm run train.`,
  );
}

function product(dense: Float32Array, from: number, meaning: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < MEANING_SIZE; at++) sum += (dense[from + at] as number) * (meaning[at] as number);
  return sum * MEANING_STRETCH;
}

function parseHeader(line: Uint8Array): SecondReaderHeader {
  try {
    const header = JSON.parse(new TextDecoder().decode(line)) as SecondReaderHeader;
    if (header.format !== 5 || header.groups.length === 0) throw new Error(`format ${header.format}`);
    return header;
  } catch (cause) {
    throw new ModelError(
      'The second reader beside the code has no header of format 5. Train it again, or restore rules/model/second-reader.bin.',
      { cause },
    );
  }
}
