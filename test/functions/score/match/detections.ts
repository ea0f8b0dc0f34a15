import type { Detection } from '../../../../functions/score/detections/detection.ts';
import type { Lexicon } from '../../../../functions/score/detections/lexicon.ts';
import { compileRules } from '../../../../functions/score/match/compile-rules.ts';
import { createMatcher } from '../../../../functions/score/match/create-matcher.ts';
import { decodeRules } from '../../../../functions/score/match/decode-rules.ts';
import { encodeRules } from '../../../../functions/score/match/encode-rules.ts';
import type { Matcher } from '../../../../functions/score/match/match.ts';
import { Work } from '../../../../functions/score/match/work.ts';
import { plainText, plainWords } from './plain-text.ts';

/** A detection that says nothing but its patterns. */
export function detectionOf(parts: Partial<Detection>): Detection {
  return {
    id: 'threat/implied/example',
    title: 'An example',
    category: 'wish-harm',
    type: 'implied',
    severity: 2,
    why: 'To show a construct.',
    false_positives: ['None'],
    blind_spots: [],
    stands_alone: false,
    match: [],
    unless: [],
    examples: { must_match: [], must_not_match: [], named_target: [] },
    ...parts,
  };
}

export const lexiconOf = (name: string, members: string[], includes: string[] = []): Lexicon => ({
  name,
  why: 'To show a construct.',
  members,
  includes,
});

/** A matcher as it is shipped: compiled, written as bytes and read back. */
export function matcherOf(
  detections: readonly Detection[],
  lexicons: readonly Lexicon[] = [],
  work: Work = new Work(),
): Matcher {
  const shipped = encodeRules(compileRules(detections, lexicons, plainWords));
  return createMatcher(decodeRules(shipped), plainWords, work);
}

/** The words that a detection of these patterns finds in a text. */
export function found(
  patterns: string[] | Partial<Detection>,
  text: string,
  lexicons: readonly Lexicon[] = [],
  names: string[] = [],
): string[] {
  const detection = detectionOf(Array.isArray(patterns) ? { match: patterns } : patterns);
  const matches = matcherOf([detection], lexicons).match(plainText(text), { named_target: names });
  return matches.map((match) => wordsOf(text, match));
}

/** A range of tokens as the words of the text. */
export function wordsOf(text: string, range: { first: number; last: number }): string {
  return plainText(text)
    .tokens.slice(range.first, range.last)
    .map((token) => token.text)
    .join(' ');
}
