import { describe, expect, it } from 'vitest';
import { parseDetection } from '../../../../functions/score/detections/parse-detection.ts';
import { RulesError } from '../../../../functions/score/detections/rule-error.ts';
import { compileRules } from '../../../../functions/score/match/compile-rules.ts';
import { COMPILED_FORMAT } from '../../../../functions/score/match/compiled-rules.ts';
import { createMatcher } from '../../../../functions/score/match/create-matcher.ts';
import { detectionOf, lexiconOf, matcherOf } from './detections.ts';
import { plainText, plainWords } from './plain-text.ts';

describe('compiled rules', () => {
  const detection = detectionOf({ match: ['kill @recipient', 'threat* #'], unless: ['kill time'] });
  const lexicons = [lexiconOf('recipient', ['you', 'all of you'])];

  it('have one version for one content, wherever it was read', () => {
    const version = compileRules([detection], lexicons, plainWords).version;
    const elsewhere = { ...detection, origin: { file: 'elsewhere.yml', places: {} } };
    expect(compileRules([elsewhere], lexicons, plainWords).version).toBe(version);
    expect(compileRules([{ ...detection, severity: 3 }], lexicons, plainWords).version).not.toBe(version);
    expect(compileRules([detection], [lexiconOf('recipient', ['you'])], plainWords).version).not.toBe(version);
    expect(matcherOf([detection], lexicons).version).toBe(version);
  });

  it('hold neither examples nor patterns, only what a signal shows', () => {
    const metadata = compileRules([detection], lexicons, plainWords).detections.at(0);
    expect(Object.keys(metadata ?? {})).toEqual(['id', 'title', 'category', 'type', 'severity', 'why']);
  });

  it('of another compiler are refused', () => {
    const compiled = { ...compileRules([detection], lexicons, plainWords), format: 99 };
    expect(() => createMatcher(compiled)).toThrow(
      `rules of format 99 for a matcher of format ${COMPILED_FORMAT}: build the rules again`,
    );
  });

  it('find the same with the 32-bit tables that more than 65,535 of anything need', () => {
    const words = Array.from({ length: 70_000 }, (_, index) => `word${index}`);
    const matcher = matcherOf([detectionOf({ match: ['see @many'] })], [lexiconOf('many', words)]);
    expect(matcher.match(plainText('see word69999')).length).toBe(1);
    expect(matcher.match(plainText('see word70000')).length).toBe(0);
  });

  it('may hold no detection', () => {
    expect(matcherOf([]).match(plainText('kill you'))).toEqual([]);
  });

  it('make a matcher that finds nothing in nothing', () => {
    expect(matcherOf([detection], lexicons).match(plainText(''))).toEqual([]);
  });
});

describe('rules that do not compile', () => {
  function errorsOf(run: () => unknown): string[] {
    try {
      run();
    } catch (error) {
      if (error instanceof RulesError) return error.errors.map(({ message }) => message);
      return [(error as Error).message];
    }
    return [];
  }

  it('say which lexicon there is not, in which file and column', () => {
    const yaml = `id: threat/implied/x
title: T
category: wish-harm
type: implied
severity: 2
why: W
false_positives: [F]
match:
  - "hit @recipent now"
  - "hit @weapn"
examples: {must_match: [a, b, c], must_not_match: [d, e, f]}
`;
    const detection = parseDetection(yaml, 'rules/threat/implied/x.yml');
    expect(errorsOf(() => compileRules([detection], [lexiconOf('recipient', ['you'])], plainWords))).toEqual([
      'rules/threat/implied/x.yml:9:10: no lexicon @recipent: write rules/lexicon/recipent.yml, or use one of named_target, recipient, at column 5 of match pattern 1',
      'rules/threat/implied/x.yml:10:10: no lexicon @weapn: write rules/lexicon/weapn.yml, or use one of named_target, recipient, at column 5 of match pattern 2',
    ]);
  });

  it.each([
    [
      'includes what there is not',
      [lexiconOf('a', ['x'], ['b'])],
      'no lexicon b: write rules/lexicon/b.yml or remove it',
    ],
    ['includes itself', [lexiconOf('a', ['x'], ['a'])], 'a includes a: break the circle'],
    [
      'includes itself around a corner',
      [lexiconOf('a', ['x'], ['b']), lexiconOf('b', ['y'], ['a'])],
      'a includes b includes a: break the circle',
    ],
    ['is empty', [lexiconOf('a', [])], 'lexicon a is empty: add members or includes'],
    ['is there twice', [lexiconOf('a', ['x']), lexiconOf('a', ['y'])], 'there are two lexicons named a: rename one'],
  ])('say which lexicon %s', (_, lexicons, problem) => {
    expect(errorsOf(() => compileRules([], lexicons, plainWords))).toEqual([
      `rules/lexicon/a.yml:1:1: ${problem}`.replace(
        'a.yml:1:1: a includes b includes a',
        'b.yml:1:1: a includes b includes a',
      ),
    ]);
  });

  it('say which word the normaliser leaves nothing of', () => {
    const words = (text: string): string[] => plainWords(text).filter((word) => word !== 'zzz');
    expect(errorsOf(() => compileRules([detectionOf({ match: ['kill zzz'] })], [], words))).toEqual([
      'rules/threat/implied/example.yml:1:1: "zzz" has no word in it once it is normalised: write it as it would be read, at column 6 of match pattern 1',
    ]);
  });

  it('say which pattern spans too many words', () => {
    const pattern = `a${' ..12 b'.repeat(5)}`;
    expect(errorsOf(() => compileRules([detectionOf({ match: [pattern] })], [], plainWords))[0]).toContain(
      'it may span 66 words, more than 60: use match_all with within',
    );
  });
});
