import type { Token } from '../text.ts';
import { FEATURE_COUNT, sharesOfWords, visitFeatures } from './features.ts';

/** The weights beside the code are missing, damaged or of another format: an error that alarms, never a score of zero (requirement 14). */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly safeToLog = true;
}

/** Format 1: a line of JSON (this), then for each group in order `FEATURE_COUNT` signed bytes. */
export interface ModelHeader {
  readonly format: 1;
  readonly version: string;
  readonly groups: readonly {
    readonly name: string;
    /** What one step of a stored weight is worth, in log-odds. */
    readonly step: number;
    readonly bias: number;
    /** Platt scaling: probability = 1 / (1 + exp(-(slope * logit + intercept))). */
    readonly slope: number;
    readonly intercept: number;
  }[];
}

export interface Model {
  readonly version: string;
  readonly groups: readonly string[];
  /** Scores the words `first` to `last` (half-open) for every group. Linear in the words. */
  score(tokens: readonly Token[], first: number, last: number): Float64Array;
  /** How much each of those words carried toward one group. */
  explain(tokens: readonly Token[], first: number, last: number, group: number): Float64Array;
}

/** Reads weights as the training wrote them. @throws ModelError when they are not of format 1 or not whole. */
export function createModel(bytes: Uint8Array): Model {
  const lineEnd = bytes.indexOf(0x0a);
  const header = parseHeader(bytes.subarray(0, Math.max(0, lineEnd)));
  const wanted = lineEnd + 1 + header.groups.length * FEATURE_COUNT;
  if (bytes.length !== wanted) {
    throw new ModelError(
      `The model's weights have ${bytes.length} bytes and its header says ${wanted}. Train it again, or restore rules/model/weights.bin.`,
    );
  }
  const tables = header.groups.map(
    (_, index) => new Int8Array(bytes.buffer, bytes.byteOffset + lineEnd + 1 + index * FEATURE_COUNT, FEATURE_COUNT),
  );
  return {
    version: header.version,
    groups: header.groups.map((group) => group.name),
    score(tokens, first, last) {
      const sums = new Float64Array(tables.length);
      let count = 0;
      visitFeatures(tokens, first, last, (place) => {
        count++;
        for (let group = 0; group < tables.length; group++)
          sums[group] = at(sums, group) + at(tables[group] as Int8Array, place);
      });
      const scale = lengthScale(count);
      return Float64Array.from(header.groups, (group, index) =>
        probability(group, group.bias + at(sums, index) * group.step * scale),
      );
    },
    explain(tokens, first, last, groupIndex) {
      const { shares, count } = sharesOfWords(tables[groupIndex] as Int8Array, tokens, first, last);
      const scale = (header.groups[groupIndex]?.step ?? 0) * lengthScale(count);
      return shares.map((share) => share * scale);
    },
  };
}

/** A text's features share one unit of length, so that a long text does not score high by being long. */
export function lengthScale(featureCount: number): number {
  return 1 / Math.sqrt(Math.max(1, featureCount));
}

const at = (values: Int8Array | Float64Array, index: number): number => values[index] as number;

function probability(group: ModelHeader['groups'][number], logit: number): number {
  return 1 / (1 + Math.exp(-(group.slope * logit + group.intercept)));
}

function parseHeader(line: Uint8Array): ModelHeader {
  try {
    const header = JSON.parse(new TextDecoder().decode(line)) as ModelHeader;
    if (header.format !== 1 || header.groups.length === 0) throw new Error(`format ${header.format}`);
    return header;
  } catch (cause) {
    throw new ModelError(
      'The model beside the code has no header of format 1. Train it again, or restore rules/model/weights.bin.',
      { cause },
    );
  }
}
