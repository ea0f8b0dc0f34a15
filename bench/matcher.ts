import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Detection } from '../functions/score/detections/detection.ts';
import { compileRules } from '../functions/score/match/compile-rules.ts';
import { createMatcher } from '../functions/score/match/create-matcher.ts';
import type { Matcher } from '../functions/score/match/match.ts';
import { normalize } from '../functions/score/normalize/normalize.ts';
import type { NormalizedText } from '../functions/score/text.ts';
import { buildRules } from '../infra/assets/rules.ts';
import { randomNumbers } from './random-numbers.ts';

/**
 * What a message costs to match: 1,000 detections against 300, and against the same patterns as a loop of regular expressions; and
 * what the rules of this repository cost to match and to load. Ratios are taken within one run, from processor time, because another
 * machine or a busy one changes the times and hardly the ratios. Run by hand: `npx tsx bench/matcher.ts`.
 */
export function measureMatcher(rules: string): string {
  const random = randomNumbers(20_240_607);
  const words = vocabulary(rules);
  const all = Array.from({ length: LARGE }, (_, index) => invent(index, words, random));
  const texts = Array.from({ length: MESSAGES }, () => normalize(message(words, all, random)));
  const large = matcherOf(all);
  const small = matcherOf(all.slice(0, SMALL));
  const expressions = all.map(({ pattern }) => expressionOf(pattern));
  const lines = texts.map(asLines);
  const disagreements = texts.filter((text, index) => {
    const fired = new Set(large.match(text).map(({ detection }) => detection.id));
    return expressions.some(
      (expression, at) => expression.test(lines[index] ?? '') !== fired.has(`threat/implied/${at}`),
    );
  }).length;

  const compiled = buildRules(rules);
  const own = createMatcher(compiled);
  const [many, few, loop, ours] = interleaved([
    () => matchAll(large, texts),
    () => matchAll(small, texts),
    () => {
      for (const line of lines) for (const expression of expressions) expression.test(line);
    },
    () => matchAll(own, texts),
  ]) as [number, number, number, number];
  const shipped = JSON.stringify(compiled);
  const [load] = interleaved([() => createMatcher(JSON.parse(shipped))]) as [number];
  const perMessage = (milliseconds: number): string => `${((milliseconds / MESSAGES) * 1000).toFixed(1)} µs`;
  return [
    `${MESSAGES} messages of about ${MESSAGE_CHARACTERS} characters; ${disagreements} on which matcher and expressions disagree`,
    `${LARGE} detections: ${perMessage(many)} a message; ${SMALL}: ${perMessage(few)}; ratio ${(many / few).toFixed(2)}`,
    `${LARGE} regular expressions in a loop: ${perMessage(loop)} a message; ratio ${(loop / many).toFixed(0)}`,
    `the rules here (${compiled.detections.length} detections): ${perMessage(ours)} a message`,
    `they ship as ${(shipped.length / 1024).toFixed(0)} KB and load, JSON and all, in ${load.toFixed(2)} ms`,
  ].join('\n');
}

const LARGE = 1000;
const SMALL = 300;
const MESSAGES = 400;
const MESSAGE_CHARACTERS = 1500;
const ROUNDS = 15;

interface Invented {
  readonly pattern: string;
  readonly sentence: string;
}

/** The words of the lexicons, which are those of threats and of everyday mail. */
function vocabulary(rules: string): string[] {
  const names = [
    'harm',
    'weapon',
    'home',
    'vehicle',
    'family',
    'workplace',
    'time_near',
    'body_part',
    'authority',
    'product',
  ];
  const text = names.map((name) => readFileSync(join(rules, 'lexicon', `${name}.yml`), 'utf8')).join(' ');
  return [...new Set((text.match(/[a-z]{3,}/g) ?? []).filter((word) => normalize(word).tokens[0]?.text === word))];
}

const OPENINGS = [
  '(hope|wish|pray) you',
  '(i|we) will',
  'you (should|must|had better)',
  'i know (where|when|how) you',
  '(watch|mind) your',
];

/** A detection like those of the rules: an everyday opening, then words that few messages have, with gaps between. */
function invent(index: number, words: readonly string[], random: () => number): Invented {
  const pick = (): string => words[Math.floor(random() * words.length)] ?? 'word';
  const opening = OPENINGS[index % OPENINGS.length] as string;
  const [a, b, c, d, e] = [pick(), pick(), pick(), pick(), pick()];
  const first = opening.replace(/\((\w+)[^)]*\)/g, '$1');
  return {
    pattern: `${opening} ..3 (${a}|${b}|${c}) ..2 (${d}|${e}) ${index % 2 === 0 ? `${pick()}?` : ''}`.trim(),
    sentence: `${first} ${b} the ${d}`,
  };
}

function matcherOf(invented: readonly Invented[]): Matcher {
  const detections = invented.map(
    ({ pattern }, index): Detection => ({
      id: `threat/implied/${index}`,
      title: `Invented ${index}`,
      category: 'wish-harm',
      type: 'implied',
      severity: 2,
      why: 'To be measured.',
      false_positives: [],
      blind_spots: [],
      match: [pattern],
      unless: [],
      examples: { must_match: [], must_not_match: [], named_target: [] },
    }),
  );
  return createMatcher(JSON.parse(JSON.stringify(compileRules(detections, []))));
}

/** The same pattern over words that are joined by single spaces, a sentence a line. */
function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/ \.\.(\d)/g, '(?: [^ \\n]+){0,$1}')
    .replace(/\(([a-z])/g, '(?:$1')
    .replace(/ (\w+)\?$/, '(?: $1)?');
  return new RegExp(`(?:^|[ \\n])${source}(?=[ \\n]|$)`);
}

function message(words: readonly string[], all: readonly Invented[], random: () => number): string {
  const sentences: string[] = [];
  for (let length = 0; length < MESSAGE_CHARACTERS; ) {
    const every = random();
    const invented = all[Math.floor(random() * all.length)];
    const sentence =
      every < 0.02 && invented !== undefined
        ? invented.sentence
        : Array.from({ length: 8 + Math.floor(random() * 8) }, () => everyday(words, random)).join(' ');
    sentences.push(sentence);
    length += sentence.length + 2;
  }
  return `${sentences.join('. ')}.`;
}

const COMMON =
  'the i to and a of you is it that in my not for are have was on be with your will me if we this so but please order call account';
const OFFICE =
  'invoice delivery parcel statement balance branch receipt website password update screen transfer deposit customer warranty replacement ' +
  'shipment tracking address agreement contract policy premium renewal cancel upgrade download install printer monitor keyboard colour size ' +
  'arrived shipped ordered returned exchanged missing damaged faulty late early monday friday january summer holiday weather garden kitchen';

/** Mostly the commonest words, some of an office's, and now and then one that detections look for. */
function everyday(words: readonly string[], random: () => number): string {
  const which = random();
  const from = which < 0.75 ? COMMON_WORDS : which < 0.98 ? OFFICE_WORDS : words;
  return from[Math.floor(random() * from.length)] ?? 'the';
}
const COMMON_WORDS = COMMON.split(' ');
const OFFICE_WORDS = OFFICE.split(' ');

function asLines({ sentences, tokens }: NormalizedText): string {
  return sentences
    .map(({ first, last }) =>
      tokens
        .slice(first, last)
        .map((token) => token.text)
        .join(' '),
    )
    .join('\n');
}

function matchAll(matcher: Matcher, texts: readonly NormalizedText[]): void {
  for (const text of texts) matcher.match(text);
}

/** The median processor time of each, in milliseconds, taken in turns so that all meet the same machine. */
function interleaved(tasks: readonly (() => unknown)[]): number[] {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < ROUNDS + 3; round += 1) {
    tasks.forEach((task, index) => {
      const before = process.cpuUsage();
      task();
      const { user, system } = process.cpuUsage(before);
      // The first rounds warm up.
      if (round >= 3) times[index]?.push((user + system) / 1000);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0);
}
