import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../functions/score/detections/detection.ts';
import { Work } from '../../../../functions/score/match/work.ts';
import { detectionOf, lexiconOf, matcherOf } from './detections.ts';
import { plainText } from './plain-text.ts';

const lexicons = [lexiconOf('recipient', ['you', 'you you', 'you you you', 'all of you'])];

/** How many steps it took to match a text of one of the detections. */
function workOf(detection: Detection, text: string): number {
  const work = new Work();
  matcherOf([detection], lexicons, work).match(plainText(text), { named_target: ['you you'] });
  return work.steps;
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
  ['near-matches that lack their last word', { match: ['kill ..6 all ..6 of ..6 @recipient'] }, 'kill all of a '],
  ['near-matches of everything', { match: ['a ..12 kill ..12 (a|of) ..12 b'], unless: ['a ..12 c'] }, 'a kill of c '],
  ['composites that lack a part', { match_all: { within: 30, patterns: ['kill', 'a ..6 of', 'b'] } }, 'kill a of '],
  [
    'composites of a part that is everywhere',
    { match_all: { within: 'sentence', patterns: ['a', 'kill'] } },
    'a kill. ',
  ],
  ['sentences of one word', { match: ['you // you // you // a'] }, 'you. '],
];

describe('the work to match a text', () => {
  it.each(HOSTILE)('grows no faster than the text for %s', (_, parts, words) => {
    const detection = detectionOf(parts);
    const [once, twice, fourTimes] = [400, 800, 1600].map((times) => workOf(detection, words.repeat(times)));
    expect(once).toBeGreaterThan(400);
    // Twice and four times as long take two and four times the work, give or take what the ends of the text save.
    for (const growth of [(twice ?? 0) / (once ?? 0), (fourTimes ?? 0) / (twice ?? 0)]) {
      expect(growth).toBeLessThan(2.1);
      expect(growth).toBeGreaterThan(1.8);
    }
  });

  it('is to read it and no more where no anchor is met', () => {
    const places = 1000 + 2;
    expect(workOf(detectionOf({ match: ['a ..12 zebra'] }), 'a '.repeat(1000))).toBe(places);
  });

  it('is hardly more where anchors are met that nothing stands beside', () => {
    const detection = detectionOf({ match: ['zebra ..3 (crossing|stripe)'] });
    const text = plainText('a zebra a a a a a a '.repeat(100));
    const work = new Work();
    expect(matcherOf([detection], [], work).match(text)).toEqual([]);
    // A step for each word and one for each literal; the pattern is not once begun.
    expect(work.steps).toBe(800 + 2 + 100);
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
