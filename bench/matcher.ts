import process from 'node:process';
import type { Detection } from '../functions/score/detections/detection.ts';
import type { Lexicon } from '../functions/score/detections/lexicon.ts';
import { compileRules } from '../functions/score/match/compile-rules.ts';
import { createMatcher } from '../functions/score/match/create-matcher.ts';
import { decodeRules } from '../functions/score/match/decode-rules.ts';
import { encodeRules } from '../functions/score/match/encode-rules.ts';
import type { Matcher } from '../functions/score/match/match.ts';
import { normalize } from '../functions/score/normalize/normalize.ts';
import type { NormalizedText } from '../functions/score/text.ts';
import { loadRules } from '../infra/assets/rules.ts';
import { asLines, expressionsFor } from './matcher/expression-of.ts';
import { interleaved, type Task, type Times } from './matcher/interleaved.ts';
import { type LoadTime, type LoadTimes, measureLoad } from './matcher/measure-load.ts';
import { MESSAGE_CHARACTERS, readMessages } from './matcher/messages.ts';
import { moreDetections } from './matcher/more-detections.ts';
import { randomNumbers } from './random-numbers.ts';

export interface MatcherBench {
  readonly root: string;
  readonly rules: string;
  /** The folder of the customers' sets; empty for none. */
  readonly data: string;
}

const LARGE = 1000;
const SMALL = 300;
const MESSAGES = 120;
/**
 * A loop takes the sum of what its expressions take, so every tenth of them is measured, on a few messages: the machine code of all of them
 * is more than Node has room for (128 MB), and a round would take minutes.
 */
const LOOP_EVERY = 10;
const LOOP_MESSAGES = 10;
const ROUNDS = 25;
const LOADS = 15;
const SEED = 20_240_607;

/**
 * What a message costs to match: 1,000 detections against 300, and against the same patterns as a loop of regular expressions; what the
 * normaliser costs beside it; and what compiled rules cost to load. Ratios are taken within
 * the run, because another machine or a busy one changes the times more than the ratios. Each round reads messages that were normalised
 * for it, so that nothing of their words is known to Node from an earlier round.
 */
export async function measureMatcher({ root, rules, data }: MatcherBench): Promise<string> {
  const random = randomNumbers(SEED);
  const { detections: real, lexicons } = loadRules(rules);
  const messages = await readMessages(rules, data, MESSAGES, random);
  const all = moreDetections(real, LARGE, messages.texts, random);
  const [large, compileMilliseconds] = compiledMatcher(all, lexicons);
  const [small] = compiledMatcher(
    all.filter((_, index) => (index * SMALL) % LARGE < SMALL),
    lexicons,
  );
  const [own] = compiledMatcher(real, lexicons);
  const expressionOf = expressionsFor(lexicons);
  const plain = all.filter(({ match }) => match.length > 0).filter((_, index) => index % LOOP_EVERY === 0);
  const expressions = plain.map(({ match }) => expressionOf(match));

  const normalized = (): NormalizedText[] => messages.texts.map((text) => normalize(text));
  const matching = (matcher: Matcher): Task => {
    return () => {
      const texts = normalized();
      return texts.map((text) => () => void matcher.match(text));
    };
  };
  const lines = (): string[] => messages.texts.slice(0, LOOP_MESSAGES).map((text) => asLines(normalize(text)));
  const loop: Task = () =>
    lines().map((text) => () => {
      for (const expression of expressions) expression.test(text);
    });
  const normalizing: Task = () => messages.texts.map((text) => () => void normalize(text));
  const [many, few, ours, words, byLoop] = interleaved(
    [matching(large), matching(small), matching(own), normalizing, loop],
    ROUNDS,
  ) as [Times, Times, Times, Times, Times];

  const loopScale = LARGE / plain.length;
  const disagreements = countDisagreements(plain, expressions, lexicons, lines());
  const load = measureLoad(root, compileRules(real, lexicons), LOADS);
  const largeLoad = measureLoad(root, compileRules(all, lexicons), LOADS);
  const perMessage = ({ least, median }: Times, count = MESSAGES): string =>
    `${(least / count).toFixed(1)} µs a message (median of rounds ${(median / count).toFixed(1)})`;
  const withNormalizer = (times: Times): Times => ({
    least: times.least + words.least,
    median: times.median + words.median,
    rounds: times.rounds.map((time, round) => time + (words.rounds[round] ?? 0)),
  });
  const loopMessages = LOOP_MESSAGES / loopScale;
  return [
    `${MESSAGES} messages of about ${MESSAGE_CHARACTERS} characters, ${messages.from}; ${ROUNDS} rounds; seed ${SEED}`,
    `${LARGE} detections: the ${real.length} of the rules, and variants of them whose words, but for a frame of everyday ones, are others as common; ${SMALL}: an even choice of these`,
    `${LARGE} detections: ${perMessage(many)}`,
    `${SMALL} detections: ${perMessage(few)}`,
    `  ratio ${ratio(many, few)}; wanted at most 1.5`,
    `normalising: ${perMessage(words)}; with it the ratio is ${ratio(withNormalizer(many), withNormalizer(few))}`,
    `${LARGE} regular expressions in a loop, one a detection, as ${plain.length} of them take: ${perMessage(byLoop, loopMessages)}`,
    `  ratio to ${LARGE} detections ${ratio(byLoop, many, MESSAGES / loopMessages)}; wanted at least 100`,
    `  ${disagreements.length} of ${LOOP_MESSAGES * plain.length} answers of matcher and expressions differ${disagreements.map((id) => `\n  ${id}`).join('')}`,
    `the rules here (${real.length} detections): ${perMessage(ours)}, ${((100 * ours.least) / (ours.least + words.least)).toFixed(0)}% of normalising and matching`,
    ...loadLines(`the rules here, in ${LOADS} fresh processes`, load),
    ...loadLines(`${LARGE} detections, likewise`, largeLoad),
    `  to compile the ${LARGE} takes ${(compileMilliseconds / 1000).toFixed(1)} s of processor time, ${(compileMilliseconds / largeLoad.load.median).toFixed(0)} times as long as to load them`,
  ].join('\n');
}

function compiledMatcher(detections: readonly Detection[], lexicons: readonly Lexicon[]): [Matcher, number] {
  const before = process.cpuUsage();
  const compiled = compileRules(detections, lexicons);
  const { user, system } = process.cpuUsage(before);
  return [createMatcher(decodeRules(encodeRules(compiled))), (user + system) / 1000];
}

/** By the least times, and the median of the rounds' ratios with the range of their middle half. */
function ratio(a: Times, b: Times, scale = 1): string {
  const ratios = a.rounds.map((time, round) => (time / (b.rounds[round] ?? 1)) * scale).sort((x, y) => x - y);
  const shown = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  const at = (share: number): string => shown(ratios[Math.floor(share * (ratios.length - 1))] ?? 0);
  return `${shown((a.least / b.least) * scale)} (median of rounds ${at(0.5)}, middle half ${at(0.25)} to ${at(0.75)})`;
}

/** That what is compared finds the same: without `unless`, which no expression of one pattern can say. */
function countDisagreements(
  detections: readonly Detection[],
  expressions: readonly RegExp[],
  lexicons: readonly Lexicon[],
  lines: readonly string[],
): string[] {
  const [matcher] = compiledMatcher(
    detections.map(({ match_all: _, ...detection }) => ({ ...detection, unless: [] })),
    lexicons,
  );
  return lines.flatMap((line) => {
    const fired = new Set(matcher.match(wordsAgain(line)).map(({ detection }) => detection.id));
    return detections.filter(({ id }, index) => expressions[index]?.test(line) !== fired.has(id)).map(({ id }) => id);
  });
}

/** A text of the words and sentences of its lines. */
function wordsAgain(lines: string): NormalizedText {
  const tokens = lines.split('\n').flatMap((line, sentence) =>
    line
      .split(' ')
      .filter((text) => text !== '')
      .map((text) => ({ text, start: 0, end: 0, sentence })),
  );
  return { tokens, sentences: [], clauses: [], evasions: [], quotes: [] };
}

function loadLines(what: string, { bytes, read, load, first }: LoadTimes): string[] {
  const time = ({ least, median }: LoadTime): string => `${least.toFixed(2)} ms (median ${median.toFixed(2)})`;
  return [
    `${what}: ${(bytes / 1_048_576).toFixed(1)} MB, ready ${time(load)} after they were read; wanted less than 3 ms`,
    `  to read the file ${time(read)}, the first match ${time(first)}`,
  ];
}
