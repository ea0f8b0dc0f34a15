import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Category } from '../../functions/contracts/vocabulary.ts';
import { bandOf } from '../../functions/score/detections/bands.ts';
import { MINIMUM_EXAMPLES } from '../../functions/score/detections/detection.ts';
import { createMatcher } from '../../functions/score/match/create-matcher.ts';
import { checkExamples } from '../../infra/assets/rule-examples.ts';
import { compileWhatCan, readRules } from '../../infra/assets/rules.ts';

const { rules, errors } = readRules(join(import.meta.dirname, '..', '..', 'rules'));
const { compiled, detections, errors: uncompiled } = compileWhatCan(rules);

const where = ({ id, origin }: (typeof detections)[number]): string => origin?.file ?? id;
/** Values that more than one detection has, with those that have it. */
function shared(valuesOf: (detection: (typeof detections)[number]) => readonly string[]): string[] {
  const owners = new Map<string, string[]>();
  for (const detection of detections) {
    for (const value of new Set(valuesOf(detection)))
      owners.set(value, [...(owners.get(value) ?? []), where(detection)]);
  }
  return [...owners].filter(([, files]) => files.length > 1).map(([value, files]) => `${value}: ${files.join(', ')}`);
}

describe('the detections together', () => {
  it('load without a mistake', () => {
    expect([...errors, ...uncompiled].map((error) => error.message)).toEqual([]);
    expect(detections.length).toBeGreaterThanOrEqual(40);
  });

  it('have ids of their own, which are their paths', () => {
    expect(shared(({ id }) => [id])).toEqual([]);
    expect(detections.filter(({ id, origin }) => origin?.file !== `rules/${id}.yml`).map(where)).toEqual([]);
  });

  it('find different things: no pattern is in two of them', () => {
    const spaced = (pattern: string): string => pattern.trim().replaceAll(/\s+/g, ' ');
    expect(shared(({ match }) => match.map(spaced))).toEqual([]);
    expect(
      shared(({ match_all }) => (match_all === undefined ? [] : [match_all.patterns.map(spaced).join(' & ')])),
    ).toEqual([]);
  });

  it('have titles of their own', () => {
    expect(shared(({ title }) => [title.toLowerCase()])).toEqual([]);
  });

  it('are as severe as their folder allows', () => {
    const outside = detections.filter((detection) => {
      const band = bandOf(detection);
      return band === null || detection.severity < band.lowest || detection.severity > band.highest;
    });
    expect(outside.map(where)).toEqual([]);
  });

  it.each(Category.options)('look for %s', (category) => {
    expect(detections.filter((detection) => detection.category === category).length).toBeGreaterThan(0);
  });

  it('do not prove two things by one example', () => {
    expect(shared(({ examples }) => examples.must_match)).toEqual([]);
  });

  it('show where each line runs, and what looks like it', () => {
    const thin = detections.filter(
      ({ examples, false_positives }) =>
        Math.min(examples.must_match.length, examples.must_not_match.length) < MINIMUM_EXAMPLES ||
        false_positives.length === 0,
    );
    expect(thin.map(where)).toEqual([]);
  });
});

describe('the examples of', () => {
  const matcher = compiled === null ? null : createMatcher(compiled);

  it.each(detections.map((detection) => [detection.id, detection] as const))('%s', (_, detection) => {
    if (matcher === null) throw new Error('no rule could be compiled');
    const failures = checkExamples(detection, matcher).map(({ list, index, problem, example }) => {
      const line = detection.origin?.places[`examples.${list}.${index}`]?.line;
      return `${where(detection)}:${line}: ${problem}: ${example}`;
    });
    expect(failures).toEqual([]);
  });
});
