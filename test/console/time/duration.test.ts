import { describe, expect, it } from 'vitest';
import { ageInWords, durationInWords } from '../../../console/time/duration.ts';

describe('a duration in words', () => {
  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min 00 s'],
    [245_000, '4 min 05 s'],
    [3_600_000, '1 h 0 min'],
    [86_399_000, '23 h 59 min'],
    [86_400_000, '1 day 0 h'],
    [200_000_000, '2 days 7 h'],
  ])('%i ms is %s', (milliseconds, words) => {
    expect(durationInWords(milliseconds)).toBe(words);
  });
});

describe('an age in words', () => {
  it.each([
    [-5, 'now'],
    [59_999, 'now'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [86_399_000, '23 h'],
    [86_400_000, '1 day'],
    [200_000_000, '2 days'],
  ])('%i ms is %s', (milliseconds, words) => {
    expect(ageInWords(milliseconds)).toBe(words);
  });
});
