import { between, type Calibration, calibrated } from '../../functions/score/model/calibration.ts';
import { FEATURE_COUNT, visitFeatures } from '../../functions/score/model/features.ts';
import { lengthScale } from '../../functions/score/model/model.ts';
import { passagesOf, passageText } from '../../functions/score/model/passages.ts';
import {
  CLOSE_LOOK_FROM,
  type Head,
  MEANING_STRETCH,
  type SecondReaderHeader,
} from '../../functions/score/model/second-reader.ts';
import { MEANING_SIZE } from '../../functions/score/model/sentence-encoder.ts';
import { normalize } from '../../functions/score/normalize/normalize.ts';
import { randomNumbers } from '../random-numbers.ts';
import { GROUPS, type Group, isForCalibration, type LabelledText } from './labelled-text.ts';
import { calibrate, quantise, shuffle } from './logistic.ts';

export interface SecondReaderOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly wordRate: number;
  readonly meaningRate: number;
  /** L2 penalty, per update, of word weights and of meaning weights. */
  readonly wordDecay: number;
  readonly meaningDecay: number;
  /** How much of what both say together is what the close encoder says: 0 none of it, 1 all. */
  readonly closeShare: number;
}

export const SECOND_READER_OPTIONS: SecondReaderOptions = {
  seed: 20261126,
  epochs: 20,
  wordRate: 0.3,
  meaningRate: 0.3,
  wordDecay: 1e-5,
  meaningDecay: 1e-4,
  // By log loss on our own corpus it would be 0.8: there every other harmless text is a twin, and in a customer's mail hardly one is (decision 34).
  closeShare: 0.5,
};

/** Of a long text so many passages are learned from. */
const MOST_PASSAGES_A_TEXT = 4;

/** Of these large sets one text in so many is read: encoding is nearly all of the time that training takes. */
const READ_ONE_IN: Readonly<Record<string, number>> = {
  jigsaw20k: 6,
  customer_banking: 5,
  edos: 6,
  threatgram: 6,
  convabuse: 2,
};

/** One passage of a labelled text, ready for the encoder. */
export interface LabelledPassage {
  readonly source: string;
  readonly file: string;
  /** The number of its text among those that are learned from. */
  readonly of: number;
  /** Kept apart to fit the calibration on, as are the other passages of its text. */
  readonly calibrating: boolean;
  readonly text: string;
  readonly places: Int32Array;
  readonly labels: LabelledText['labels'];
  /** Whether it is language of concern of any kind: known of our own corpus, and of other sets only where they are harmless. */
  readonly concern: 0 | 1 | undefined;
}

/** The passages that are learned from, in the order of the rows. */
export function passagesToLearn(rows: readonly LabelledText[]): LabelledPassage[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, of) => {
    const at = seen.get(row.source) ?? 0;
    seen.set(row.source, at + 1);
    const positive = Object.values(row.labels).includes(1);
    const every = READ_ONE_IN[row.source] ?? 1;
    // The few positives of a large set are what it is read for.
    if (at % every !== 0 && !(positive && row.source !== 'jigsaw20k' && at % 2 === 0)) return [];
    const text = normalize(row.text);
    const calibrating = isForCalibration(row.text);
    return passagesOf(text)
      .slice(0, MOST_PASSAGES_A_TEXT)
      .map((range) => {
        const places: number[] = [];
        visitFeatures(text.tokens, range.first, range.last, (place) => places.push(place));
        return {
          source: row.source,
          file: row.file,
          of,
          calibrating,
          text: passageText(text, range),
          places: Int32Array.from(places),
          labels: row.labels,
          concern: row.source === 'corpus' ? (positive ? 1 : 0) : positive ? undefined : 0,
        };
      });
  });
}

/** For each of so many texts what its first passage means; undefined for one that is not read. The first reader's teacher sees it so. */
export function firstMeanings(
  passages: readonly LabelledPassage[],
  meanings: readonly Float32Array[],
  texts: number,
): (Float32Array | undefined)[] {
  const first: (Float32Array | undefined)[] = new Array(texts).fill(undefined);
  for (const [index, { of }] of passages.entries()) first[of] ??= meanings[index];
  return first;
}

interface Fitted {
  readonly words: Float32Array | null;
  readonly meaning: Float32Array;
  readonly bias: number;
}

/** What the reader and its encoders are called, and how a passage is looked at closely. */
export interface SecondReaderParts {
  readonly version: string;
  readonly encoder: string;
  readonly closeEncoder: string;
  /** What the close encoder says of each text, in order. */
  lookClosely(texts: readonly string[]): Promise<readonly number[]>;
}

/**
 * Which passages tell what their text is labelled as: all, but for a text of concern with several only the one that a fit to the other
 * passages finds of most concern. The ordinary rest of such a letter would teach that ordinary words are of concern.
 */
export function tellingPassages(
  passages: readonly LabelledPassage[],
  meanings: readonly Float32Array[],
  options: SecondReaderOptions,
): boolean[] {
  const count = new Map<number, number>();
  for (const { of } of passages) count.set(of, (count.get(of) ?? 0) + 1);
  const isOneOfSeveral = ({ of, labels }: LabelledPassage) =>
    (count.get(of) ?? 0) > 1 && Object.values(labels).includes(1);
  const certain = passages.flatMap((passage, index) =>
    passage.concern === undefined || isOneOfSeveral(passage) ? [] : [index],
  );
  const fitted = fitHead(certain, passages, meanings, ({ concern }) => concern, true, options);
  const greatest = new Map<number, { index: number; concern: number }>();
  for (const [index, passage] of passages.entries()) {
    if (!isOneOfSeveral(passage)) continue;
    const concern = sumOf(fitted, passage, meanings[index] as Float32Array);
    if (concern > (greatest.get(passage.of)?.concern ?? Number.NEGATIVE_INFINITY)) {
      greatest.set(passage.of, { index, concern });
    }
  }
  return passages.map((passage, index) => !isOneOfSeveral(passage) || greatest.get(passage.of)?.index === index);
}

/**
 * Fits the second reader and gives it in the format that `createSecondReader` reads. Same passages, meanings and seed, same bytes on the
 * same machine.
 */
export async function trainSecondReader(
  all: readonly LabelledPassage[],
  allMeanings: readonly Float32Array[],
  parts: SecondReaderParts,
  options: SecondReaderOptions = SECOND_READER_OPTIONS,
): Promise<Buffer> {
  const tells = tellingPassages(all, allMeanings, options);
  const passages = all.filter((_, index) => tells[index]);
  const meanings = allMeanings.filter((_, index) => tells[index]);
  const groups = GROUPS.map((group) => fitTwice(passages, meanings, ({ labels }) => labels[group], false, options));
  const concern = fitTwice(passages, meanings, ({ concern }) => concern, true, options);
  const { close, both } = await calibrateClose(passages, concern, parts, options.closeShare);
  const { table, step } = quantise(concern.shipped.words as Float32Array);
  const header: SecondReaderHeader = {
    format: 5,
    version: parts.version,
    encoder: parts.encoder,
    closeEncoder: parts.closeEncoder,
    step,
    concern: concern.head,
    close,
    share: options.closeShare,
    both,
    groups: GROUPS.map((name: Group, index) => ({
      name,
      ...(groups[index] as FittedTwice).head,
    })),
  };
  const dense = Float32Array.from([concern, ...groups].flatMap(({ shipped }) => [...shipped.meaning]));
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    Buffer.from(table.buffer),
    Buffer.from(dense.buffer),
  ]);
}

/** What calibrates the close encoder, and what both say together: on passages that come to a close look and that neither has seen. */
async function calibrateClose(
  passages: readonly LabelledPassage[],
  concern: FittedTwice,
  { lookClosely }: SecondReaderParts,
  share: number,
): Promise<{ close: Calibration; both: Calibration }> {
  const looked = passages.flatMap((passage, index): [number, number][] => {
    if (passage.concern === undefined || !passage.calibrating) return [];
    const before = calibrated(concern.head, concern.unseen(index));
    return before < CLOSE_LOOK_FROM ? [] : [[index, before]];
  });
  const looks = await lookClosely(looked.map(([index]) => (passages[index] as LabelledPassage).text));
  const close = calibrateOn(new Map(looked.map(([index], at) => [index, looks[at] as number])), passages);
  const together = looked.map(([index, before], at): [number, number] => [
    index,
    between(before, calibrated(close, looks[at] as number), share),
  ]);
  return { close, both: calibrateOn(new Map(together), passages) };
}

function calibrateOn(said: ReadonlyMap<number, number>, passages: readonly LabelledPassage[]): Calibration {
  return calibrate(
    [...said.values()],
    [...said.keys()].map((index) => (passages[index] as LabelledPassage).concern ?? 0),
  );
}

type LabelOf = (passage: LabelledPassage) => 0 | 1 | undefined;

interface FittedTwice {
  readonly shipped: Fitted;
  readonly head: Head;
  /** What the first fit says of a passage, in log-odds before calibration. */
  unseen(index: number): number;
}

/** Calibrated on a tenth that a first fit has not seen; what is shipped is fitted again to all, since every pair tells something. */
function fitTwice(
  passages: readonly LabelledPassage[],
  meanings: readonly Float32Array[],
  labelOf: LabelOf,
  withWords: boolean,
  options: SecondReaderOptions,
): FittedTwice {
  const known = passages.flatMap((passage, index) => (labelOf(passage) === undefined ? [] : [index]));
  const held = known.filter((index) => passages[index]?.calibrating);
  const seen = known.filter((index) => !passages[index]?.calibrating);
  const first = fitHead(seen, passages, meanings, labelOf, withWords, options);
  const unseen = (index: number) =>
    first.bias + sumOf(first, passages[index] as LabelledPassage, meanings[index] as Float32Array);
  const { slope, intercept } = calibrate(
    held.map(unseen),
    held.map((index) => labelOf(passages[index] as LabelledPassage) ?? 0),
  );
  const shipped = fitHead(known, passages, meanings, labelOf, withWords, options);
  return { shipped, head: { bias: shipped.bias, slope, intercept }, unseen };
}

function sumOf({ words, meaning }: Fitted, { places }: LabelledPassage, encoded: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < MEANING_SIZE; at++) sum += (meaning[at] as number) * (encoded[at] as number);
  sum *= MEANING_STRETCH;
  if (words === null) return sum;
  let carried = 0;
  for (const place of places) carried += words[place] as number;
  return sum + carried * lengthScale(places.length);
}

/** AdaGrad over shuffled passages: word features and meaning together, so that each learns what the other does not explain. */
function fitHead(
  known: readonly number[],
  passages: readonly LabelledPassage[],
  meanings: readonly Float32Array[],
  labelOf: LabelOf,
  withWords: boolean,
  options: SecondReaderOptions,
): Fitted {
  const random = randomNumbers(options.seed);
  const fitted = {
    words: withWords ? new Float32Array(FEATURE_COUNT) : null,
    meaning: new Float32Array(MEANING_SIZE),
    bias: 0,
  };
  const wordSquares = new Float32Array(withWords ? FEATURE_COUNT : 0).fill(1e-3);
  const squares = new Float32Array(MEANING_SIZE).fill(1e-3);
  let biasSquare = 1e-3;
  const order = [...known];
  const positives = order.filter((index) => labelOf(passages[index] as LabelledPassage) === 1).length;
  const lift = Math.min(10, Math.sqrt(Math.max(1, order.length - positives) / Math.max(1, positives)));
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const slower = 1 / (1 + epoch / 2);
    for (const index of order) {
      const passage = passages[index] as LabelledPassage;
      const encoded = meanings[index] as Float32Array;
      const label = labelOf(passage) as 0 | 1;
      const odds = fitted.bias + sumOf(fitted, passage, encoded);
      const error = (label === 1 ? lift : 1) * (1 / (1 + Math.exp(-odds)) - label);
      biasSquare += error * error;
      fitted.bias -= (0.1 * error) / Math.sqrt(biasSquare);
      for (let at = 0; at < MEANING_SIZE; at++) {
        const gradient =
          error * MEANING_STRETCH * (encoded[at] as number) + options.meaningDecay * (fitted.meaning[at] as number);
        squares[at] = (squares[at] as number) + gradient * gradient;
        fitted.meaning[at] =
          (fitted.meaning[at] as number) - (slower * options.meaningRate * gradient) / Math.sqrt(squares[at] as number);
      }
      if (fitted.words === null) continue;
      const gradient = error * lengthScale(passage.places.length);
      for (const place of passage.places) {
        const total = gradient + options.wordDecay * (fitted.words[place] as number);
        wordSquares[place] = (wordSquares[place] as number) + total * total;
        fitted.words[place] =
          (fitted.words[place] as number) -
          (slower * options.wordRate * total) / Math.sqrt(wordSquares[place] as number);
      }
    }
  }
  return fitted;
}
