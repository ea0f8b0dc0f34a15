import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../functions/score/detections/detection.ts';
import { compileRules } from '../../../../functions/score/match/compile-rules.ts';
import { findLiterals } from '../../../../functions/score/match/find-literals.ts';
import { loadRules } from '../../../../functions/score/match/loaded-rules.ts';
import { matchDetections } from '../../../../functions/score/match/match-detections.ts';
import { PatternMemory } from '../../../../functions/score/match/pattern-memory.ts';
import { PatternRunner } from '../../../../functions/score/match/run-pattern.ts';
import { SymbolReader } from '../../../../functions/score/match/symbol-reader.ts';
import { findTargetNames } from '../../../../functions/score/match/target-names.ts';
import { readWords } from '../../../../functions/score/match/word-stream.ts';
import { detectionOf, lexiconOf, matcherOf } from './detections.ts';
import { plainText, plainWords } from './plain-text.ts';

const lexicons = [lexiconOf('recipient', ['you', 'you you', 'you you you', 'all of you'])];

/** How many answers about a pattern at a place had to be worked out to match a text. */
function workOf(detection: Detection, text: string): number {
  const rules = loadRules(compileRules([detection], lexicons, plainWords));
  const normalized = plainText(text);
  const stream = readWords(normalized, rules);
  const names = findTargetNames(normalized, stream, ['you you'], rules.sentenceBreak, plainWords);
  const literals = findLiterals(stream, rules, names);
  const symbols = new SymbolReader(rules, stream, literals, names);
  const memory = new PatternMemory();
  matchDetections(rules, stream, literals, new PatternRunner(rules, stream, symbols, memory));
  return memory.answers;
}

/** Patterns and the words that make them try hardest. */
const HOSTILE: [string, Partial<Detection>, string][] = [
  ['gaps that each could be anywhere', { match: ['a ..12 a ..12 a ..12 a $'] }, 'a '],
  ['options inside of options', { match: [`${'(a? a?)? '.repeat(6)}a $`, `a${' (a|a a)'.repeat(12)} $`] }, 'a '],
  ['phrases that begin alike', { match: ['@recipient ..12 @recipient ..12 @recipient $'] }, 'you '],
  ['a match at every word', { match: ['you ..12 you ..12 you'] }, 'you '],
  ['captures in every match', { match: ['{actor: @recipient} ..12 {target: @recipient} ..6 {act: you}'] }, 'you '],
  ['an exception at every word', { match: ['you ... you'], unless: ['you !no', 'a ..12 b'] }, 'you you you a '],
  ['exceptions between matches', { match: ['you ..12 you'], unless: ['a'] }, 'you you you you a '],
  ['composites at every word', { match_all: { within: 12, patterns: ['you ..12 you', '@recipient ... a'] } }, 'you a '],
  [
    'composites in the whole turn',
    { match_all: { within: 'turn', patterns: ['you', 'you you', 'a'] }, unless: ['b'] },
    'you you a ',
  ],
  ['sentences of one word', { match: ['you // you // you // a'] }, 'you. '],
];

describe('the work to match a text', () => {
  it.each(HOSTILE)('grows no faster than the text for %s', (_, parts, words) => {
    const detection = detectionOf(parts);
    const once = workOf(detection, words.repeat(400));
    const fourTimes = workOf(detection, words.repeat(1600));
    expect(once).toBeGreaterThan(0);
    // Four times as long takes four times the work, give or take what the ends of the text save.
    expect(fourTimes / once).toBeLessThan(4.3);
    expect(fourTimes / once).toBeGreaterThan(3.5);
  });

  it('is nothing where no anchor is met', () => {
    expect(workOf(detectionOf({ match: ['a ..12 zebra'] }), 'a '.repeat(1000))).toBe(0);
  });

  it('is done for a hundred thousand characters of any of it', () => {
    const detections = HOSTILE.map(([, parts], index) =>
      detectionOf({ ...parts, id: `threat/implied/hostile-${index}` }),
    );
    const matcher = matcherOf(detections, lexicons);
    for (const words of ['you ', 'a ', 'you a. ']) {
      const text = plainText(words.repeat(Math.floor(100_000 / words.length)));
      const matches = matcher.match(text, { named_target: ['you you'] });
      expect(matches.every(({ first, last }) => first < last && last <= text.tokens.length)).toBe(true);
    }
  });

  it('does not overflow the stack however the patterns nest', () => {
    const deep = `${'(a? '.repeat(7)}a${')?'.repeat(7)} b`;
    expect(matcherOf([detectionOf({ match: [deep] })]).match(plainText(`${'a '.repeat(100_000)}b`)).length).toBe(1);
  });
});

describe('a matcher that has read a hostile text', () => {
  it('reads the next one as if it were its first', () => {
    const matcher = matcherOf([detectionOf({ match: ['kill ..12 you'] })]);
    const before = matcher.match(plainText('kill all of you'));
    matcher.match(plainText('kill '.repeat(50_000)));
    expect(matcher.match(plainText('kill all of you'))).toEqual(before);
    expect(before.length).toBe(1);
  });
});
